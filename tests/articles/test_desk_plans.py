"""The desks' lists walk their indexes: what a list costs must not grow with the table."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles import desks
from articles.admin.filters import StateFilter
from articles.models import Article
from tests.factories import SectionFactory, UserFactory
from tests.plans import let_planner_know

pytestmark = pytest.mark.django_db


@pytest.fixture
def many():
    """1,000 articles, most of them public, by ten writers; return the first of these."""
    writers = UserFactory.create_batch(10)
    section = SectionFactory()
    now = timezone.now()
    states = ["published"] * 15 + ["draft", "returned", "submitted", "editing", "scheduled"]
    Article.objects.bulk_create(
        Article(
            title=f"Bài {number}",
            slug="bai",
            section=section,
            top_section=section,
            state=states[number % 20],
            published_at=now - timedelta(minutes=number),
            created_by=writers[number // 20 % 10],
        )
        for number in range(1000)
    )
    return writers[0]


def plan_of(rows, *, may_sort=False):
    let_planner_know("articles_article")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"SET LOCAL enable_sort = {'on' if may_sort else 'off'}")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
    return rows.explain()


def assert_walks(index, rows, **options):
    plan = plan_of(rows, **options)
    assert index in plan
    assert "SCAN articles_article\n" not in f"{plan}\n"
    assert "Seq Scan on articles_article" not in plan


@pytest.mark.parametrize(
    ("kind", "index"),
    [
        ("returned", "article_own_state"),
        ("draft", "article_own_state"),
        ("waiting", "article_own_state"),
        ("released", "article_own_newest"),
    ],
)
def test_a_writers_lists(kind, index, many):
    [wanted] = [one for one in desks.OWN if one.key == kind]
    queue = desks._own_queue(Article.objects.filter(created_by=many), wanted)

    sign = "-" if queue.newest_first else ""

    assert_walks(index, queue.articles.order_by(f"{sign}{queue.field}", f"{sign}pk")[:9])


@pytest.mark.parametrize("kind", desks.WAITING, ids=lambda kind: kind.key)
@pytest.mark.parametrize("is_limited", [True, False])
def test_the_desks_lists(kind, is_limited, many):
    editor = UserFactory(roles=["editor"])
    if is_limited:
        editor.sections.add(SectionFactory())
    queue = desks.visible(editor).unreleased(*kind.states).order_by("state_since", "pk")

    assert_walks("article_waiting", queue[:9])
    assert "TEMP B-TREE" not in plan_of(queue[:9])


def test_the_list_of_all_articles_sorts_nothing(many):
    plan = plan_of(Article.objects.order_by("-changed_at", "-pk")[:50])

    assert "article_desk" in plan
    assert "Sort" not in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize(
    ("state", "index"),
    [("draft", "article_desk_state"), ("scheduled", "article_due")],
)
def test_the_list_of_one_state(state, index, many, rf):
    chosen = StateFilter(rf.get("/"), {StateFilter.parameter_name: [state]}, Article, None)
    rows = chosen.queryset(rf.get("/"), Article.objects.order_by("-changed_at", "-pk"))

    # What is scheduled at one time is little.
    assert_walks(index, rows[:50], may_sort=state == "scheduled")
    assert {one.state for one in rows} == {state}


@pytest.mark.parametrize("field", ["section", "top_section"])
def test_the_list_of_a_section_sorts_nothing(field, many):
    rows = Article.objects.filter(**{field: Article.objects.all()[0].section_id})
    plan = plan_of(rows.order_by("-changed_at", "-pk")[:50])

    assert "article_desk" in plan
    assert "Sort" not in plan
    assert "TEMP B-TREE" not in plan
