"""What moderators have before them, and taking decisions back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments.models import Comment, CommentCounter, ModerationEvent
from comments.moderation import desk
from comments.moderation.decisions import NotAllowed, decide
from comments.moderation.desk import Wanted, take
from comments.moderation.undoing import undo
from comments.recounting import recount
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return UserFactory(roles=["moderator"], last_name="Lê", first_name="Hoa")


@pytest.fixture
def other():
    return UserFactory(roles=["moderator"], last_name="Trần", first_name="Bình")


def waits(minutes=0, **fields):
    comment = CommentFactory(**fields)
    Comment.objects.filter(pk=comment.pk).update(
        created_at=timezone.now() - timedelta(minutes=minutes)
    )
    return comment


def test_held_ones_come_first_then_who_waits_longest(moderator):
    late, early = waits(5, body="Bài hay, cảm ơn."), waits(50, body="Chợ mở mấy giờ?")
    held = waits(1, body="Xem ngay tại http://a.vn nhé")
    CommentFactory(status="approved")

    assert take(moderator, Wanted()) == [held, early, late]


def test_nobody_is_shown_what_another_reads(moderator, other):
    first = CommentFactory()
    assert take(moderator, Wanted()) == [first]
    second = CommentFactory()

    assert take(other, Wanted()) == [second]
    assert take(moderator, Wanted()) == [first]
    [hold] = desk.others(other)
    assert (hold.moderator, hold.number) == (moderator, 1)


def test_what_somebody_left_or_let_run_out_is_free_again(moderator, other):
    first, second = CommentFactory.create_batch(2)
    take(moderator, Wanted())

    desk.leave(moderator)
    assert set(take(other, Wanted())) == {first, second}
    Comment.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert set(take(moderator, Wanted())) == {first, second}


def test_what_is_on_the_screen_stays_while_it_waits(moderator):
    shown = CommentFactory.create_batch(desk.SIZE)
    decided = shown[0]
    take(moderator, Wanted())
    new = waits(0, body="Xem ngay tại http://a.vn nhé")
    decide([decided.pk], "approved", by=moderator)

    now = take(moderator, Wanted(), keeping={one.pk for one in shown})

    assert set(now) == {*shown[1:], new}


def test_the_desk_is_narrowed_down(moderator):
    section = SectionFactory()
    below = SectionFactory(parent=section)
    article = ArticleFactory(public=True, section=below)
    mine = CommentFactory(article=article, body="Xem ngay tại http://a.vn nhé")
    plain = CommentFactory(article=ArticleFactory(public=True, section=section))
    CommentFactory()

    assert set(take(moderator, Wanted(section=section.pk))) == {mine, plain}
    assert take(moderator, Wanted(section=below.pk)) == [mine]
    assert take(moderator, Wanted(article=article.pk)) == [mine]
    assert take(moderator, Wanted(step="links")) == [mine]
    assert take(moderator, Wanted(step="words")) == []


def test_sections_of_others_are_not_shown():
    mine, theirs = SectionFactory(), SectionFactory()
    limited = UserFactory(roles=["moderator"])
    limited.sections.add(mine)
    CommentFactory(article=ArticleFactory(public=True, section=theirs))
    own = CommentFactory(article=ArticleFactory(public=True, section=mine))

    assert take(limited, Wanted()) == [own]
    assert desk.waiting_number(limited) == 1
    assert [section for section, _number in desk.sections_waiting(limited)] == [mine]
    assert take(UserFactory(roles=["reporter"]), Wanted()) == []


def test_sections_say_how_many_are_on_the_desk_while_these_can_be_counted(moderator, monkeypatch):
    first, second, empty = SectionFactory.create_batch(3)
    below = ArticleFactory(public=True, section=SectionFactory(parent=second))
    CommentFactory(article=ArticleFactory(public=True, section=first))
    CommentFactory.create_batch(2, article=below)
    assert desk.sections_waiting(moderator) == [(second, 2), (first, 1)]

    monkeypatch.setattr(desk, "MOST_COUNTED", 2)

    assert {*desk.sections_waiting(moderator)} == {(first, None), (second, None), (empty, None)}


def test_the_section_that_the_desk_is_narrowed_down_to_is_offered_without_comments(moderator):
    section, empty = SectionFactory.create_batch(2)
    CommentFactory(article=ArticleFactory(public=True, section=section))

    found = desk.sections_waiting(moderator, Wanted(section=empty.pk))

    assert found == [(section, 1), (empty, None)]


def test_a_senders_record_counts_what_came_of_theirs(moderator):
    article = ArticleFactory(public=True)
    comments = CommentFactory.create_batch(4, article=article)
    Comment.objects.update(sender="a" * 32)
    decide([comments[0].pk], "approved", by=moderator)
    decide([comments[1].pk], "spam", by=moderator)
    waiting = list(Comment.objects.pending())

    assert desk.records(waiting) == {"a" * 32: desk.Record(approved=1, refused=1, waiting=2)}


@pytest.mark.parametrize("count", [1, 3])
def test_a_look_at_the_desk_runs_constant_queries(moderator, count, django_assert_num_queries):
    CommentFactory.create_batch(count)
    take(moderator, Wanted())  # permissions are known from now on

    # Limits, the transaction (two), what is free, whose it is; then the cards.
    with django_assert_num_queries(6):
        assert len(take(moderator, Wanted())) == count


def test_a_decision_on_what_has_changed_is_refused(moderator, other):
    comment = CommentFactory()
    assert decide([comment.pk], "approved", by=other, versions={comment.pk: 1}).changed == 1

    done = decide([comment.pk], "rejected", by=moderator, versions={comment.pk: 1})

    assert (done.changed, done.stale) == (0, (comment.pk,))
    assert Comment.objects.get().status == "approved"
    assert comment.events.count() == 1


def test_what_was_decided_in_one_go_is_taken_back_as_it_was(moderator):
    article = ArticleFactory(public=True)
    pending = CommentFactory(article=article)
    approved = CommentFactory(article=article, status="approved")
    done = decide([pending.pk, approved.pk], "spam", by=moderator, reason="Quảng cáo")

    undone = undo(done.batch, by=moderator)

    assert undone.changed == tuple(sorted([pending.pk, approved.pk]))
    states = dict(Comment.objects.values_list("pk", "status"))
    assert states == {pending.pk: "pending", approved.pk: "approved"}
    counter = CommentCounter.objects.get(article=article)
    assert (counter.approved, counter.pending) == (1, 1)
    assert recount(repair=False) == []
    last = ModerationEvent.objects.filter(comment=pending).last()
    assert (last.from_status, last.to_status, last.reason) == ("spam", "pending", "Đã hoàn tác.")


def test_what_somebody_decided_on_since_is_left_alone(moderator, other):
    first, second = CommentFactory.create_batch(2)
    done = decide([first.pk, second.pk], "rejected", by=moderator)
    decide([second.pk], "approved", by=other)

    undone = undo(done.batch, by=moderator)

    assert (undone.changed, undone.stale) == ((first.pk,), (second.pk,))
    assert Comment.objects.get(pk=second.pk).status == "approved"


def test_nobody_takes_back_what_another_decided(moderator, other):
    comment = CommentFactory()
    done = decide([comment.pk], "rejected", by=other)

    assert undo(done.batch, by=moderator).changed == ()
    assert Comment.objects.get().status == "rejected"


def test_who_may_not_moderate_any_more_takes_nothing_back(moderator):
    comment = CommentFactory()
    done = decide([comment.pk], "rejected", by=moderator)
    moderator.groups.clear()
    moderator = type(moderator).objects.get(pk=moderator.pk)

    with pytest.raises(NotAllowed):
        undo(done.batch, by=moderator)
