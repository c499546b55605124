"""The orders that readers choose from, read on without gap or repetition."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from articles.querysets import InvalidCursor
from comments.models import Comment
from comments.orders import Order
from comments.threads import load_page
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 7, 8, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def article():
    return ArticleFactory(public=True)


def shown(article, count, **kwargs):
    """Make roots of which each third has the same interest, each pair the same time."""
    roots = CommentFactory.create_batch(count, article=article, status="approved", **kwargs)
    for number, root in enumerate(roots):
        root.published_at = NOON + timedelta(minutes=number // 2)
        root.interest = number % 3
        root.save()
    return roots


def read_through(article, order):
    seen, cursor = [], ""
    while True:
        page = load_page(article, order, after=order.parse(cursor) if cursor else None)
        seen += [thread.root for thread in page.threads]
        assert len(page.threads) <= 20
        cursor = page.next_cursor
        if not cursor:
            return seen


def test_newest_and_oldest_are_each_other_turned_round(article):
    roots = shown(article, 45)

    assert read_through(article, Order.OLDEST) == roots
    assert read_through(article, Order.NEWEST) == roots[::-1]


def test_of_most_interest_goes_by_interest_then_by_approval(article):
    roots = shown(article, 45)

    expected = [*roots[2::3][::-1], *roots[1::3][::-1], *roots[0::3][::-1]]
    assert read_through(article, Order.INTEREST) == expected


def test_picks_stand_by_the_time_of_the_choice_replies_among_them(article):
    roots = shown(article, 23)
    reply = CommentFactory(parent=roots[0], status="approved")
    hidden = CommentFactory(article=article, status="rejected")
    under_hidden = CommentFactory(parent=hidden, status="approved")
    chosen = [*roots[1:], reply]
    for minute, comment in enumerate([*chosen, under_hidden]):
        Comment.objects.filter(pk=comment.pk).update(featured_at=NOON + timedelta(minutes=minute))

    assert read_through(article, Order.PICKS) == chosen[::-1]
    first = load_page(article, Order.PICKS).threads[0]
    assert first.answers == roots[0]
    assert first.answers.name == roots[0].name
    assert load_page(article).has_picks


def test_emptied_comments_are_no_picks(article):
    [root] = shown(article, 1)
    Comment.objects.update(featured_at=NOON, emptied_at=NOON)

    assert load_page(article, Order.PICKS).threads == []
    assert [thread.root for thread in load_page(article).threads] == [root]


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("count", [1, 21])
def test_each_order_is_one_query(article, order, count, django_assert_num_queries):
    roots = shown(article, count)
    for root in roots:
        first = CommentFactory(parent=root, status="approved")
        CommentFactory(parent=first, status="approved")
    Comment.objects.update(featured_at=NOON)

    with django_assert_num_queries(1):
        page = load_page(article, order)
        for thread in page.threads:
            assert thread.root.body
            assert all(reply.comment.body for reply in thread.replies)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "1-",
        "-1-1",
        "x-1-1",
        "1-1",
        "100000000-1-1",
        "80000000-1-1",
        "01-1-1",
        "1-1-1-1",
        "١-1-1",
    ],
)
def test_a_cursor_that_is_none_of_interest_is_refused(text):
    with pytest.raises(InvalidCursor):
        Order.INTEREST.parse(text)


def test_a_cursor_of_interest_is_read_back(article):
    [root] = shown(article, 1)
    place = Order.INTEREST.place_of(root)

    assert Order.INTEREST.parse(str(place)) == place
    assert place.values == (0, NOON, root.pk)


def test_a_pick_without_time_has_no_place():
    with pytest.raises(ValueError, match="without a time"):
        Order.PICKS.place_of(Comment(pk=1))
