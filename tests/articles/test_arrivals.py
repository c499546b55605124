"""What happens behind the commit of a photo: it is stored by then, whatever fails."""

import io

import pytest
from django.core.files.storage import default_storage
from django.db import transaction

from articles import arrivals, lookalikes, renditions, uploads
from articles.models import Photo
from tests.factories import UserFactory, stored_photo
from tests.pictures import picture

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("media")]


def whole(user, data):
    upload = uploads.begin(user, name="anh.jpg", size=len(data))
    return uploads.take_piece(upload, 0, data)


def original_of(photo):
    with default_storage.open(f"photos/{photo.key[:2]}/{photo.key}/{photo.original}") as file:
        return file.read()


@pytest.mark.parametrize("broken", ["renditions.delete_files", "pieces.throw_away"])
def test_what_is_stored_stays_where_cleaning_up_behind_it_fails(monkeypatch, broken):
    twin = stored_photo(picture(colour=(0, 0, 0)))
    upload = whole(UserFactory(is_superuser=True), picture())
    monkeypatch.setattr(lookalikes, "find", lambda look: [twin])
    assert arrivals.finish(upload).state == "asking"
    upload.refresh_from_db()
    monkeypatch.setattr(f"articles.{broken}", lambda *args: 1 / 0)

    outcome = arrivals.choose(upload, f"replace:{twin.pk}")

    photo = Photo.objects.get()
    assert (outcome.state, outcome.photo, photo.key == twin.key) == ("done", photo, False)
    assert original_of(photo) == picture()


def test_files_stay_whatever_else_fails_once_the_photo_is_stored(monkeypatch):
    close = arrivals._close

    def closing(*args, **kwargs):
        transaction.on_commit(lambda: 1 / 0)
        return close(*args, **kwargs)

    monkeypatch.setattr(arrivals, "_close", closing)

    with pytest.raises(ZeroDivisionError):
        arrivals.finish(whole(UserFactory(), picture()))

    assert original_of(Photo.objects.get()) == picture()


def test_the_same_bytes_in_two_forms_at_once_are_one_photo(media):
    first = stored_photo(picture())
    file = io.BytesIO(picture())
    prepared = renditions.develop(file)  # while the first was not there yet

    assert arrivals.add(Photo(credit="Người sau"), prepared, file) == first
    assert Photo.objects.get().credit == first.credit
    assert len(list(media.rglob("original.*"))) == 1
