"""Pieces in S3-compatible storage, where there are no folders and another host reads them."""

import pytest
from django.core.files.storage import default_storage

from articles import arrivals, pieces, uploads
from articles.models import Photo, PhotoUpload
from tests.factories import UserFactory
from tests.pictures import picture

moto = pytest.importorskip("moto", reason="needs the [dev] extra")
pytest.importorskip("storages", reason="needs the [s3] extra")

pytestmark = [
    pytest.mark.django_db,
    # The client library warns of its own future.
    pytest.mark.filterwarnings("ignore::DeprecationWarning:botocore"),
]


@pytest.fixture
def bucket(settings, monkeypatch):
    """Make the default storage a bucket of the test's own; return its names."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    with moto.mock_aws():
        import boto3

        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket="bao")
        options = {"bucket_name": "bao", "region_name": "us-east-1"}
        backend = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
        settings.STORAGES = {**settings.STORAGES, "default": backend}

        def names():
            found = client.list_objects_v2(Bucket="bao").get("Contents", [])
            return [one["Key"] for one in found]

        yield names


def test_pieces_become_a_photo_and_go(bucket, django_capture_on_commit_callbacks):
    data = picture()
    upload = uploads.begin(UserFactory(), name="cầu.jpg", size=len(data))
    for offset in (0, 1000):
        end = 1000 if offset == 0 else len(data)
        upload = uploads.take_piece(upload, offset, data[offset:end])
    assert len([name for name in bucket() if name.startswith(f"uploads/{upload.pk}/")]) == 2

    with django_capture_on_commit_callbacks(execute=False) as after:
        outcome = arrivals.finish(PhotoUpload.objects.get())
    pieces.throw_away(upload.pk)

    assert outcome.photo == Photo.objects.get() and after
    photo = outcome.photo
    with default_storage.open(f"photos/{photo.key[:2]}/{photo.key}/{photo.original}") as file:
        assert file.read() == data
    assert not [name for name in bucket() if name.startswith("uploads/")]


def test_a_piece_that_is_lost_is_noticed(bucket):
    upload = uploads.begin(UserFactory(), name="cầu.jpg", size=2000)
    upload = uploads.take_piece(upload, 0, b"x" * 2000)
    default_storage.delete(upload.pieces[0])

    with pytest.raises(uploads.Refused):
        arrivals.finish(upload)


def test_what_is_nobodys_is_swept(bucket):
    upload = uploads.begin(UserFactory(), name="cầu.jpg", size=2000)
    uploads.take_piece(upload, 0, b"x" * 1000)
    other = uploads.begin(UserFactory(), name="bến.jpg", size=2000)
    uploads.take_piece(other, 0, b"x" * 1000)
    upload.sent_by.delete()

    assert pieces.sweep() == 1

    assert [name.split("/")[1] for name in bucket()] == [str(other.pk)]
