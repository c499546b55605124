import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image

from articles import renditions
from articles.darkroom.refusals import REASONS
from articles.refusals import SENTENCES
from articles.renditions import UnusableImage
from tests.factories import stored_photo
from tests.photofiles.corpus import GOOD
from tests.photofiles.stored import files, read
from tests.pictures import HOSTILE, picture, picture_with_position


@pytest.mark.parametrize("name", HOSTILE)
def test_develop_refuses_what_is_no_usable_picture(name):
    with pytest.raises(UnusableImage) as caught:
        renditions.develop(io.BytesIO(HOSTILE[name]))

    assert str(caught.value).endswith(".")


def test_every_reason_has_a_sentence():
    assert set(SENTENCES) == set(REASONS)
    assert all(str(sentence).endswith(".") for sentence in SENTENCES.values())


def test_a_format_that_is_known_is_called_by_its_name():
    with pytest.raises(UnusableImage, match="TIFF"):
        renditions.develop(io.BytesIO(HOSTILE["tiff"]))


def test_a_file_with_too_many_bytes_is_refused_unread(monkeypatch):
    monkeypatch.setattr(renditions, "MAX_UPLOAD_BYTES", 100)
    monkeypatch.setattr(renditions.apart, "develop", None)

    with pytest.raises(UnusableImage, match="40 MB"):
        renditions.develop(io.BytesIO(picture()))


def test_where_no_process_can_be_made_a_sentence_says_so(monkeypatch):
    def broken(*_given):
        raise OSError("no more processes")

    monkeypatch.setattr(renditions.apart, "develop", broken)

    with pytest.raises(UnusableImage, match=r"\.$"):
        renditions.develop(io.BytesIO(picture()))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("format", "original"), [("JPEG", "original.jpg"), ("WEBP", "original.webp")]
)
def test_the_file_is_kept_as_it_came_under_the_name_of_what_it_is(media, format, original):
    data = picture(format=format, size=(300, 200)) + b"<?php"

    photo = stored_photo(data)

    assert photo.original == original
    assert read(photo, original) == data


@pytest.mark.django_db
def test_a_photo_keeps_the_size_that_it_came_in(media):
    photo = stored_photo(picture(size=(3000, 4000)))

    assert (photo.width, photo.height, photo.shape) == (3000, 4000, "portrait")


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
def test_files_made_after_the_names_were_asked_for_go_with_the_photo(media):
    photo = stored_photo()
    names = renditions.all_names(photo)
    renditions.make(photo.key)

    renditions.delete_files(photo.key, names)

    assert files(photo) == set()


@pytest.mark.django_db
def test_overwrite_leaves_one_file_with_the_rights_of_all_others(media, settings):
    default_storage.save("a/1.jpg", ContentFile(b"old"))

    renditions.overwrite("a/1.jpg", b"new")
    renditions.overwrite("a/2.jpg", b"new")

    found = {path.name: path for path in (media / "a").iterdir()}
    assert {name: path.read_bytes() for name, path in found.items()} == {
        "1.jpg": b"new",
        "2.jpg": b"new",
    }
    assert {path.stat().st_mode & 0o777 for path in found.values()} == {
        settings.FILE_UPLOAD_PERMISSIONS
    }


@pytest.mark.django_db
def test_a_flat_picture_has_no_look_and_one_with_detail_has(media):
    assert stored_photo().look is None
    assert stored_photo(GOOD["webp"]).look is not None


@pytest.mark.django_db
def test_delete_files_leaves_nothing(media):
    photo = stored_photo(complete=True)

    renditions.delete_files(photo.key, renditions.all_names(photo))

    assert [path for path in media.rglob("*") if path.is_file()] == []
