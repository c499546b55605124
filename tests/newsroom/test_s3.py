"""Photos' files in a bucket, without a network: moto stands for the service."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages

from articles import renditions
from newsroom import mediastorage
from tests.factories import ArticleFactory, PhotoFactory, stored_photo
from tests.pictures import picture
from tests.reading import content_of

moto = pytest.importorskip("moto", reason="needs the [dev] extra")
pytest.importorskip("storages.backends.s3", reason="needs the [s3] extra")

pytestmark = [
    pytest.mark.django_db,
    # botocore asks the clock in a way that Python 3.12 and later call old.
    pytest.mark.filterwarnings("ignore:datetime.datetime.utcnow:DeprecationWarning"),
]
PLACE = "s3://AKIAKEY:se%2Fcret@s3.amazonaws.com/anh-bao/anh"


def use_bucket(settings, place=PLACE):
    settings.STORAGES = {**settings.STORAGES, "default": mediastorage.storage_of(place)}


@pytest.fixture
def bucket(settings):
    """The bucket's names and bytes; it is the default storage."""
    import boto3

    with moto.mock_aws():
        found = boto3.resource("s3", region_name="us-east-1").create_bucket(Bucket="anh-bao")
        use_bucket(settings)
        yield lambda: {one.key: one.get()["Body"].read() for one in found.objects.all()}


@pytest.fixture
def no_bucket(settings):
    """Nobody listens where the bucket should be."""
    use_bucket(settings, "s3://key:secret@127.0.0.1:9/anh-bao?scheme=http")


def test_files_are_kept_in_the_bucket_and_sent_from_there(client, bucket):
    photo = stored_photo(complete=True)
    ArticleFactory(public=True, photos=[photo])

    response = client.get(photo.url(480, "avif"))

    folder = f"anh/photos/{photo.key[:2]}/{photo.key}"
    assert f"{folder}/original.jpg" in bucket()
    assert content_of(response) == bucket()[f"{folder}/480.avif"]
    assert response.headers["Content-Type"] == "image/avif"
    assert response.headers["Content-Length"] == str(len(bucket()[f"{folder}/480.avif"]))
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "amazonaws" not in str(response.headers)


def test_what_is_not_public_is_not_sent(client, bucket):
    photo = stored_photo()
    ArticleFactory(photos=[photo])

    assert client.get(photo.url(800, "jpg")).status_code == 404


def test_renditions_are_made_from_the_original_in_the_bucket(bucket):
    photo = stored_photo(picture((1000, 600)))
    before = set(bucket())

    assert renditions.make(photo.key)

    made = {name.rpartition("/")[2] for name in set(bucket()) - before}
    assert {"240.avif", "480.jpg", "1000.webp"} <= made
    assert renditions.make(photo.key) is False


def test_a_replaced_photo_leaves_nothing_behind(bucket, django_capture_on_commit_callbacks):
    photo = stored_photo(complete=True)
    old = photo.key

    with django_capture_on_commit_callbacks(execute=True):
        file = io.BytesIO(picture(colour=(1, 2, 3)))
        renditions.store(photo, renditions.develop(file, complete=True), file)
        photo.save()

    assert not [name for name in bucket() if old in name]
    assert [name for name in bucket() if photo.key in name]


def test_a_deleted_photo_leaves_nothing_behind(bucket):
    photo = stored_photo(complete=True)

    renditions.delete_files(photo.key, renditions.all_names(photo))

    assert bucket() == {}


def test_a_name_that_is_taken_is_written_over(bucket):
    for text in (b"one", b"two"):
        assert default_storage.save("photos/aa/x/240.jpg", ContentFile(text)) == (
            "photos/aa/x/240.jpg"
        )

    assert bucket() == {"anh/photos/aa/x/240.jpg": b"two"}


def test_a_missing_file_is_not_found(client, bucket):
    photo = stored_photo()
    ArticleFactory(public=True, photos=[photo])
    renditions.delete_files(photo.key, renditions.all_names(photo))

    assert client.get(photo.url(800, "jpg")).status_code == 404
    with pytest.raises(FileNotFoundError):
        default_storage.size("photos/aa/x/240.jpg")


def test_a_refusal_of_the_bucket_is_no_error_of_ours(client, bucket, settings):
    photo = stored_photo()
    ArticleFactory(public=True, photos=[photo])
    use_bucket(settings, PLACE.replace("anh-bao", "another-bucket"))

    # A bucket that is not there looks like a file that is not there.
    assert client.get(photo.url(800, "jpg")).status_code == 404
    with pytest.raises(OSError, match="bucket"):
        default_storage.save("photos/aa/x/240.jpg", ContentFile(b"x"))


def test_without_an_answer_readers_get_a_sentence_and_come_back(client, no_bucket):

    photo = PhotoFactory()
    ArticleFactory(public=True, photos=[photo])

    response = client.get(photo.url(800, "jpg"))

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"
    assert response.headers["Cache-Control"] == "no-store"
    assert len(response.content.decode()) > 30
    assert client.get("/rss/").status_code == 200
    assert client.get("/rss/").content.count(b"<enclosure") == 0


def test_waiting_has_an_end(bucket):
    config = storages["default"].client_config

    assert config.connect_timeout <= 5 and config.read_timeout <= 15
    assert config.retries["total_max_attempts"] <= 2
