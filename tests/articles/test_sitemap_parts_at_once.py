"""Two who change articles of one part of the sitemap at once: only a database that lets both write
can show it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from django.db import connection, transaction
from django.utils import timezone

from articles.models import Article
from articles.sitemaps import parts
from tests.factories import ArticleFactory

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL)")


def together(first, second, patience=1):
    """Make both changes of rows, the second begun before the first is committed; say whether the
    second waited for that. It has so many seconds, in which it could have been done."""
    changed, done = Event(), Event()

    def other():
        try:
            changed.wait(10)
            change(*second)
        finally:
            done.set()
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(other)
        with transaction.atomic():
            change(*first)
            changed.set()
            waited = not done.wait(patience)
        future.result(10)
    return waited


def change(article, state):
    Article.objects.filter(pk=article.pk).update(state=state)


@pytest.mark.parametrize("turned", [False, True])
def test_the_last_two_are_withdrawn(turned):
    pair = [ArticleFactory(public=True, pk=pk) for pk in (1001, 1002)]
    one, other = reversed(pair) if turned else pair

    together((one, "withdrawn"), (other, "withdrawn"))

    assert parts.numbers("articles") == []


def test_one_is_published_while_the_only_other_is_withdrawn():
    one = ArticleFactory(public=True, pk=1001)
    now = timezone.now()
    other = ArticleFactory(public=True, pk=1002, published_at=now, state="draft")

    waited = together((one, "withdrawn"), (other, "published"), patience=20)

    assert not waited
    assert parts.numbers("articles") == [1]


def test_two_are_published_into_a_part_that_has_some():
    ArticleFactory(public=True, pk=1000, published_at=timezone.now() - timedelta(days=1))
    one, other = (ArticleFactory(public=True, pk=pk, state="draft") for pk in (1001, 1002))

    assert not together((one, "published"), (other, "published"), patience=20)
    assert parts.numbers("articles") == [1]
