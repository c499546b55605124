import io

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image

from articles import renditions
from articles.renditions import UnusableImage
from tests.factories import stored_photo
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
    data = picture(size=(160, 120), format=format_, mode=mode, colour=colour)

    decoded = renditions.decode(io.BytesIO(data))

    assert (decoded.mode, decoded.size) == ("RGB", (160, 120))


def test_decode_scales_sixteen_bits_instead_of_clipping_them():
    data = picture(size=(100, 100), format="PNG", mode="I;16", colour=128 * 256)

    assert renditions.decode(io.BytesIO(data)).getpixel((0, 0)) == (128, 128, 128)


def test_decode_shows_transparency_as_white():
    data = picture(size=(100, 100), format="PNG", mode="RGBA", colour=(0, 0, 0, 0))

    assert renditions.decode(io.BytesIO(data)).getpixel((0, 0)) == (255, 255, 255)


def test_decode_turns_the_picture_upright():
    assert renditions.decode(io.BytesIO(picture_with_position())).size == (600, 900)


@pytest.mark.parametrize("size", [(99, 400), (40, 9000), (1, 1)])
def test_decode_refuses_what_is_too_small_or_too_narrow(size):
    with pytest.raises(UnusableImage):
        renditions.decode(io.BytesIO(picture(size=size)))


@pytest.mark.parametrize("error", [RuntimeError, TypeError, OSError, IndexError])
def test_decode_says_so_whatever_the_decoder_raises(monkeypatch, error):
    def broken(image):
        raise error("the decoder's own words")

    monkeypatch.setattr(renditions.ImageOps, "exif_transpose", broken)

    with pytest.raises(UnusableImage):
        renditions.decode(io.BytesIO(picture()))


@pytest.mark.django_db(transaction=True)
def test_a_replacement_that_is_rolled_back_leaves_the_old_picture(media):
    photo = stored_photo()
    old = renditions.rendition_name(photo.key, 800, "webp")
    file = io.BytesIO(picture(size=(300, 300)))
    new = renditions.develop(file)

    with transaction.atomic():
        renditions.store(photo, new, file)
        photo.save()
        transaction.set_rollback(True)

    assert default_storage.exists(old)
    photo.refresh_from_db()
    renditions.store(photo, new, file)
    assert not default_storage.exists(old)


@pytest.mark.django_db
def test_renditions_are_without_what_the_camera_knew(media):
    photo = stored_photo(picture_with_position(), complete=True)

    assert photo.renditions == {name: [240, 480, 600] for name in ("avif", "webp", "jpg")}
    for extension, widths in photo.renditions.items():
        for width in widths:
            name = renditions.rendition_name(photo.key, width, extension)
            with default_storage.open(name) as file:
                data = file.read()
            assert b"SECRET-CAMERA" not in data
            image = Image.open(io.BytesIO(data))
            assert image.width == width
            assert not image.getexif()


@pytest.mark.django_db
def test_delete_files_leaves_nothing(media):
    photo = stored_photo(complete=True)

    renditions.delete_files(photo.key, renditions.all_names(photo))

    assert [path for path in media.rglob("*") if path.is_file()] == []
