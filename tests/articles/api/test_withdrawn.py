"""What mirrors are told of articles that readers had and have no more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Article
from articles.rules import Action
from tests.factories import ArticleFactory, UserFactory
from tests.reading import hidden_articles

pytestmark = pytest.mark.django_db


def gone(hours, **fields):
    """An article that was withdrawn so many hours ago."""
    article = ArticleFactory(public=True, title="Điều đã sai", **fields)
    workflow.move(article, Action.WITHDRAW, by=UserFactory(roles=["chief"]), reason="Sai")
    moment = timezone.now().replace(microsecond=0) - timedelta(hours=hours)
    Article.objects.filter(pk=article.pk).update(state_since=moment)
    return article, moment


def test_a_mirror_hears_what_is_to_be_taken_down_and_nothing_of_it(ask):
    second, _ = gone(2)
    first, _ = gone(5)
    ArticleFactory(public=True)

    response = ask("/withdrawn")

    items = response.json()["items"]
    assert [item["id"] for item in items] == [first.pk, second.pk]
    assert set(items[0]) == {"id", "uri", "withdrawn_at"}
    assert items[0]["uri"] == ask(f"/articles/{first.pk}/ninjs").json()["uri"]
    assert "Điều đã sai" not in response.content.decode()


def test_what_readers_never_had_is_not_told(ask):
    hidden = {article.title: article.pk for article in hidden_articles()}

    told = {item["id"] for item in ask("/withdrawn").json()["items"]}

    assert told <= {hidden["Bí mật đã gỡ"]}


def test_it_goes_on_from_a_moment_and_page_by_page(ask):
    rows = [gone(hours) for hours in (9, 7, 5, 3)]
    since = rows[1][1].isoformat()

    first = ask("/withdrawn", since=since, limit=2).json()
    cursor = first["next"].rpartition("cursor=")[2]
    second = ask("/withdrawn", since=since, limit=2, cursor=cursor).json()

    told = [item["id"] for item in (*first["items"], *second["items"])]
    assert told == [article.pk for article, _moment in rows[1:]]
    assert second["next"] is None


def test_it_takes_one_query(ask, django_assert_num_queries):
    for hours in (2, 3):
        gone(hours)

    with django_assert_num_queries(1):
        ask("/withdrawn", since="2026-01-01")
