"""Articles of every age are found once, newest first, in the paper and in a section."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.searching import suggestions
from articles.searching.finding import Wanted, search
from articles.searching.query import begun_word, read_query
from articles.searching.suggestions import _titles
from articles.searching.words import PERIODS, periods_from, periods_of
from tests.factories import ArticleFactory, SectionFactory

# The ends of months, quarters and years, and what lies between; the newest first.
DAYS = [
    (2026, 11, 26), (2026, 11, 1), (2026, 10, 31), (2026, 10, 1), (2026, 9, 30), (2026, 7, 1),
    (2026, 6, 30), (2026, 4, 1), (2026, 1, 1), (2025, 12, 31), (2025, 1, 1), (2024, 12, 31),
    (2024, 2, 29), (2023, 10, 1), (2022, 1, 1), (2021, 12, 31), (2020, 1, 1), (2019, 12, 31),
    (2011, 5, 5), (1998, 1, 1),
]  # fmt: skip


@pytest.fixture
def paper():
    """Return a section with a subsection, and the titles in each and in all, newest first."""
    section, other = SectionFactory(), SectionFactory()
    below = SectionFactory(parent=section)
    titles = {"below": [], "section": [], "all": []}
    for number, day in enumerate(DAYS):
        home = (section, below, other)[number % 3]
        title = f"Lúa {'lụa' if number % 2 else 'chín'} {number}"
        moment = datetime(*day, 5, tzinfo=UTC)
        ArticleFactory(
            public=True, title=title, section=home, published_at=moment, authors=[], lead=""
        )
        titles["all"].append(title)
        titles["section"] += [title] if home is not other else []
        titles["below"] += [title] if home is below else []
    return section, below, titles


def found(query, **wanted):
    """Return the titles of every page, in their order."""
    titles, cursor = [], ""
    while True:
        results = search(Wanted(read_query(query), **wanted), cursor=cursor)
        titles += [hit.article.title for hit in results.hits]
        if not (cursor := results.older):
            return titles


@pytest.mark.django_db
@pytest.mark.parametrize("size", [2, 5, 20])
def test_each_is_found_once_wherever_pages_end(size, paper, monkeypatch):
    monkeypatch.setattr("articles.searching.finding.PAGE_SIZE", size)
    section, below, titles = paper

    assert found("lua") == titles["all"]
    assert found("lua", section=section) == titles["section"]
    assert found("lua", section=below) == titles["below"]
    exactly = [title for title in titles["section"] if "lụa" in title]
    others = [title for title in titles["section"] if "lụa" not in title]
    assert found("lụa", section=section) == exactly + others


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["lua", "lụa"])
def test_the_best_of_many_are_found_once_and_of_every_age(query, paper, monkeypatch):
    monkeypatch.setattr("articles.searching.statement.MANY", 1)
    section, _below, titles = paper

    best = found(query, best_first=True)

    assert sorted(best) == sorted(titles["all"]) and len(best) == len(DAYS)
    assert sorted(found(query, section=section, best_first=True)) == sorted(titles["section"])


@pytest.mark.django_db
def test_days_narrow_a_search_in_a_section(paper):
    section, _below, titles = paper
    since, until = datetime(2020, 1, 1, tzinfo=UTC), datetime(2025, 1, 2, tzinfo=UTC)
    wanted = [
        title
        for title, day in zip(titles["all"], DAYS, strict=True)
        if title in titles["section"] and (2020, 1, 1) <= day <= (2025, 1, 1)
    ]

    assert found("lua", section=section, since=since, until=until) == wanted
    assert len(wanted) == 5


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "word"),
    [("lu", "lúa"), ("lúa lụ", "lúa"), ("lúa ch", "chín"), ("chín lua", "chín"), ("lúa 1", " 1")],
)
def test_titles_of_every_age_are_suggested_newest_first(typed, word, paper, monkeypatch):
    monkeypatch.setitem(suggestions.MOST, "titles", 50)
    monkeypatch.setattr(suggestions, "SHORTEST", 1)
    _section, _below, titles = paper

    suggested = [article.title for article in _titles(read_query(typed), begun_word(typed))]

    assert suggested == [title for title in titles["all"] if word in title.lower()]


@pytest.mark.django_db
def test_a_number_begun_is_no_month():
    ArticleFactory(public=True, title="Lúa", published_at=datetime(2026, 1, 2, tzinfo=UTC))

    assert _titles(read_query("24312"), "24312") == []


@pytest.mark.parametrize("first", range(24_300, 24_324))
def test_few_periods_are_all_months_of_a_stretch(first):
    for length in range(1, 61):
        months = range(first, first + length)
        periods = list(periods_from(months[0], months[-1]))
        covered = [
            month
            for kind, number in periods
            for month in range(number * PERIODS[kind], (number + 1) * PERIODS[kind])
        ]
        assert covered == list(months)
        assert len(periods) <= length // 12 + 10
        assert all((kind, number) in periods_of(number * PERIODS[kind]) for kind, number in periods)


@pytest.mark.django_db
def test_the_index_is_asked_once_and_not_for_each_article_of_the_section(paper):
    section, _below, _titles = paper
    with CaptureQueriesContext(connection) as queries:
        found("lua", section=section)

    statement = queries[0]["sql"].rpartition("; ")[2]
    with connection.cursor() as cursor:
        explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
        cursor.execute(f"{explain} {statement.replace('%', '%%')}", [])
        plan = "".join(f"{row[-1]}\n" for row in cursor.fetchall())

    # What each of the four stretches gave is kept while its articles are gone through.
    kept = "InitPlan" if connection.vendor == "postgresql" else "LIST SUBQUERY"
    assert plan.count(kept) == 4
