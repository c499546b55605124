"""Uploads that nobody goes on with, and bytes that are nobody's."""

import random
from contextlib import suppress
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from articles import arrivals, pieces, uploads
from articles.darkroom.facts import Facts
from articles.models import Photo, PhotoUpload
from articles.refusals import NotNow
from tests.factories import ArticleFactory, UserFactory, stored_photo
from tests.pictures import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

HOUR = timedelta(hours=1)


def begun(state="coming", **fields):
    """An upload with half of its bytes."""
    user = UserFactory()
    upload = uploads.begin(user, name="anh.jpg", size=2000)
    upload = uploads.take_piece(upload, 0, b"x" * 1000)
    PhotoUpload.objects.filter(pk=upload.pk).update(state=state, **fields)
    return upload


def tick():
    out = StringIO()
    call_command("tick", stdout=out)
    return out.getvalue()


def folders():
    return default_storage.listdir("uploads")[0] if default_storage.exists("uploads") else []


@pytest.mark.parametrize(
    ("state", "age", "is_kept"),
    [
        ("coming", 23 * HOUR, True),
        ("coming", 25 * HOUR, False),
        ("asking", 25 * HOUR, True),
        ("asking", 6 * 24 * HOUR, True),
        ("asking", 8 * 24 * HOUR, False),
        ("done", 25 * HOUR, False),
        ("known", 25 * HOUR, False),
    ],
)
def test_what_nobody_goes_on_with_is_thrown_away(state, age, is_kept):
    upload = begun(state)

    with time_machine.travel(timezone.now() + age):
        first, second = tick(), tick()

    assert PhotoUpload.objects.filter(pk=upload.pk).exists() == is_kept
    assert folders() == ([str(upload.pk)] if is_kept else [])
    assert ("1" in first) != is_kept
    assert second == "published 0, withdrawn 0\n"


def test_a_piece_that_comes_keeps_the_upload():
    upload = begun()

    with time_machine.travel(timezone.now() + 20 * HOUR):
        uploads.take_piece(PhotoUpload.objects.get(), 1000, b"y" * 10)
    with time_machine.travel(timezone.now() + 40 * HOUR):
        tick()

    assert PhotoUpload.objects.get() == upload


def test_a_photo_outlives_its_upload():
    photo = stored_photo()
    begun("done", photo=photo)

    with time_machine.travel(timezone.now() + 25 * HOUR):
        tick()

    assert Photo.objects.get() == photo
    assert default_storage.exists(f"photos/{photo.key[:2]}/{photo.key}/{photo.original}")


def test_bytes_of_an_account_that_was_deleted_are_swept():
    upload, other = begun(), begun()
    upload.sent_by.delete()
    default_storage.save("uploads/not-ours/readme", ContentFile(b"x"))

    assert "1" in tick().split("\n")[1]
    assert sorted(folders()) == sorted([str(other.pk), "not-ours"])


def test_more_than_a_batch_is_all_thrown_away(monkeypatch):
    monkeypatch.setattr(uploads, "BATCH", 2)
    for _number in range(5):
        begun()

    with time_machine.travel(timezone.now() + 25 * HOUR):
        assert uploads.clear_stale() == 5
    assert folders() == []


def test_readers_do_not_wait_for_the_storage(monkeypatch):
    article = ArticleFactory(
        public=True, state="scheduled", published_at=timezone.now() - timedelta(seconds=1)
    )

    def away():
        raise OSError("the bucket does not answer")

    monkeypatch.setattr(pieces, "sweep", away)
    with pytest.raises(OSError, match="bucket"):
        tick()

    article.refresh_from_db()
    assert article.state == "published"


@pytest.mark.parametrize("seed", range(5))
def test_whatever_order_pieces_come_in_the_file_is_what_was_sent(seed):
    chance = random.Random(seed)
    data = picture(colour=(seed, 80, 90)) + chance.randbytes(3000)
    upload = uploads.begin(UserFactory(), name="anh.jpg", size=len(data))
    for _attempt in range(60):
        upload.refresh_from_db()
        # Mostly where the file goes on, sometimes anywhere; sometimes more than it has.
        offset = chance.choice([upload.received] * 3 + [chance.randrange(len(data))])
        piece = data[offset : offset + chance.choice([0, 1, 700, 2000])]
        with suppress(uploads.WrongOffset, uploads.Refused):
            uploads.take_piece(upload, offset, piece + b"!" * chance.choice([0, 0, len(data) + 1]))
    upload.refresh_from_db()
    upload = uploads.take_piece(upload, upload.received, data[upload.received :])

    with pieces.joined(upload) as file:
        file.seek(0)
        assert file.read() == data


def test_a_late_piece_of_an_upload_called_off_leaves_nothing(django_capture_on_commit_callbacks):
    upload = begun()
    stale = PhotoUpload.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        uploads.forget(upload)

    with pytest.raises(uploads.Refused):
        uploads.take_piece(stale, 1000, b"y")
    pieces.sweep()

    assert folders() == []


def test_an_upload_called_off_while_it_is_developed_makes_no_photo(monkeypatch, media):
    data = picture()
    upload = uploads.begin(UserFactory(), name="anh.jpg", size=len(data))
    upload = uploads.take_piece(upload, 0, data)
    develop = arrivals.renditions.develop

    def slow(file, **options):
        uploads.forget(upload)
        return develop(file, **options)

    monkeypatch.setattr(arrivals.renditions, "develop", slow)
    with pytest.raises(uploads.Refused):
        arrivals.finish(upload)

    assert not Photo.objects.exists()
    assert not [one for one in media.rglob("*") if one.is_file() and "photos" in one.parts]


def test_what_the_file_says_becomes_the_photos_texts():
    facts = Facts(
        caption="Chợ nổi.\nBuổi sớm.",
        photographer="Lê Minh Châu",
        agency="TTXVN",
        rights="© TTXVN",
        place="Vàm Lớn",
        keywords="chợ nổi, sông",
        taken_at="2026-03-08T06:30:00",
    )

    found = arrivals.described(facts)

    assert found.pop("taken_at").isoformat() == "2026-03-08T06:30:00+07:00"
    assert found == {
        "caption": "Chợ nổi. Buổi sớm.",
        "photographer": "Lê Minh Châu",
        "agency": "TTXVN",
        "credit": "Lê Minh Châu/TTXVN",
        "rights": "© TTXVN",
        "place": "Vàm Lớn",
        "keywords": "chợ nổi, sông",
    }


def test_what_the_file_says_too_much_of_is_cut():
    found = arrivals.described(Facts(caption="x" * 5000, credit="y\x00" * 500, keywords="k" * 999))

    lengths = {name: len(found[name]) for name in ("caption", "credit", "keywords")}
    assert lengths == {"caption": 500, "credit": 160, "keywords": 500}
    assert "\x00" not in found["credit"]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-08T06:30:00Z", "2026-03-08T13:30:00+07:00"),
        ("2026-03-08T06:30:00+02:00", "2026-03-08T11:30:00+07:00"),
        *[(one, None) for one in ("", "hôm qua", "2026-13-01T00:00:00")],
        *[(one, None) for one in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00")],
    ],
)
def test_a_cameras_time(text, moment):
    found = arrivals.described(Facts(taken_at=text))["taken_at"]

    assert (found and found.isoformat()) == moment


def test_a_host_that_can_open_nothing_just_now_keeps_the_bytes(monkeypatch):
    def busy(file, **options):
        raise NotNow

    data = picture()
    monkeypatch.setattr("articles.renditions.develop", busy)
    upload = uploads.begin(UserFactory(), name="a.jpg", size=len(data))
    upload = uploads.take_piece(upload, 0, data)

    with pytest.raises(uploads.Refused) as caught:
        arrivals.finish(upload)

    assert caught.value.status == 503
    monkeypatch.undo()
    assert arrivals.finish(upload).state == "done"


def test_a_file_that_comes_byte_by_byte_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "MOST_PIECES", 3)
    upload = uploads.begin(UserFactory(), name="a.jpg", size=100)
    for offset in range(3):
        upload = uploads.take_piece(upload, offset, b"x")

    with pytest.raises(uploads.Refused) as caught:
        uploads.take_piece(upload, 3, b"x")

    assert caught.value.status == 413
    assert uploads.find(upload.sent_by, upload.pk).received == 3
