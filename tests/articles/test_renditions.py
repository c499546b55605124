import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image

from articles import renditions
from articles.darkroom.plan import PLAN
from articles.darkroom.refusals import REASONS
from articles.models import Photo
from articles.refusals import SENTENCES
from articles.renditions import UnusableImage
from tests.factories import stored_photo
from tests.photofiles.corpus import GOOD
from tests.pictures import HOSTILE, picture, picture_with_position


def files(photo):
    """Return the names of the files that there are of a photo."""
    place = renditions.folder(photo.key)
    return set(default_storage.listdir(place)[1]) if default_storage.exists(place) else set()


def read(photo, name):
    with default_storage.open(f"{renditions.folder(photo.key)}/{name}") as file:
        return file.read()


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
def test_make_adds_what_is_missing_and_names_it(media):
    photo = stored_photo()
    assert photo.renditions == {"webp": [240, 800], "jpg": [240, 800]}

    assert renditions.make(photo.key)

    photo.refresh_from_db()
    assert photo.renditions == {name: [240, 480, 800, 1200] for name in ("avif", "webp", "jpg")}
    assert photo.plan == PLAN
    assert files(photo) == {*renditions.all_names(photo)}


@pytest.mark.django_db
def test_make_does_nothing_twice(media, monkeypatch):
    photo = stored_photo()
    renditions.make(photo.key)
    monkeypatch.setattr(renditions.apart, "develop", None)

    assert not renditions.make(photo.key)
    assert not renditions.make("a key that nobody has")


@pytest.mark.django_db
def test_make_removes_what_the_plan_no_longer_names(media):
    photo = stored_photo()
    default_storage.save(f"{renditions.folder(photo.key)}/320.webp", ContentFile(b"old"))
    Photo.objects.update(renditions={"webp": [240, 320, 800], "jpg": [240, 800]}, plan="old")

    renditions.make(photo.key)

    photo.refresh_from_db()
    assert "320.webp" not in files(photo)
    assert files(photo) == {*renditions.all_names(photo)}


@pytest.mark.django_db
def test_make_states_what_the_newsroom_says_of_the_photo(media):
    photo = stored_photo(photographer="Nguyễn Thị Bưởi", credit="Bưởi/Báo", rights="© Báo")

    renditions.make(photo.key)

    for name in ("240.avif", "240.webp", "240.jpg", "share.jpg"):
        data = read(photo, name)
        for text in ("Nguyễn Thị Bưởi", "Bưởi/Báo", "© Báo"):
            assert text.encode() in data


@pytest.mark.django_db
def test_renditions_are_made_again_when_the_credit_or_the_focal_point_changes(
    media, django_capture_on_commit_callbacks
):
    photo = stored_photo(credit="Bưởi/Báo", complete=True)
    before = read(photo, "share.jpg")
    Photo.objects.filter(pk=photo.pk).update(credit="Ổi/Báo")

    with django_capture_on_commit_callbacks(execute=True):
        renditions.restate(photo)
        assert "Ổi/Báo".encode() not in read(photo, "240.webp")

    photo.refresh_from_db()
    assert photo.plan == PLAN
    assert "Ổi/Báo".encode() in read(photo, "240.webp")
    assert read(photo, "share.jpg") != before


def while_made(monkeypatch, do):
    """Do something as soon as the renditions are made, and are nowhere yet."""
    develop = renditions.apart.develop

    def interrupted(*given):
        result = develop(*given)
        monkeypatch.setattr(renditions.apart, "develop", develop)
        do()
        return result

    monkeypatch.setattr(renditions.apart, "develop", interrupted)


@pytest.mark.django_db
def test_a_photo_deleted_while_its_renditions_are_made_leaves_nothing(media, monkeypatch):
    photo = stored_photo()

    def delete():
        Photo.objects.all().delete()
        renditions.delete_files(photo.key, renditions.all_names(photo))

    while_made(monkeypatch, delete)

    assert not renditions.make(photo.key)
    assert files(photo) == set()


@pytest.mark.django_db
def test_a_photo_replaced_while_its_renditions_are_made_keeps_the_new_picture(
    media, monkeypatch, django_capture_on_commit_callbacks
):
    photo = stored_photo()
    old = photo.key

    def replace():
        file = io.BytesIO(picture(size=(300, 300)))
        with django_capture_on_commit_callbacks() as replaced:
            renditions.store(photo, renditions.develop(file), file)
            photo.save()
        replaced[0]()

    while_made(monkeypatch, replace)

    assert not renditions.make(old)
    assert list((media / renditions.folder(old)).iterdir()) == []
    assert files(photo) == {*renditions.all_names(photo)}
    assert renditions.make(photo.key)


@pytest.mark.django_db
def test_a_credit_changed_while_renditions_are_made_is_not_lost(media, monkeypatch):
    photo = stored_photo(credit="Bưởi/Báo")
    while_made(monkeypatch, lambda: Photo.objects.update(credit="Ổi/Báo", plan=""))

    assert not renditions.make(photo.key)
    photo.refresh_from_db()
    assert photo.plan == ""
    assert {*renditions.all_names(photo)} <= files(photo)
    assert renditions.make(photo.key)
    assert "Ổi/Báo".encode() in read(photo, "240.webp")


@pytest.mark.django_db
def test_two_who_make_the_same_renditions_at_once_both_end_well(media, monkeypatch):
    photo = stored_photo()
    while_made(monkeypatch, lambda: renditions.make(photo.key))

    renditions.make(photo.key)

    photo.refresh_from_db()
    assert photo.plan == PLAN
    assert files(photo) == {*renditions.all_names(photo)}


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
