import pytest
from django.core.management import call_command

from comments.models import Comment, CommentCounter
from comments.recounting import Drift, recount
from tests.comments.factories import CommentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread():
    """Root and reply approved, one more reply waiting: 2 approved, 1 pending, 1 reply."""
    root = CommentFactory(status="approved")
    CommentFactory(parent=root, status="approved")
    CommentFactory(parent=root)
    return root


def test_recount_finds_nothing_where_all_is_right(thread):
    CommentFactory(status="rejected")

    assert recount() == []


def test_recount_tells_and_mends(thread):
    CommentCounter.objects.filter(article=thread.article).update(approved=7, pending=0)
    Comment.objects.filter(pk=thread.pk).update(reply_count=5)
    wrong = [
        Drift("reply_count", thread.pk, 5, 1),
        Drift("approved", thread.article_id, 7, 2),
        Drift("pending", thread.article_id, 0, 1),
    ]

    assert recount(repair=False) == wrong
    assert recount() == wrong
    assert recount() == []


def test_recount_makes_a_missing_counter(thread):
    CommentCounter.objects.all().delete()

    recount([thread.article_id])

    row = CommentCounter.objects.get()
    assert (row.approved, row.pending) == (2, 1)


def test_recount_of_one_article_leaves_the_others(thread):
    other = CommentFactory()
    CommentCounter.objects.update(pending=9)

    recount([other.article_id])

    assert CommentCounter.objects.get(article=thread.article).pending == 9


def test_command_reports_what_it_mended(thread, capsys):
    CommentCounter.objects.update(approved=7)

    call_command("recount_comments", dry_run=True)
    call_command("recount_comments")
    call_command("recount_comments")

    line = f"approved of {thread.article_id}: 7, is 2\n"
    assert capsys.readouterr().out == f"{line}wrong 1\n{line}mended 1\nmended 0\n"
