"""What a writer's record says, and the standing that it earns."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments import own
from comments.models import CommentRules, ModerationEvent, Report, Writer
from comments.moderation import trust, undoing
from comments.moderation.decisions import decide
from tests.comments.factories import CommentFactory
from tests.comments.rules import make_writer
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


def comments_of(writer, number, article=None):
    article = article or ArticleFactory(public=True)
    return [
        comment.pk
        for comment in CommentFactory.create_batch(number, article=article, user=writer.user)
    ]


def record(writer):
    writer.refresh_from_db()
    return (writer.approved, writer.rejected, writer.standing)


@pytest.mark.parametrize(
    ("approved", "rejected", "reported", "days", "standing"),
    [
        (0, 0, 0, 400, "new"),
        (2, 0, 0, 400, "new"),
        (3, 0, 0, 0, "regular"),
        (19, 0, 0, 400, "regular"),
        (20, 0, 0, 29, "regular"),
        (20, 0, 0, 31, "trusted"),
        (18, 2, 0, 31, "regular"),
        (90, 10, 0, 31, "trusted"),
        (89, 11, 0, 31, "new"),
        (90, 10, 1, 31, "new"),
        (0, 1, 0, 31, "new"),
    ],
)
def test_a_record_earns_a_standing(approved, rejected, reported, days, standing):
    """3 approved make a regular, 20 and 30 days a trusted writer, 10 % refused are bearable."""
    joined = timezone.now() - timedelta(days=days)
    writer = Writer(approved=approved, rejected=rejected, reported=reported, joined_at=joined)

    assert trust.standing_of(writer, CommentRules()) == standing


def test_decisions_are_written_into_the_record():
    writer = make_writer()
    ids = comments_of(writer, 6)

    decide(ids[:3], "approved", by=None)
    assert record(writer) == (3, 0, "regular")
    decide(ids[3:4], "spam", by=None)
    assert record(writer) == (3, 1, "new")
    decide(ids[3:4], "rejected", by=None)
    assert record(writer) == (3, 1, "new")
    decide(ids[3:], "approved", by=None)
    assert record(writer) == (6, 0, "regular")
    decide(ids[:2], "withdrawn", by=None)
    assert record(writer) == (4, 0, "regular")


def test_a_decision_taken_back_leaves_no_trace():
    writer, moderator = make_writer(), UserFactory(roles=["moderator"])
    ids = comments_of(writer, 4)
    decide(ids[:3], "approved", by=moderator)
    before = record(writer)

    batch = decide(ids, "rejected", by=moderator).batch
    assert record(writer) == (0, 4, "new")
    undoing.undo(batch, by=moderator)

    assert record(writer) == before == (3, 0, "regular")


def test_what_a_moderator_has_given_no_rule_takes():
    writer, moderator = make_writer(), UserFactory(roles=["moderator"])
    ids = comments_of(writer, 3)

    trust.fix([writer.pk], "trusted", by=moderator)
    decide(ids, "rejected", by=None)
    assert record(writer) == (0, 3, "trusted")

    trust.fix([writer.pk], None, by=moderator)
    assert record(writer) == (0, 3, "new")


@pytest.mark.parametrize("role", ["reporter", "editor"])
def test_who_may_not_change_writers_gives_no_standing(role):
    with pytest.raises(trust.NotAllowed):
        trust.fix([make_writer().pk], "trusted", by=UserFactory(roles=[role]))


def test_a_guest_and_an_account_without_a_name_here_have_no_record():
    guest = CommentFactory(email="hoa@example.com")
    staff = CommentFactory(user=UserFactory())

    assert decide([guest.pk, staff.pk], "approved", by=None).changed == 2
    assert not Writer.objects.exists()


def test_an_account_younger_than_its_comments_has_no_less_than_nothing():
    comment = CommentFactory(user=UserFactory(is_staff=False), status="approved")
    writer = make_writer(user=comment.user)

    decide([comment.pk], "rejected", by=None)

    assert record(writer) == (0, 1, "new")


def test_comments_that_readers_reported_rightly_count():
    writer = make_writer()
    ids = comments_of(writer, 2)
    for number in range(3):
        Report.objects.create(comment_id=ids[0], reader=f"b{number}", reason="insult", upheld=True)
    Report.objects.create(comment_id=ids[1], reader="b1", reason="insult", upheld=False)

    decide(ids, "rejected", by=None)

    writer.refresh_from_db()
    assert writer.reported == 1


@pytest.mark.parametrize("number", [1, 30])
def test_a_bulk_of_decisions_costs_as_many_queries_as_one(number):
    article = ArticleFactory(public=True)
    ids = [pk for _number in range(number) for pk in comments_of(make_writer(), 2, article)]

    with CaptureQueriesContext(connection) as queries:
        decide(ids, "approved", by=None)

    of_trust = [
        query["sql"]
        for query in queries
        if "comments_writer" in query["sql"] or "commentrules" in query["sql"]
    ]
    # the writers, the rules, what they are now
    assert len(of_trust) == 3
    assert set(Writer.objects.values_list("approved", flat=True)) == {2}


def test_other_rules_are_other_standings():
    writer, fixed = make_writer("regular", approved=3), make_writer("trusted", is_fixed=True)
    CommentRules.objects.create(pk=1, regular_after=5)

    trust.judge_again()

    assert (record(writer)[2], record(fixed)[2]) == ("new", "trusted")


def test_what_has_gone_wrong_is_told_and_mended(capsys):
    writer = make_writer()
    decide(comments_of(writer, 3), "approved", by=None)
    Writer.objects.filter(pk=writer.pk).update(approved=9, reported=2, standing="trusted")

    call_command("recount_comments", "--dry-run")
    assert f"approved of {writer.pk}: 9, is 3" in capsys.readouterr().out
    assert record(writer)[0] == 9

    call_command("recount_comments")
    assert "mended 2" in capsys.readouterr().out
    assert record(writer) == (3, 0, "regular")
    assert trust.recount() == []


def test_a_receiver_that_fails_undoes_the_decision(monkeypatch):
    writer = make_writer()
    ids = comments_of(writer, 1)

    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr(trust, "_judge", fail)
    with pytest.raises(RuntimeError):
        decide(ids, "approved", by=None)

    assert not ModerationEvent.objects.exists()
    assert record(writer) == (0, 0, "new")


def test_a_root_that_its_writer_has_taken_back_counts_no_more():
    user = UserFactory(is_staff=False)
    Writer.objects.create(user=user, name="Hoa")
    root = CommentFactory(user=user, status="approved")
    CommentFactory(parent=root, status="approved")
    assert Writer.objects.get(user=user).approved == 1

    own.withdraw(root.pk)

    root.refresh_from_db()
    assert root.emptied_at is not None
    assert Writer.objects.get(user=user).approved == 0
    assert trust.recount(repair=False) == []
