"""What is on the desk though it is shown: kept or taken down, its reports answered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments.models import Comment, Report
from comments.moderation.decisions import decide
from comments.moderation.undoing import undo
from comments.recounting import recount
from tests.comments.factories import CommentFactory
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return UserFactory(roles=["moderator"])


def reported(*reasons, **fields):
    """Return a shown comment that readers have reported."""
    comment = CommentFactory(status="approved", **fields)
    for number, reason in enumerate(reasons):
        Report.objects.create(comment=comment, reader=f"b{number}", reason=reason)
    Comment.objects.filter(pk=comment.pk).update(
        on_desk=True,
        report_count=len(reasons),
        urgency=100,
        published_at=timezone.now() - timedelta(hours=3),
    )
    comment.refresh_from_db()
    return comment


def answers():
    return sorted(map(str, Report.objects.values_list("upheld", flat=True)))


def test_what_is_reported_is_looked_at_and_kept(moderator):
    comment = reported("insult", "other")

    done = decide([comment.pk], "approved", by=moderator, versions={comment.pk: comment.version})

    assert (done.changed, done.unchanged) == (1, 0)
    after = Comment.objects.get()
    assert (after.status, after.on_desk, after.report_count, after.urgency) == (
        "approved",
        False,
        0,
        0,
    )
    assert (after.published_at, after.version) == (comment.published_at, comment.version + 1)
    assert answers() == ["False", "False"]
    event = comment.events.last()
    assert (event.action, event.from_status, event.to_status) == ("keep", "approved", "approved")
    assert recount(repair=False) == []


def test_what_is_shown_unread_is_kept_once(moderator):
    comment = CommentFactory()
    decide([comment.pk], "approved", by=None, unread=True)
    assert Comment.objects.get().on_desk

    assert decide([comment.pk], "approved", by=moderator).changed == 1
    assert decide([comment.pk], "approved", by=moderator).changed == 0
    assert [event.action for event in comment.events.all()] == ["decide", "keep"]


@pytest.mark.parametrize("status", ["rejected", "spam"])
def test_taking_a_reported_one_down_upholds_its_reports(moderator, status):
    comment = reported("insult")
    answered = Report.objects.create(comment=comment, reader="bx", reason="other", upheld=False)

    decide([comment.pk], status, by=moderator)

    assert sorted(map(str, comment.reports.values_list("upheld", flat=True))) == ["False", "True"]
    assert Report.objects.get(pk=answered.pk).upheld is False
    after = Comment.objects.get()
    assert (after.on_desk, after.report_count) == (False, 0)


def test_a_rule_that_holds_a_reported_one_answers_nothing():
    comment = reported("insult")

    decide([comment.pk], "pending", by=None)

    after = Comment.objects.get()
    assert (after.on_desk, after.report_count, answers()) == (True, 1, ["None"])
    assert after.urgency == 101


def test_keeping_on_an_old_version_is_refused(moderator):
    comment = reported("insult")

    done = decide([comment.pk], "approved", by=moderator, versions={comment.pk: 1})

    assert (done.changed, done.stale) == (0, (comment.pk,))
    assert answers() == ["None"]


@pytest.mark.parametrize("status", ["approved", "rejected"])
def test_taking_it_back_brings_reports_desk_and_time_back(moderator, status):
    comment = reported("insult", "other")
    Comment.objects.update(featured_at=comment.published_at)
    done = decide([comment.pk], status, by=moderator)

    undone = undo(done.batch, by=moderator)

    assert undone.changed == (comment.pk,)
    after = Comment.objects.get()
    assert (after.status, after.on_desk, after.report_count, after.urgency) == (
        "approved",
        True,
        2,
        100,
    )
    assert after.published_at == after.featured_at == comment.published_at
    assert answers() == ["None", "None"]
    assert recount(repair=False) == []


def test_taking_back_can_be_taken_back(moderator):
    comment = CommentFactory()
    done = decide([comment.pk], "approved", by=moderator)
    first = Comment.objects.get().published_at

    undo(done.batch, by=moderator)
    assert Comment.objects.get().published_at is None
    undo(comment.events.last().batch, by=moderator)

    after = Comment.objects.get()
    assert (after.status, after.published_at, after.version) == ("approved", first, 4)
    assert recount(repair=False) == []


def test_an_event_of_before_is_taken_back_too(moderator):
    comment = CommentFactory(status="approved")
    done = decide([comment.pk], "spam", by=moderator)
    comment.events.update(detail={})

    undo(done.batch, by=moderator)

    after = Comment.objects.get()
    assert (after.status, after.on_desk) == ("approved", False)
    assert after.published_at is not None


@pytest.mark.parametrize("count", [1, 12])
def test_answering_and_taking_back_run_constant_queries(
    moderator, count, django_assert_max_num_queries
):
    moderator.has_perm("comments.moderate_comment")
    ids = [reported("insult", "other").pk for _number in range(count)]

    with django_assert_max_num_queries(16):
        done = decide(ids, "rejected", by=moderator)
    with django_assert_max_num_queries(20):
        assert len(undo(done.batch, by=moderator).changed) == count
    assert recount(repair=False) == []
