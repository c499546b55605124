"""Two windows, two tries, two hosts at the same file: one photo, and no byte twice."""

from functools import partial
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from articles import arrivals, uploads
from articles.models import Photo, PhotoUpload
from tests import together
from tests.factories import UserFactory
from tests.pictures import picture
from tests.together import run_at_once

ROOT = Path(__file__).resolve().parents[2]


at_once = partial(together.at_once, refusals=(uploads.Refused, uploads.WrongOffset))


@pytest.fixture
def postgresql(transactional_db, media):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL); the last test is SQLite's")


def whole(user, data):
    upload = uploads.begin(user, name="anh.jpg", size=len(data))
    return uploads.take_piece(upload, 0, data)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("postgresql")
def test_a_piece_that_is_sent_twice_at_once_counts_once():
    upload = uploads.begin(UserFactory(), name="anh.jpg", size=3000)

    results = at_once(*[lambda: uploads.take_piece(upload, 0, b"x" * 1000)] * 4)

    refused = [one for one in results if isinstance(one, uploads.WrongOffset)]
    assert [one.offset for one in refused] == [1000] * 3
    kept = PhotoUpload.objects.get()
    assert (kept.received, len(kept.pieces)) == (1000, 1)
    assert len(default_storage.listdir(f"uploads/{upload.pk}")[1]) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("postgresql")
def test_finished_twice_at_once_makes_one_photo(media):
    upload = whole(UserFactory(), picture())

    results = at_once(*[lambda: arrivals.finish(PhotoUpload.objects.get())] * 3)

    assert {one.photo for one in results} == {Photo.objects.get()}
    assert sum(one.is_new for one in results) == 1
    assert not default_storage.exists(f"uploads/{upload.pk}")
    assert len(list(media.rglob("original.*"))) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("postgresql")
def test_the_same_bytes_by_two_ways_at_once_make_one_photo(media):
    data = picture()
    sent = [whole(UserFactory(), data) for _number in range(3)]

    results = at_once(*[lambda one=one: arrivals.finish(one) for one in sent])

    assert {one.photo for one in results} == {Photo.objects.get()}
    assert sorted(one.state for one in results) == ["done", "known", "known"]
    assert len(list(media.rglob("original.*"))) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("postgresql")
def test_chosen_twice_at_once_is_done_once(media):
    upload = whole(UserFactory(), picture())
    PhotoUpload.objects.update(state="asking")

    results = at_once(*[lambda: arrivals.choose(PhotoUpload.objects.get(pk=upload.pk), "new")] * 3)

    assert {one.photo for one in results} == {Photo.objects.get()}
    assert sum(one.is_new for one in results) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("postgresql")
def test_two_windows_do_not_both_find_room_for_one(monkeypatch):
    monkeypatch.setattr(uploads, "MOST_OPEN", 1)
    user = UserFactory()

    results = at_once(*[lambda: uploads.begin(user, name="anh.jpg", size=10)] * 3)

    assert sum(isinstance(one, uploads.Refused) for one in results) == 2
    assert PhotoUpload.objects.count() == 1


FILL = """
import django
django.setup()
from articles import uploads
from tests.factories import UserFactory
from tests.pictures import picture
user, data = UserFactory(), picture()
upload = uploads.begin(user, name="anh.jpg", size=len(data) + 1000)
uploads.take_piece(upload, 0, data)
"""
HOST = """
import pathlib, sys, time, django
django.setup()
from articles import arrivals, uploads
from articles.models import PhotoUpload
place = pathlib.Path(sys.argv[1])
(place / sys.argv[2]).touch()
while not (place / "go").exists():
    time.sleep(0.001)
upload = PhotoUpload.objects.get()
try:
    uploads.take_piece(upload, upload.size - 1000, b"x" * 1000)
except uploads.WrongOffset:
    pass
print(arrivals.finish(PhotoUpload.objects.get()).is_new)
"""
COUNT = """
import django
django.setup()
from articles.models import Photo, PhotoUpload
upload = PhotoUpload.objects.get()
print(Photo.objects.count(), upload.received == upload.size, upload.state)
"""


def test_two_processes_at_one_sqlite_file_make_one_photo(migrated_folder):
    """Each sends the last piece, and finishes what is there."""
    made, counted = run_at_once(migrated_folder, fill=FILL, host=HOST, count=COUNT)

    assert made == [b"False", b"True"]
    assert counted == [b"1", b"True", b"done"]
