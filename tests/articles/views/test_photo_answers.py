"""Photos' files: what is sent in place of what, and what the answer says."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.models import Article, Photo
from articles.renditions import folder
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unshared(public):
    """The public photo, before anything was made to be shown beside links to it."""
    default_storage.delete(f"{folder(public.key)}/share.jpg")
    return public


def file_of(photo, name):
    with default_storage.open(f"{folder(photo.key)}/{name}") as file:
        return file.read()


# The first renditions of a photo 1200 pixels wide: 240 and 800, as WebP and JPEG.
@pytest.mark.parametrize(
    ("asked", "sent"),
    [
        ("240.jpg", "240.jpg"),
        ("241.jpg", "800.jpg"),
        ("480.webp", "800.webp"),
        ("99999.webp", "800.webp"),
        ("1.jpg", "240.jpg"),
        ("0.jpg", "240.jpg"),
        ("480.avif", "800.jpg"),
        ("00240.jpg", "240.jpg"),
    ],
)
def test_what_was_not_made_is_answered_with_the_nearest_that_was(get, public, asked, sent):
    response = get(f"/anh/{public.key}/{asked}")

    assert response.body == file_of(public, sent)
    kind = {"webp": "image/webp", "jpg": "image/jpeg"}[sent.partition(".")[2]]
    assert response.headers["Content-Type"] == kind


def test_asking_makes_nothing(get, public):
    before = default_storage.listdir(folder(public.key))

    get(f"/anh/{public.key}/480.avif")

    assert default_storage.listdir(folder(public.key)) == before
    assert Photo.objects.get().renditions == {"webp": [240, 800], "jpg": [240, 800]}


def test_a_photo_without_files_is_not_found(get, photo):
    ArticleFactory(public=True, photos=[photo])
    Photo.objects.update(renditions={})

    assert get(f"/anh/{photo.key}/800.jpg").status_code == 404
    assert get(f"/anh/{photo.key}/chia-se.jpg").status_code == 404


def test_a_file_that_is_lost_is_not_found(get, public):
    default_storage.delete(f"{folder(public.key)}/800.jpg")

    assert get(public.url(800, "jpg")).status_code == 404


def test_a_disk_that_fails_is_said_in_a_sentence(get, public, monkeypatch):
    def fail(name):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(default_storage, "open", fail)

    response = get(public.url(800, "jpg"))

    assert response.status_code == 503
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_answer_says_what_the_file_is_and_what_it_may_do(get, public):
    response = get(public.url(800, "jpg"))

    assert response.headers["Content-Length"] == str(len(file_of(public, "800.jpg")))
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )


def test_who_has_it_already_is_told_so_without_opening_the_file(get, public, monkeypatch):
    etag = get(public.url(800, "jpg")).headers["ETag"]
    monkeypatch.setattr(default_storage, "open", lambda name: pytest.fail("opened"))

    response = get(public.url(800, "jpg"), If_None_Match=f'"other", {etag}')

    assert response.status_code == 304
    assert response.content == b""
    assert response.headers["ETag"] == etag
    assert response.headers["Cache-Control"].startswith("public")


def test_who_has_it_already_loses_it_with_the_article(get, public):
    etag = get(public.url(800, "jpg")).headers["ETag"]
    Article.objects.update(state="withdrawn")

    answer = get(public.url(800, "jpg"), If_None_Match=etag)

    assert answer.status_code == 404


@pytest.mark.parametrize(
    "change", [{"plan": "new"}, {"focus_x": 0.1}, {"credit": "Khác"}, {"rights": "Khác"}]
)
def test_files_that_are_made_anew_have_another_tag(get, public, change):
    etag = get(public.share_url).headers["ETag"]
    Photo.objects.update(**change)

    assert get(public.share_url, If_None_Match=etag).status_code == 200


def test_another_plan_and_another_width_have_another_tag(get, public):
    tags = {get(public.url(width, "jpg")).headers["ETag"] for width in (240, 800)}
    Photo.objects.update(plan="new")
    tags.add(get(public.url(800, "jpg")).headers["ETag"])

    assert len(tags) == 3


def test_head_says_the_same_without_the_file(get, client, public):
    whole, head = (get(public.url(800, "jpg"), ask) for ask in (client.get, client.head))

    names = ("Content-Type", "Content-Length", "ETag", "Cache-Control")
    assert [head.headers[name] for name in names] == [whole.headers[name] for name in names]
    assert head.body == b""


@pytest.mark.parametrize("value", ["bytes=0-9", "bytes=5-", "bytes=999999999-", "lines=1-2"])
def test_a_part_is_not_sent_but_the_whole(get, public, value):
    response = get(public.url(800, "jpg"), Range=value)

    assert response.status_code == 200
    assert response.headers["Accept-Ranges"] == "none"
    assert response.body == file_of(public, "800.jpg")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_photos_are_only_read(client, public, method):
    assert getattr(client, method)(public.url(800, "jpg")).status_code == 405


def test_shared_picture_is_the_one_made_for_it(get, unshared):
    Photo.objects.update(plan="made")
    default_storage.save(f"{folder(unshared.key)}/share.jpg", ContentFile(b"shared"))

    response = get(unshared.share_url)

    assert unshared.share_url == f"/anh/{unshared.key}/chia-se.jpg"
    assert response.body == b"shared"
    assert response.headers["Content-Type"] == "image/jpeg"


def test_an_older_one_is_shared_while_the_files_are_made_anew(get, unshared):
    default_storage.save(f"{folder(unshared.key)}/share.jpg", ContentFile(b"older"))
    Photo.objects.update(plan="")

    assert get(unshared.share_url).body == b"older"


@pytest.mark.parametrize("plan", ["", "made"])
def test_until_it_is_made_a_jpeg_stands_in(get, unshared, plan):
    Photo.objects.update(plan=plan)

    assert get(unshared.share_url).body == file_of(unshared, "800.jpg")


def test_web_server_is_told_where_a_public_file_lies(get, unshared, settings):
    settings.MEDIA_ACCEL = "/_media/"

    response = get(unshared.url(800, "webp"))

    assert response.headers["X-Accel-Redirect"] == f"/_media/{folder(unshared.key)}/800.webp"
    assert response.headers["Content-Type"] == "image/webp"
    assert response.content == b""
    assert get(unshared.share_url).headers["X-Accel-Redirect"].endswith("/800.jpg")


def test_web_server_is_not_told_of_a_draft_s_file(get, client, photo, settings):
    settings.MEDIA_ACCEL = "/_media/"
    assert get(photo.url(800, "jpg")).status_code == 404
    client.force_login(UserFactory(roles=["reporter"]))

    response = get(photo.url(800, "jpg"))

    assert "X-Accel-Redirect" not in response.headers
    assert response.body == file_of(photo, "800.jpg")


def test_web_server_is_not_sent_after_a_lost_file(get, public, settings):
    settings.MEDIA_ACCEL = "/_media/"
    default_storage.delete(f"{folder(public.key)}/800.jpg")

    assert get(public.url(800, "jpg")).status_code == 404
