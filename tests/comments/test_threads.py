from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from articles.querysets import InvalidCursor
from comments.cursors import Cursor
from comments.models import Comment
from comments.moderation.decisions import decide
from comments.threads import ThreadPage, load_page, load_thread
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 7, 8, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def approved(count=1, *, at=NOON, **kwargs):
    """Make approved comments, each a minute after the one before."""
    comments = CommentFactory.create_batch(count, status="approved", **kwargs)
    for minute, comment in enumerate(comments):
        comment.published_at = at + timedelta(minutes=minute)
        comment.save()
    return comments


@pytest.fixture
def article():
    return ArticleFactory(public=True)


def test_page_of_an_article_without_comments_is_empty(article):
    CommentFactory(status="approved")  # on another article

    assert load_page(article) == ThreadPage()


def test_page_has_roots_newest_first_and_replies_oldest_first(article):
    old, new = approved(2, article=article)
    first, second, third = approved(3, parent=old)
    deep = approved(parent=first, at=NOON + timedelta(hours=1))[0]

    page = load_page(article)

    assert [thread.root for thread in page.threads] == [new, old]
    replies = page.threads[1].replies
    assert [reply.comment for reply in replies] == [first, second, third]
    assert (page.threads[1].more, page.threads[1].has_more) == (1, True)
    assert (page.total, page.next_cursor) == (6, "")
    replies = load_thread(old).threads[0].replies
    assert [reply.comment for reply in replies] == [first, second, third, deep]
    assert [reply.answers for reply in replies] == [None, None, None, first]
    assert replies[3].answers.body == first.body


def test_a_late_approval_is_not_buried(article):
    early, late = CommentFactory.create_batch(2, article=article)

    decide([late.pk], "approved", by=None)
    decide([early.pk], "approved", by=None)

    assert [thread.root for thread in load_page(article).threads] == [early, late]


@pytest.mark.parametrize("status", ["pending", "rejected", "spam", "withdrawn"])
def test_page_shows_nothing_that_is_not_approved(article, status):
    shown = CommentFactory(article=article, status="approved")
    CommentFactory(parent=shown, status=status)
    hidden = CommentFactory(article=article, status=status)
    CommentFactory(parent=hidden, status="approved")

    page = load_page(article)

    assert [(thread.root, thread.replies) for thread in page.threads] == [(shown, [])]
    assert page.total == 1


def test_a_reply_to_a_hidden_reply_names_nobody(article):
    root = CommentFactory(article=article, status="approved")
    hidden = CommentFactory(parent=root, status="rejected", name="Kẻ Giấu Mặt")
    CommentFactory(parent=hidden, status="approved")
    emptied = CommentFactory(parent=root, status="approved")
    CommentFactory(parent=emptied, status="approved")
    Comment.objects.filter(pk=emptied.pk).update(emptied_at=NOON, name="", body="")

    assert [reply.answers for reply in load_page(article).threads[0].replies] == [None, None, None]


def test_pages_read_on_without_gap_or_repetition(article):
    roots = approved(45, article=article)
    Comment.objects.filter(pk__in=[root.pk for root in roots[10:30]]).update(published_at=NOON)
    expected = Comment.objects.order_by("-published_at", "-id").values_list("pk", flat=True)
    seen, sizes, cursor = [], [], None

    while cursor != "":
        page = load_page(article, after=Cursor.parse(cursor) if cursor else None)
        seen += [thread.root.pk for thread in page.threads]
        sizes.append(len(page.threads))
        cursor = page.next_cursor

    assert seen == list(expected)
    assert sizes == [20, 20, 5]


def test_exactly_one_page_has_no_next(article):
    approved(20, article=article)

    assert load_page(article).next_cursor == ""


def replies_of(page):
    return [reply.comment for reply in page.threads[0].replies]


def test_a_long_thread_is_folded_and_read_on_twenty_at_a_time(article):
    root = approved(article=article)[0]
    replies = approved(45, parent=root)

    folded = load_page(article)
    assert replies_of(folded) == replies[:3]
    thread = folded.threads[0]
    assert (thread.root.reply_count, thread.has_more, thread.more) == (45, True, 42)

    seen, sizes, cursor = replies_of(folded), [], thread.next_cursor
    while cursor:
        page = load_thread(root, after=Cursor.parse(cursor))
        seen += replies_of(page)
        sizes.append(len(replies_of(page)))
        cursor = page.threads[0].next_cursor
    assert seen == replies
    assert sizes == [20, 20, 2]


def test_a_thread_is_read_backwards(article):
    root = approved(article=article)[0]
    replies = approved(45, parent=root)

    page = load_thread(root, before=Cursor.of_comment(replies[30]))
    assert replies_of(page) == replies[10:30]
    thread = page.threads[0]
    earlier = load_thread(root, before=Cursor.parse(thread.previous_cursor))
    assert replies_of(earlier) == replies[:10]
    assert earlier.threads[0].previous_cursor == ""
    later = load_thread(root, after=Cursor.parse(thread.next_cursor))
    assert replies_of(later) == replies[30:]


@pytest.mark.parametrize(
    ("place", "first", "last", "leads_back", "leads_on"),
    [
        (0, 0, 20, False, True),
        (5, 0, 25, False, True),
        (6, 1, 26, True, True),
        (24, 19, 44, True, True),
        (25, 20, 45, True, False),
        (44, 39, 45, True, False),
    ],
)
def test_a_thread_opens_a_little_before_a_reply(article, place, first, last, leads_back, leads_on):
    root = approved(article=article)[0]
    replies = approved(45, parent=root)

    page = load_thread(root, around=Cursor.of_comment(replies[place]))

    assert replies_of(page) == replies[first:last]
    thread = page.threads[0]
    assert (bool(thread.previous_cursor), bool(thread.next_cursor)) == (leads_back, leads_on)


def test_replies_approved_in_one_moment_have_an_order(article):
    root = approved(article=article)[0]
    replies = approved(45, parent=root)
    Comment.objects.filter(root=root).update(published_at=NOON)

    assert replies_of(load_page(article)) == replies[:3]
    assert replies_of(load_thread(root, around=Cursor(NOON, replies[30].pk))) == replies[25:45]
    assert replies_of(load_thread(root, before=Cursor(NOON, replies[20].pk))) == replies[:20]


def test_a_thread_whose_root_is_gone_is_empty(article):
    root = approved(article=article)[0]
    Comment.objects.all().delete()

    assert load_thread(Comment(pk=root.pk or 1, article_id=article.pk)) == ThreadPage()


@pytest.mark.parametrize("count", [1, 21])
def test_page_is_one_query(article, count, django_assert_num_queries):
    for root in approved(count, article=article):
        approved(2, parent=root)

    with django_assert_num_queries(1):
        page = load_page(article)
        for thread in page.threads:
            assert [reply.comment.body for reply in thread.replies]
            assert thread.root.name


def test_page_does_not_load_what_is_private(article):
    root = CommentFactory(article=article, status="approved")
    CommentFactory(parent=root, status="approved")

    thread = load_page(article).threads[0]

    private = {"email", "folded", "client_uuid", "reasons", "reader", "sender", "likeness"}
    for comment in (thread.root, thread.replies[0].comment):
        assert private <= comment.get_deferred_fields()


def test_a_wrong_cursor_is_refused():
    with pytest.raises(InvalidCursor):
        Cursor.parse("hôm qua")
