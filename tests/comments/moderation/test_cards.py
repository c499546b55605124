"""What a card tells of a comment, and what it costs to load many."""

import pytest

from comments.models import Comment, ModerationNote, Report, Writer
from comments.moderation import desk
from comments.moderation.acts import escalate
from comments.moderation.cards import cards_of
from comments.moderation.decisions import decide
from tests.comments.factories import CommentFactory
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return UserFactory(roles=["moderator"])


def cards(to):
    rows = Comment.objects.on_desk().order_by("pk")
    return cards_of(desk.with_card_data(rows), to=to)


def writer(**record):
    return Writer.objects.create(user=UserFactory(is_staff=False), name="Hoa", **record)


def of_every_kind(number, moderator):
    """Make a comment of an account, with a report and notes, in one of four states."""
    one = CommentFactory(user=writer().user, body=f"Câu {number}")
    Report.objects.create(comment=one, reader="b1", reason="insult", note="Chửi")
    ModerationNote.objects.create(comment=one, author=moderator, text="Xem lại")
    if number % 4 == 1:
        decide([one.pk], "approved", by=None, unread=True)
    elif number % 4 == 2:
        escalate(one.pk, by=moderator, version=1, why="Khó")
    Comment.objects.filter(pk=one.pk).update(sender=f"{number:032}", report_count=number % 3)


def test_a_card_tells_of_reports_notes_events_and_record(moderator):
    known = writer(approved=12, rejected=1, reported=1, standing="regular")
    comment = CommentFactory(user=known.user, sender="a" * 32)
    CommentFactory.create_batch(2, user=known.user)
    for number, (reason, note) in enumerate([("insult", "Chửi"), ("insult", ""), ("other", "Sai")]):
        Report.objects.create(comment=comment, reader=f"b{number}", reason=reason, note=note)
    Report.objects.create(comment=comment, reader="bx", reason="other", note="Cũ", upheld=False)
    escalate(comment.pk, by=moderator, version=1, why="Nêu tên người thật")

    card = cards(moderator)[0]

    assert card.writer == known and card.waiting == 2
    assert [number for _reason, number in card.reports.reasons] == [2, 1]
    assert card.reports.said == ["Sai", "Chửi"] and card.reports.answered == 1
    assert [note.text for note in card.notes] == ["Nêu tên người thật"]
    assert [event.action for event in card.events] == ["escalate"]
    assert card.is_withheld and not card.is_shown
    assert not cards(UserFactory(roles=["secretary"]))[0].is_withheld


def test_of_many_reports_notes_and_events_the_last_are_shown(moderator):
    comment = CommentFactory()
    for number in range(8):
        Report.objects.create(
            comment=comment, reader=f"b{number}", reason="other", note=f"{number}"
        )
        ModerationNote.objects.create(comment=comment, author=moderator, text=f"{number}")
        decide([comment.pk], ["approved", "pending"][number % 2], by=moderator)
    Report.objects.update(upheld=None)
    [card] = cards(moderator)

    assert card.reports.said == ["7", "6", "5"] and card.reports.reasons[0][1] == 8
    assert [note.text for note in card.notes] == ["3", "4", "5", "6", "7"]
    assert len(card.events) == 5


@pytest.mark.parametrize("count", [1, 20])
def test_cards_of_every_kind_are_loaded_in_constant_queries(
    moderator, count, django_assert_num_queries
):
    for number in range(count):
        of_every_kind(number, moderator)
    moderator.has_perm("articles.publish_article")

    # The comments; by sender, writers, waiting, reports and what is said, notes, events.
    with django_assert_num_queries(8):
        assert len(cards(moderator)) == count
