"""``renditions.make``, also while something happens to the photo."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles import renditions
from articles.darkroom.plan import PLAN
from articles.models import Photo
from tests.factories import stored_photo
from tests.photofiles.stored import files, read
from tests.pictures import picture


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
def test_who_made_them_by_an_old_credit_has_not_the_last_word(
    media, monkeypatch, django_capture_on_commit_callbacks
):
    photo = stored_photo(credit="Bưởi/Báo")

    def overtake():
        Photo.objects.update(credit="Ổi/Báo", plan="")
        assert renditions.make(photo.key)

    while_made(monkeypatch, overtake)
    with django_capture_on_commit_callbacks(execute=True):
        assert not renditions.make(photo.key)

    assert "Ổi/Báo".encode() in read(photo, "240.webp")
    photo.refresh_from_db()
    assert photo.plan == PLAN


@pytest.mark.django_db
def test_two_who_make_the_same_renditions_at_once_both_end_well(media, monkeypatch):
    photo = stored_photo()
    while_made(monkeypatch, lambda: renditions.make(photo.key))

    renditions.make(photo.key)

    photo.refresh_from_db()
    assert photo.plan == PLAN
    assert files(photo) == {*renditions.all_names(photo)}
