import io

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from articles import renditions
from articles.renditions import UnusableImage
from tests.factories import PhotoFactory
from tests.pictures import HOSTILE, picture, picture_with_position


@pytest.mark.parametrize("name", HOSTILE)
def test_decode_refuses_what_is_no_usable_picture(name):
    with pytest.raises(UnusableImage) as caught:
        renditions.decode(io.BytesIO(HOSTILE[name]))

    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("format_", "mode", "colour"),
    [
        ("JPEG", "RGB", (200, 10, 10)),
        ("JPEG", "CMYK", (0, 200, 200, 0)),
        ("JPEG", "L", 90),
        ("PNG", "RGBA", (200, 10, 10, 0)),
        ("PNG", "P", 3),
        ("PNG", "I;16", 40_000),
        ("PNG", "1", 1),
        ("WEBP", "RGB", (1, 2, 3)),
        ("AVIF", "RGB", (1, 2, 3)),
        ("GIF", "P", 2),
    ],
)
def test_decode_takes_every_usual_kind(format_, mode, colour):
    data = picture(size=(64, 48), format=format_, mode=mode, colour=colour)

    decoded = renditions.decode(io.BytesIO(data))

    assert (decoded.mode, decoded.size) == ("RGB", (64, 48))


def test_decode_scales_sixteen_bits_instead_of_clipping_them():
    data = picture(size=(8, 8), format="PNG", mode="I;16", colour=128 * 256)

    assert renditions.decode(io.BytesIO(data)).getpixel((0, 0)) == (128, 128, 128)


def test_decode_shows_transparency_as_white():
    data = picture(size=(8, 8), format="PNG", mode="RGBA", colour=(0, 0, 0, 0))

    assert renditions.decode(io.BytesIO(data)).getpixel((0, 0)) == (255, 255, 255)


def test_decode_turns_the_picture_upright():
    assert renditions.decode(io.BytesIO(picture_with_position())).size == (600, 900)


@pytest.mark.django_db
def test_store_writes_renditions_without_what_the_camera_knew(media):
    upload = io.BytesIO(picture_with_position())
    photo = PhotoFactory.build()

    encoded = renditions.encode(renditions.decode(upload))
    renditions.store(photo, encoded, sha256=renditions.digest(upload))
    photo.save()

    assert photo.widths == [400, 600]
    for width in photo.widths:
        for extension in ("webp", "jpg"):
            name = renditions.rendition_name(photo.key, width, extension)
            with default_storage.open(name) as file:
                data = file.read()
            assert b"SECRET-CAMERA" not in data
            image = Image.open(io.BytesIO(data))
            assert image.width == width
            assert not image.getexif()


@pytest.mark.django_db
def test_delete_files_leaves_nothing(media):
    upload = io.BytesIO(picture())
    photo = PhotoFactory.build(widths=[])
    encoded = renditions.encode(renditions.decode(upload))
    renditions.store(photo, encoded, sha256="0" * 64)

    renditions.delete_files(photo)

    assert [path for path in media.rglob("*") if path.is_file()] == []
