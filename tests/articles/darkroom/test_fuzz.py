import io
import random

import pytest

from articles.darkroom import apart, developing
from articles.darkroom.orders import Order
from articles.darkroom.refusals import Refused
from tests.photofiles import containers
from tests.photofiles.corpus import BAD, GOOD
from tests.photofiles.metadata import camera_secrets, exif, iptc, swapped_profile, xmp
from tests.pictures import picture

TOLD = containers.jpeg_with(
    picture(
        size=(160, 120),
        icc_profile=swapped_profile(),
        exif=exif(
            [(0x010E, 2, b"A boat\x00"), (0x9C9B, 1, "Ghe".encode("utf-16-le"))],
            [(0x9003, 2, b"2026:07:08 06:15:30\x00"), (0x9286, 7, b"UNICODE\x00G\x00h\x00e\x00")],
        ),
        xmp=xmp("<dc:creator><rdf:Seq><rdf:li>Ai</rdf:li></rdf:Seq></dc:creator>"),
    ),
    (0xED, iptc([(120, "Ghe trên sông".encode()), (25, b"song"), (55, b"20260708")])),
)
SEEDS = {
    **{
        name: GOOD[name]
        for name in [
            *("jpeg", "progressive jpeg", "png", "animated png", "gif", "animated gif"),
            *("webp", "lossless webp", "animated webp", "avif", "jpeg and php"),
        ]
    },
    "jpeg with all metadata": TOLD,
    "jpeg of a camera": picture(size=(160, 120), exif=camera_secrets()),
}


def mutated(data, chance):
    """Return ``data`` after a few accidents: bits flipped, parts cut, doubled, moved, overwritten.

    Most hit the first kilobyte, where headers are.
    """
    data = bytearray(data)
    for _accident in range(chance.choice([1, 1, 2, 4, 8])):
        reach = len(data) if chance.random() < 0.4 else min(len(data), 1000)
        at = chance.randrange(max(1, reach))
        length = chance.choice([1, 2, 4, 16, 200])
        kind = chance.randrange(6)
        if kind == 0 and data:
            data[min(at, len(data) - 1)] ^= 1 << chance.randrange(4)
        elif kind == 1:
            del data[at : at + length]
        elif kind == 2:
            data[at:at] = chance.randbytes(length)
        elif kind == 3:
            data[at:at] = data[at : at + length] * 3
        elif kind == 4:
            data[at : at + length] = chance.choice([b"\xff", b"\x00", b"\x7f"]) * length
        else:
            there = chance.randrange(max(1, len(data)))
            data[at : at + length] = data[there : there + length]
    return bytes(data)


@pytest.mark.parametrize("name", SEEDS)
def test_mutations_of_good_files_become_photos_or_are_refused(name, monkeypatch):
    # What is encoded is the same for all: it would only take time.
    monkeypatch.setattr(developing, "renditions_of", lambda *_given, **_options: ())
    chance = random.Random(name)
    ends = {"photo": 0, "refused": 0}

    for _number in range(60):
        try:
            developing.develop(io.BytesIO(mutated(SEEDS[name], chance)), Order(), lambda *_: None)
            ends["photo"] += 1
        except Refused:
            ends["refused"] += 1

    # Both ends are reached: neither harmless nor all shot to pieces.
    assert min(ends.values()) >= 1, ends


def test_mutations_do_no_harm_in_the_real_process():
    chance = random.Random(1926)
    files = [*SEEDS.values(), *(data for data, _reason in BAD.values() if data)]

    for _number in range(4):
        try:
            result = apart.develop(io.BytesIO(mutated(chance.choice(files), chance)), Order())
        except Refused:
            continue
        assert result.files
