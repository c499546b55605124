import pytest

from comments.models import Comment, CommentRules, Report
from comments.moderation import acts
from comments.moderation.decisions import decide
from comments.recounting import recount
from comments.reports import report
from tests.comments.factories import CommentFactory
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def reported(comment, *readers, reason="insult"):
    results = [report(comment.pk, [reader], reason=reason) for reader in readers]
    comment.refresh_from_db()
    return results


def test_a_report_puts_the_comment_before_a_moderator():
    comment = CommentFactory(status="approved")
    assert not comment.on_desk

    assert report(comment.pk, ["b1"], reason="false", note="Giá là 12.000 đồng.")

    comment.refresh_from_db()
    row = Report.objects.get()
    assert (row.comment, row.reader, row.reason) == (comment, "b1", "false")
    assert (row.note, row.upheld) == ("Giá là 12.000 đồng.", None)
    assert (comment.report_count, comment.on_desk, comment.status) == (1, True, "approved")
    assert comment.urgency > 1


def test_a_reader_reports_once_under_whatever_name():
    comment = CommentFactory(status="approved")

    assert reported(comment, "b1", "b1") == [True, False]
    assert not report(comment.pk, ["u1", "b1"], reason="other")

    comment.refresh_from_db()
    assert comment.report_count == Report.objects.count() == 1


def test_reports_hold_what_only_a_rule_let_through():
    comment = CommentFactory(status="approved")

    reported(comment, "b1", "b2")
    assert comment.status == "approved"
    reported(comment, "b3")

    assert (comment.status, comment.on_desk, comment.report_count) == ("pending", True, 3)
    event = comment.events.last()
    assert (event.to_status, event.moderator) == ("pending", None)
    assert "3" in event.reason
    assert recount(repair=False) == []


def test_the_number_of_reports_is_the_papers_and_none_is_never():
    CommentRules.objects.create(pk=1, hold_after_reports=1)
    held = CommentFactory(status="approved")
    reported(held, "b1")
    CommentRules.objects.update(hold_after_reports=0)
    kept = CommentFactory(status="approved")
    reported(kept, *(f"b{number}" for number in range(5)))

    assert (held.status, kept.status) == ("pending", "approved")


@pytest.mark.parametrize("how", ["approved", "by the newsroom", "brought in"])
def test_reports_never_hide_what_a_person_answers_for(how):
    more = {"by the newsroom": {"by_newsroom": True}, "brought in": {"import_key": "wp 1"}}
    comment = CommentFactory(status="approved", **more.get(how, {}))
    if how == "approved":
        moderator = UserFactory(is_superuser=True)
        decide([comment.pk], "pending", by=moderator)
        decide([comment.pk], "approved", by=moderator)

    reported(comment, *(f"b{number}" for number in range(6)))

    assert (comment.status, comment.report_count, comment.on_desk) == ("approved", 6, True)


@pytest.mark.parametrize("status", ["pending", "rejected", "spam", "withdrawn"])
def test_what_is_not_shown_is_not_reported(status):
    comment = CommentFactory(status=status)

    assert reported(comment, "b1") == [False]
    assert not report(10**9, ["b1"], reason="other")
    assert not Report.objects.exists()


def test_who_puts_it_before_an_editor_has_not_let_it_through():
    comment = CommentFactory()
    decide([comment.pk], "approved", by=None, unread=True)
    moderator = UserFactory(is_superuser=True)
    version = Comment.objects.get(pk=comment.pk).version
    acts.escalate(comment.pk, by=moderator, version=version, why="Có nên để không?")

    for number in range(CommentRules.load().hold_after_reports):
        report(comment.pk, [f"b{number}"], reason="other")

    comment.refresh_from_db()
    assert (comment.status, comment.on_desk) == ("pending", True)
