"""What is read most."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles import rankings
from articles.models import RankedArticle, Ranking, Readership
from articles.readership import Tally, most_read
from tests.factories import ArticleFactory
from tests.reading import hidden_articles
from tests.together import at_once

pytestmark = pytest.mark.django_db

# In Vietnam, tomorrow: what is still to come then is so by the database's own clock too.
NOON = (datetime.now(UTC) + timedelta(days=1)).replace(hour=5, minute=0, second=0, microsecond=0)
TODAY = NOON.date()


@pytest.fixture
def noon(time_machine, monkeypatch):
    time_machine.move_to(NOON)
    monkeypatch.setattr("articles.rankings.clock.now", timezone.now)


def read(article, *reads):
    """Give an article reads of today, of yesterday and so on."""
    for number, count in enumerate(reads):
        day = TODAY - timedelta(days=number)
        Readership.objects.create(article=article, day=day, reads=count)


def articles(count):
    long_ago = NOON - timedelta(days=400)
    return [ArticleFactory(public=True, published_at=long_ago) for _ in range(count)]


def test_a_paper_that_nobody_has_read_has_no_list():
    articles(2)

    assert most_read() == []
    rankings.refresh()
    assert most_read() == most_read(days=7) == []


def test_those_read_more_come_first(noon):
    some, most, none, few = articles(4)
    read(some, 5)
    read(most, 9)
    read(none, 0)
    read(few, 1)

    assert rankings.refresh() == [1, 7]

    assert most_read() == most_read(days=7) == [most, some, few]
    assert most_read(limit=2) == [most, some]


def test_of_the_oldest_day_counts_what_is_not_over(noon):
    today, yesterday, before = articles(3)
    read(today, 6)
    read(yesterday, 0, 10)  # half of it at noon
    read(before, 0, 0, 1000)

    rankings.refresh()

    assert most_read(days=1) == [today, yesterday]
    assert most_read(days=7) == [before, yesterday, today]
    assert list(RankedArticle.objects.filter(ranking__days=1).values_list("reads", flat=True)) == [
        6,
        5,
    ]


def test_a_week_is_seven_days_back(noon):
    inside, outside = articles(2)
    read(inside, *[0] * 7, 8)
    read(outside, *[0] * 8, 8)

    rankings.refresh()

    assert most_read(days=7) == [inside]


def test_of_equal_reads_the_newer_stands_first(noon):
    made = articles(4)
    for article in made:
        read(article, 3)

    rankings.refresh()

    assert most_read() == made[::-1]


def test_what_is_hidden_is_in_no_list(noon):
    shown, *_ = articles(1)
    read(shown, 1)
    for article in hidden_articles():
        read(article, 99)

    rankings.refresh()

    assert most_read() == [shown]
    assert RankedArticle.objects.count() == 2


@pytest.mark.parametrize(
    "change",
    [
        {"state": "withdrawn"},
        {"withdraw_at": NOON - timedelta(days=2)},  # before the database's own now, at any hour
        {"state": "scheduled", "published_at": NOON + timedelta(days=36500)},
    ],
)
def test_what_ceases_to_be_public_goes_at_once(change, noon):
    first, second, third = articles(3)
    for reads, article in enumerate((third, second, first), 1):
        read(article, reads)
    rankings.refresh()

    type(first).objects.filter(pk=first.pk).update(**change)

    assert most_read() == [second, third]
    assert most_read(limit=2) == [second, third]  # the next moves up


def test_a_ranking_is_made_once_a_minute(noon, time_machine, django_assert_num_queries):
    (article,) = articles(1)
    assert rankings.refresh() == [1, 7]
    read(article, 5)

    time_machine.shift(30)
    with django_assert_num_queries(8):  # nothing is counted
        assert rankings.refresh() == []
    assert most_read() == []
    time_machine.shift(31)
    assert rankings.refresh() == [1, 7]
    assert most_read() == [article]


def test_a_clock_that_was_ahead_holds_up_no_ranking(noon):
    Ranking.objects.create(days=1, made_at=NOON + timedelta(days=9))

    assert 1 in rankings.refresh()


def test_only_so_many_are_shown(noon, monkeypatch):
    monkeypatch.setattr(rankings, "SHOWN", 2)
    for article in articles(3):
        read(article, 1)
    rankings.refresh()

    assert len(most_read(limit=10**6)) == 2


def test_there_is_no_ranking_of_a_month():
    with pytest.raises(KeyError):
        most_read(days=30)


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_is_one_query_with_all_that_cards_print(count, noon, django_assert_num_queries):
    for article in articles(count):
        read(article, 1)
    rankings.refresh()

    with django_assert_num_queries(1):
        shown = [(a.get_absolute_url(), a.lead_caption) for a in most_read()]

    assert len(shown) == count


def test_who_writes_reads_ranks_them(noon):
    (article,) = articles(1)

    Tally().add(article.pk)

    assert most_read() == [article]


def test_the_days_together_decide_and_not_the_best_day(noon):
    steady, once = articles(2)
    read(steady, 4, 4, 4)
    read(once, 9)

    rankings.refresh()

    assert most_read(days=7) == [steady, once]


@pytest.mark.django_db(transaction=True)
def test_of_several_hosts_one_makes_a_ranking():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL)")
    article = ArticleFactory(public=True)
    Readership.objects.create(article=article, day=timezone.localdate(), reads=4)

    made = at_once(*[rankings.refresh] * 4)

    assert sorted(days for one in made for days in one) == [1, 7]
    assert most_read() == [article]
