"""The disk is full: a sentence, what was written given back, and nothing stored by halves."""

import errno
import resource
from contextlib import contextmanager

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import renditions, uploads
from articles.models import Photo, PhotoUpload
from tests.factories import UserFactory
from tests.pictures import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@contextmanager
def files_no_larger_than(size):
    """Have the system refuse every byte beyond: it says so in the middle of a file, as a full
    disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def stored(media):
    return sorted(path.name for path in media.rglob("*") if path.is_file())


def test_a_piece_that_finds_no_room_is_sent_again(media):
    upload = uploads.begin(UserFactory(), name="anh.jpg", size=40_000)

    with files_no_larger_than(10_000), pytest.raises(uploads.Refused) as refused:
        uploads.take_piece(upload, 0, b"x" * 40_000)

    assert refused.value.status == 503
    assert stored(media) == []
    assert uploads.take_piece(PhotoUpload.objects.get(), 0, b"x" * 40_000).received == 40_000


def test_no_half_of_a_photo_stays(media):
    upload = SimpleUploadedFile("anh.jpg", picture(size=(2400, 1600)))
    prepared = renditions.prepare(upload)
    smallest = min(len(data) for data in prepared.files.values())

    with files_no_larger_than(smallest + 1), pytest.raises(OSError, match="large") as caught:
        renditions.store(Photo(), prepared, upload)

    assert caught.value.errno == errno.EFBIG
    assert stored(media) == []


def test_a_photos_form_says_so(client, media, monkeypatch):
    client.force_login(UserFactory(roles=["reporter"]))

    def full(self, name, content):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    sent = {
        "caption": "Chợ nổi buổi sớm.",
        "alt": "Ghe xuồng",
        "credit": "Thanh Sang",
        "focus_x": "0.5",
        "focus_y": "0.4",
        "upload": SimpleUploadedFile("anh.jpg", picture()),
    }

    response = client.post(reverse("admin:articles_photo_add"), sent)

    html = response.content.decode()
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) >= 60
    assert _("There is no room left to store this. Please try again later.") in html
    assert _("Files have to be chosen again: go back to the page before this one.") in html
    assert "Chợ nổi buổi sớm." in html
    assert not Photo.objects.exists()
    assert not default_storage.exists("photos")
