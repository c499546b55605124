"""Photos' files: who gets which, and where they have an address."""

import pytest

from articles import publishing, revisions
from articles.body.photos import BodyPhoto, Gallery, stored
from articles.content import Content
from articles.models import Article
from tests.factories import ArticleFactory, AuthorFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_public_articles_photo_is_sent_without_cookies(get, public):
    response = get(public.url(800, "webp"))

    assert response.body[8:12] == b"WEBP"
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["Cache-Control"] == "public, max-age=600, must-revalidate"
    assert "Vary" not in response.headers
    assert not response.cookies


@pytest.mark.parametrize("state", ["draft", "scheduled", "withdrawn", None])
def test_a_photo_of_nothing_public_is_not_found(get, photo, state):
    if state == "scheduled":
        ArticleFactory(public=True, photos=[photo], state=state)
        Article.objects.update(published_at="2999-01-01T00:00Z")
    elif state == "withdrawn":
        ArticleFactory(public=True, photos=[photo], state=state)
    elif state:
        ArticleFactory(photos=[photo], state=state)

    assert get(photo.url(800, "jpg")).status_code == 404
    assert get(photo.share_url).status_code == 404


@pytest.mark.parametrize("kind", ["alone", "gallery"])
def test_a_photo_in_a_public_text_is_sent_until_the_text_loses_it(get, photo, kind):
    use = BodyPhoto(photo.pk, "Chú thích", "Mô tả")
    body = f"<p>a</p>{stored(use if kind == 'alone' else Gallery((use,), 'Tít'))}"
    article, chief = ArticleFactory(), UserFactory(roles=["chief"])
    content = Content(
        title="Bài",
        lead="Mở đầu",
        body=body,
        section=article.section_id,
        authors=(AuthorFactory().pk,),
    )
    revisions.save(article, content, by=chief)
    assert get(photo.url(800, "jpg")).status_code == 404

    publishing.publish(article, by=chief)
    assert get(photo.url(800, "jpg")).status_code == 200

    Article.objects.filter(pk=article.pk).update(state="withdrawn")
    assert get(photo.url(800, "jpg")).status_code == 404


def test_the_last_of_two_public_articles_keeps_a_photo(get, public):
    other = ArticleFactory(public=True, photos=[public])
    Article.objects.exclude(pk=other.pk).update(state="withdrawn")

    assert get(public.url(800, "jpg")).status_code == 200


def test_staff_see_photos_of_drafts_and_no_cache_keeps_them(get, client, photo):
    client.force_login(UserFactory(roles=["reporter"]))

    for address in (photo.url(800, "jpg"), photo.share_url):
        response = get(address)

        assert response.body[:2] == b"\xff\xd8"
        assert response.headers["Cache-Control"] == "private, no-store"


def test_moderators_do_not_see_photos_of_drafts(get, client, photo):
    client.force_login(UserFactory(roles=["moderator"]))

    assert get(photo.url(800, "jpg")).status_code == 404


@pytest.mark.parametrize("uses", [1, 3])
def test_readers_cost_one_query(get, public, uses, django_assert_num_queries):
    for _number in range(uses - 1):
        ArticleFactory(public=True, photos=[public])
    etag = get(public.url(800, "jpg")).headers["ETag"]

    with django_assert_num_queries(1):
        assert get(public.url(800, "jpg")).status_code == 200
    with django_assert_num_queries(1):
        assert get(public.url(800, "jpg"), If_None_Match=etag).status_code == 304
    with django_assert_num_queries(2):  # and the masthead of the page that says so
        assert get("/anh/aaaaaaaaaaaaaaaaaaaaaa/800.jpg").status_code == 404


@pytest.mark.parametrize(
    "path",
    "original.jpg share.jpg 800.png 800.jpg/ ../original.jpg 800.jpg.php ..%2foriginal.jpg"
    " %2e%2e/original.jpg -1.jpg ٨٠٠.jpg 1e3.jpg 100000.jpg".split(),
)
def test_nothing_else_has_an_address(get, public, path):
    assert get(f"/anh/{public.key}/{path}").status_code == 404
