import pytest

from articles.models import Article
from tests.factories import ArticleFactory, UserFactory, stored_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(media):
    return stored_photo()


def read(response):
    return b"".join(response.streaming_content)


def test_a_public_articles_photo_is_sent_without_cookies(client, photo):
    ArticleFactory(public=True, photos=[photo])

    response = client.get(photo.url(800, "webp"))

    assert read(response)[8:12] == b"WEBP"
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["Cache-Control"] == "public, max-age=86400"
    assert "Vary" not in response.headers
    assert not response.cookies


@pytest.mark.parametrize("state", ["draft", "scheduled", "withdrawn", None])
def test_a_photo_of_nothing_public_is_not_found(client, photo, state):
    if state == "scheduled":
        ArticleFactory(public=True, photos=[photo], state=state)
        Article.objects.update(published_at="2999-01-01T00:00Z")
    elif state == "withdrawn":
        ArticleFactory(public=True, photos=[photo], state=state)
    elif state:
        ArticleFactory(photos=[photo], state=state)

    assert client.get(photo.url(800, "jpg")).status_code == 404


def test_staff_see_photos_of_drafts_and_no_cache_keeps_them(client, photo):
    client.force_login(UserFactory(roles=["reporter"]))

    response = client.get(photo.url(800, "jpg"))

    assert read(response)[:2] == b"\xff\xd8"
    assert response.headers["Cache-Control"] == "private, no-store"


def test_moderators_do_not_see_photos_of_drafts(client, photo):
    client.force_login(UserFactory(roles=["moderator"]))

    assert client.get(photo.url(800, "jpg")).status_code == 404


@pytest.mark.parametrize("width", [401, 99999])
def test_a_width_that_was_not_made_is_not_found(client, photo, width):
    ArticleFactory(public=True, photos=[photo])

    assert client.get(photo.url(width, "jpg")).status_code == 404


def test_the_original_has_no_address(client, photo):
    ArticleFactory(public=True, photos=[photo])

    assert client.get(f"/anh/{photo.key}/original.jpg").status_code == 404
