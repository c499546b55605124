"""Photos of what is read by a secret link."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import revisions
from articles.content import PhotoUse
from articles.models import Article
from tests.articles.views.links import WAYS, address, closed_by, share
from tests.factories import ArticleFactory, PhotoFactory, UserFactory
from tests.reading import content_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return UserFactory(roles=["chief"])


def test_the_photo_is_read_below_the_link_and_nowhere_else(client, chief, photo):
    article = ArticleFactory(photos=[photo])
    token = share(article, chief)
    html = client.get(address(token)).content.decode()
    below = f"{address(token)}anh/{photo.key}/800.webp"
    assert below in html
    assert f'"/anh/{photo.key}' not in html
    assert f" /anh/{photo.key}" not in html

    response = client.get(below)

    assert content_of(response)[8:12] == b"WEBP"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert not response.cookies
    assert client.get(photo.url(800, "webp")).status_code == 404


@pytest.mark.parametrize("how", WAYS)
def test_the_photo_goes_with_the_link(client, chief, photo, how):
    article = ArticleFactory(public=True, photos=[photo])
    token = share(article, chief)

    token = closed_by(how, token, article, chief)

    assert client.get(f"{address(token)}anh/{photo.key}/800.webp").status_code == 404


def test_no_photo_under_embargo_none_of_other_articles_none_taken_out(client, chief, photo):
    article, other = ArticleFactory(photos=[photo]), ArticleFactory()
    token, others = share(article, chief), share(other, chief)
    assert client.get(f"{address(others)}anh/{photo.key}/800.webp").status_code == 404

    Article.objects.update(embargo_until=timezone.now() + timedelta(hours=1))
    assert client.get(f"{address(token)}anh/{photo.key}/800.webp").status_code == 403

    Article.objects.update(embargo_until=None)
    article.refresh_from_db()
    content = replace(revisions.newest_content(article), photos=(PhotoUse(PhotoFactory().pk),))
    revisions.save(article, content, by=None)
    assert client.get(f"{address(token)}anh/{photo.key}/800.webp").status_code == 404


def test_a_width_that_was_not_made_falls_back_below_the_link_too(client, chief, photo):
    token = share(ArticleFactory(photos=[photo]), chief)

    response = client.get(f"{address(token)}anh/{photo.key}/401.avif")

    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert content_of(response)[:2] == b"\xff\xd8"
