import io

import pytest
from PIL import Image

from articles.darkroom.developing import develop
from articles.darkroom.orders import Order
from articles.darkroom.refusals import Refused
from tests.photofiles import containers, metadata
from tests.photofiles.corpus import BAD, GOOD, saved, small
from tests.pictures import picture


def developed(data, **order):
    """Return what the file is, and its renditions by name."""
    files = {}
    return develop(io.BytesIO(data), Order(**order), files.__setitem__), files


def shown(data, at=(0.5, 0.5)):
    """Return the colour that readers see there, rounded to what JPEG keeps."""
    _developed, files = developed(data)
    image = Image.open(io.BytesIO(next(files[name] for name in files if name.endswith(".jpg"))))
    return image.convert("RGB").getpixel((int(at[0] * image.width), int(at[1] * image.height)))


def is_near(colour, other, by=12):
    return all(abs(one - two) <= by for one, two in zip(colour, other, strict=True))


@pytest.mark.parametrize("name", GOOD)
def test_every_usual_kind_becomes_a_photo(name):
    result, files = developed(GOOD[name])

    opened = {name: Image.open(io.BytesIO(data)) for name, data in files.items()}
    assert {image.mode for image in opened.values()} == {"RGB"}
    assert result.size in ((160, 120), (4000, 200))
    assert opened.pop("share.jpg").size == (1200, 630)
    width = min(result.size[0], 800)
    assert {f"{width}.webp", f"{width}.jpg"} <= set(opened)


@pytest.mark.parametrize("name", BAD)
def test_every_other_file_is_refused_for_what_it_is(name):
    data, reason = BAD[name]
    files = {}

    with pytest.raises(Refused) as caught:
        develop(io.BytesIO(data), Order(), files.__setitem__)

    assert caught.value.reason == reason
    assert files == {}


@pytest.mark.parametrize(
    ("name", "foreign"),
    [
        ("jpeg and zip", b"PK\x03\x04"),
        ("jpeg and php", b"<?php"),
        ("jpeg and html", b"foreign"),
        ("png and html", b"foreign"),
        ("gif and js", b"foreign"),
    ],
)
def test_nothing_of_a_second_meaning_reaches_a_rendition(name, foreign):
    assert foreign in GOOD[name]

    _developed, files = developed(GOOD[name], is_complete=True)

    assert len(files) == 4
    assert not [name for name, data in files.items() if foreign in data]


@pytest.mark.parametrize("kind", ["jpeg", "png", "gif", "webp", "avif"])
def test_a_file_that_was_cut_off_is_refused_wherever_it_was_cut(kind):
    data = GOOD[kind]

    # The last bytes say that it ends, and not all formats need them.
    for part in (0.02, 0.1, 0.3, 0.5, 0.7, 0.9):
        with pytest.raises(Refused):
            developed(data[: int(len(data) * part)])


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_are_put_upright(orientation):
    # Red is at the top left, as it is to be seen; the file holds it as the camera lay.
    upright = Image.new("RGB", (240, 160), "white")
    upright.paste((220, 20, 20), (0, 0, 120, 80))
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    lying = upright.transpose(undo[orientation]) if orientation > 1 else upright
    exif = metadata.exif([(0x0112, 3, bytes([0, orientation]))], order=">")
    data = saved(lying, "JPEG", exif=exif, quality=95)

    assert developed(data)[0].size == (240, 160)
    assert is_near(shown(data, at=(0.2, 0.2)), (220, 20, 20))
    assert is_near(shown(data, at=(0.8, 0.8)), (255, 255, 255))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_colours_are_converted_by_the_file_s_own_profile(format):
    data = small(format, colour=(230, 0, 0), icc_profile=metadata.swapped_profile())

    assert is_near(shown(data), (0, 0, 230), by=25)


def test_the_inks_of_a_press_are_converted_by_its_profile():
    cyan = small(mode="CMYK", colour=(255, 0, 0, 0))

    assert is_near(shown(cyan), (0, 255, 255))
    # Lab 50, 92, 72, as that press prints it, is a full red.
    red, green, blue = shown(GOOD["cmyk jpeg with profile"])
    assert red > 200 and green < 30 and blue < 60


def test_sixteen_bits_are_scaled_and_not_clipped():
    assert is_near(shown(small("PNG", mode="I;16", colour=0x8080)), (128, 128, 128), by=2)
    assert is_near(shown(small("PNG", mode="I;16", colour=0xFFFF)), (255, 255, 255), by=2)
    row = b"\x00" + b"\x80\x80\x20\x20\xf0\xf0" * 120
    data = containers.png((120, 110), depth=16, pixels=row * 110)
    assert is_near(shown(data), (128, 32, 240), by=6)


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_is_transparent_is_white(mode):
    data = small("PNG", mode=mode, colour=(0, 0, 0, 0)[: len(mode)] if mode == "RGBA" else (0, 0))

    assert is_near(shown(data), (255, 255, 255), by=2)


@pytest.mark.parametrize("name", ["animated png", "animated gif", "animated webp", "animated avif"])
def test_of_an_animation_the_first_picture_is_taken(name):
    assert is_near(shown(GOOD[name]), (220, 20, 20), by=20)


def test_of_a_stereo_picture_the_first_one_is_taken():
    assert is_near(shown(GOOD["stereo jpeg"]), (220, 20, 20))


def test_a_large_picture_is_made_smaller_without_seams():
    # Detail in every row: a seam between strips would show as a step.
    wave = Image.radial_gradient("L").resize((3000, 4500))
    data = saved(wave, "PNG", compress_level=1)

    _result, files = developed(data, is_complete=True)

    widest = max(int(name.split(".")[0]) for name in files if name[0].isdigit())
    got = Image.open(io.BytesIO(files[f"{widest}.jpg"])).convert("L")
    wanted = wave.resize(got.size, Image.Resampling.LANCZOS)
    assert widest == 2000  # 2000 x 3000: no more than six megapixels
    differences = zip(got.tobytes(), wanted.tobytes(), strict=True)
    assert max(abs(one - two) for one, two in differences) <= 6


def test_an_iphone_s_picture_is_read_where_its_reader_is_installed():
    pillow_heif = pytest.importorskip("pillow_heif")
    buffer = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (240, 160), (220, 20, 20))).save(buffer)

    assert developed(buffer.getvalue())[0].kind == "heic"
    assert is_near(shown(buffer.getvalue()), (220, 20, 20))


def test_without_its_reader_an_iphone_s_picture_is_refused_with_the_reason(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pillow_heif", None)

    with pytest.raises(Refused, match="no_heic"):
        developed(b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 100)


@pytest.mark.parametrize(
    ("focus", "colour"),
    [((0.0, 0.5), (220, 20, 20)), ((0.5, 0.5), (20, 200, 20)), ((1.0, 0.5), (20, 20, 220))],
)
def test_the_shared_picture_is_cut_around_the_focal_point(focus, colour):
    wide = Image.new("RGB", (3600, 630))
    for number, one in enumerate([(220, 20, 20), (20, 200, 20), (20, 20, 220)]):
        wide.paste(one, (1200 * number, 0, 1200 * (number + 1), 630))

    _result, files = developed(saved(wide, "JPEG"), focus=focus)

    shared = Image.open(io.BytesIO(files["share.jpg"]))
    assert shared.size == (1200, 630)
    assert is_near(shared.getpixel((30, 315)), colour)
    assert is_near(shared.getpixel((1170, 315)), colour)


def test_no_rendition_is_wider_than_the_picture():
    _result, files = developed(picture(size=(1000, 700)), is_complete=True)

    widths = {int(name.split(".")[0]) for name in files if name != "share.jpg"}
    assert widths == {240, 480, 800, 1000}
