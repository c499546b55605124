"""An article's comments as RSS."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.conf import settings
from django.utils import timezone

from comments.models import Comment
from comments.moderation.decisions import decide
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 7, 8, 5, tzinfo=UTC)


@pytest.fixture
def article():
    return ArticleFactory(public=True, title="Lúa & mùa <lũ>")


@pytest.fixture
def url(article):
    return f"/binh-luan/{article.pk}/rss/"


def items(response):
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    return ET.fromstring(response.content).findall("channel/item")  # noqa: S314  (our own)


def test_the_newest_approvals_come_first_replies_among_them(client, article, url):
    root = CommentFactory(article=article, status="approved")
    late, early = CommentFactory.create_batch(2, parent=root, status="approved")
    for minute, comment in enumerate((root, early, late)):
        Comment.objects.filter(pk=comment.pk).update(published_at=NOON + timedelta(minutes=minute))

    found = items(client.get(url))

    guids = [f"{settings.SITE_URL}{c.get_absolute_url()}" for c in (late, early, root)]
    assert [item.findtext("guid") for item in found] == guids
    assert [item.findtext("link") for item in found] == guids
    assert parsedate_to_datetime(found[2].findtext("pubDate")) == NOON


def test_texts_come_as_texts(client, article, url):
    CommentFactory(
        article=article,
        status="approved",
        name="A]]>&<b>",
        body="<script>alert(1)</script>\n\uffff& bà con",
        email="rieng@example.com",
    )

    response = client.get(url)
    [item] = items(response)

    assert item.findtext("title").startswith("A]]>&<b>: <script>alert(1)</script>")
    description = item.findtext("description")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>" in description
    assert "&amp; bà con" in description
    assert b"rieng@example.com" not in response.content
    assert b"\xef\xbf\xbf" not in response.content


def test_nothing_that_is_hidden_comes(client, article, url):
    for status in ("pending", "rejected", "spam", "withdrawn"):
        hidden = CommentFactory(article=article, status=status)
        CommentFactory(parent=hidden, status="approved")
    emptied = CommentFactory(article=article, status="approved")
    Comment.objects.filter(pk=emptied.pk).update(emptied_at=timezone.now(), name="", body="")
    CommentFactory(status="approved")  # on another article

    assert items(client.get(url)) == []


def test_who_has_it_already_is_told_so(client, article, url):
    comment = CommentFactory(article=article, status="approved")
    tag = client.get(url).headers["ETag"]

    again = client.get(url, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")

    decide([comment.pk], "rejected", by=None)
    assert client.get(url, headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("count", [1, 52])
def test_a_feed_is_two_queries(client, article, url, count, django_assert_num_queries):
    CommentFactory.create_batch(count, article=article, status="approved")

    with django_assert_num_queries(2):
        response = client.get(url)

    assert len(items(response)) == min(count, 50)


def test_the_page_tells_of_its_feed(client, article, url):
    html = client.get(f"/binh-luan/{article.pk}/").content.decode()

    assert '<link rel="alternate" type="application/rss+xml" title="' in html
    assert html.count(f'href="{url}"') == 2


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_feed_is_only_read(client, url, method):
    assert getattr(client, method)(url).status_code == 405
