"""Readers' lists of comments walk their indexes: a page costs the same however many there are."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from comments.cursors import Cursor
from comments.models import Comment
from comments.orders import Order
from comments.threads import load_page, load_thread
from tests import plans
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db
plan_of = partial(plans.plan_of, without=plans.EVERY_DETOUR)
SIZE = 400


@pytest.fixture
def many():
    """As many roots as replies under one of them, all of one account; return that root."""
    article, now, user = ArticleFactory(public=True), timezone.now(), UserFactory()

    def shown(number, **fields):
        # The order of the ids is another than that of the times.
        at = now - timedelta(minutes=number * 7 % SIZE)
        return Comment(
            article=article,
            user=user,
            name="Hoa",
            body="Hay.",
            status="approved",
            on_desk=False,
            published_at=at,
            interest=number % 3,
            featured_at=at if number % 4 == 0 else None,
            **fields,
        )

    roots = Comment.objects.bulk_create(shown(number, reply_count=9) for number in range(SIZE))
    Comment.objects.bulk_create(
        shown(number, root=roots[0], parent=roots[0]) for number in range(SIZE)
    )
    plans.let_planner_know("articles_article", "comments_comment")
    return roots[0]


def assert_walks(plan, *indexes):
    for index in indexes:
        assert index in plan
    for word in ("Seq Scan on comments_comment ", "SCAN comments_comment\n", "Sort  ("):
        assert word not in f"{plan}\n"
    # SQLite's own list of what an IN holds is no sorting of comments.
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan


INDEXES = {
    Order.NEWEST: "comment_public_top",
    Order.OLDEST: "comment_public_top",
    Order.INTEREST: "comment_public_interest",
    Order.PICKS: "comment_picks",
}


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("is_later", [False, True])
def test_a_page_in_each_order(many, order, is_later):
    middle = Comment.objects.filter(root=None, featured_at__isnull=False)[SIZE // 8]
    after = order.place_of(middle) if is_later else None
    plan = plan_of(lambda: load_page(many.article, order, after=after))

    assert_walks(plan, INDEXES[order])
    if order != Order.PICKS:
        assert "comment_public_replies" in plan


def test_both_databases_begin_at_the_cursor(many):
    """Neither reads what comes before it, also where much has the same interest."""
    middle = Comment.objects.filter(root=None)[SIZE // 2]
    after = Order.INTEREST.place_of(middle)
    plan = plan_of(lambda: load_page(many.article, Order.INTEREST, after=after))

    row = "ROW(interest, published_at, id) <"
    assert (row if connection.vendor == "postgresql" else "(interest,published_at)<(?,?)") in plan


def test_a_thread_read_on(many):
    middle = Cursor.of_comment(Comment.objects.filter(root=many)[SIZE // 2])

    for way in ({}, {"after": middle}, {"before": middle}, {"around": middle}):
        plan = plan_of(lambda way=way: load_thread(many, **way))
        assert_walks(plan, "comment_public_replies")


def test_the_feed(many):
    plan = plan_of(lambda: list(Comment.objects.newest(many.article)))

    assert_walks(plan, "comment_public_newest")


def test_a_writers_comments(many):
    for after in (None, Cursor.of_comment(many)):
        plan = plan_of(
            lambda after=after: list(Comment.objects.of_writer(many.user_id, after=after))
        )
        assert_walks(plan, "comment_public_writer")
