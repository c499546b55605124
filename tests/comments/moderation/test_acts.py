"""What moderators do beside deciding: picks, an editor's eye, notes, the newsroom's reply."""

import uuid

import pytest

from comments.models import Comment, ModerationNote
from comments.moderation import acts
from comments.moderation.decisions import NotAllowed, decide
from comments.moderation.desk import Wanted, take
from comments.moderation.replying import ReplyForm, reply
from comments.moderation.undoing import undo
from comments.recounting import recount
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return UserFactory(roles=["moderator"])


@pytest.fixture
def secretary():
    return UserFactory(roles=["secretary"])


def happened(comment):
    return [event.action for event in comment.events.all()]


def test_a_shown_comment_is_picked_and_no_longer(moderator):
    comment = CommentFactory(status="approved")

    acts.pick(comment.pk, by=moderator, version=2)
    picked = Comment.objects.get()
    assert picked.featured_at is not None and picked.version == 3
    acts.unpick(comment.pk, by=moderator, version=3)

    assert Comment.objects.get().featured_at is None
    assert happened(comment) == ["decide", "pick", "unpick"]


def test_picking_what_waits_approves_it_and_one_press_takes_both_back(moderator):
    comment = CommentFactory()

    done = acts.pick(comment.pk, by=moderator, version=1)
    after = Comment.objects.get()
    assert (after.status, after.on_desk, after.featured_at is None) == ("approved", False, False)

    undo(done.batch, by=moderator)
    after = Comment.objects.get()
    assert (after.status, after.on_desk, after.featured_at) == ("pending", True, None)
    assert recount(repair=False) == []


@pytest.mark.parametrize("act", [acts.pick, acts.unpick])
def test_an_act_on_an_old_version_is_refused(moderator, act):
    comment = CommentFactory(status="approved")

    assert act(comment.pk, by=moderator, version=1).stale == (comment.pk,)
    assert happened(comment) == ["decide"]


def test_picking_twice_or_a_withdrawn_one_changes_nothing(moderator):
    comment, gone = CommentFactory(), CommentFactory(status="withdrawn")
    acts.pick(comment.pk, by=moderator, version=1)

    assert acts.pick(comment.pk, by=moderator, version=3).changed == 0
    assert acts.pick(gone.pk, by=moderator, version=2).changed == 0
    assert acts.unpick(10**9, by=moderator, version=1).changed == 0


def test_what_is_put_before_an_editor_is_decided_on_by_one(moderator, secretary):
    comment, other = CommentFactory(), CommentFactory(body="Xem http://a.vn nhé.")

    acts.escalate(comment.pk, by=moderator, version=1, why="Nêu tên người thật")

    assert take(secretary, Wanted()) == [comment, other]
    assert ModerationNote.objects.get().text == "Nêu tên người thật"
    for status in ("approved", "rejected"):
        assert decide([comment.pk], status, by=moderator).escalated == (comment.pk,)
    assert acts.pick(comment.pk, by=moderator, version=2).escalated == (comment.pk,)
    assert decide([comment.pk], "approved", by=secretary).changed == 1
    assert Comment.objects.get(pk=comment.pk).escalated_at is None


def test_moderators_see_it_where_they_ask_for_it_alone(moderator):
    comment, other = CommentFactory(), CommentFactory()
    acts.escalate(comment.pk, by=moderator, version=1, why="Khó")

    assert take(moderator, Wanted()) == [other]
    assert take(moderator, Wanted(kind="bien-tap")) == [comment]


def test_who_put_it_before_an_editor_can_take_that_back(moderator):
    comment = CommentFactory()
    before = Comment.objects.get().urgency
    done = acts.escalate(comment.pk, by=moderator, version=1, why="Khó")

    undo(done.batch, by=moderator)

    after = Comment.objects.get()
    assert (after.escalated_at, after.urgency, after.on_desk) == (None, before, True)


def test_the_newsroom_answers_at_once_under_the_right_root(moderator):
    root = CommentFactory(status="approved")
    answered = CommentFactory(parent=root, status="approved")

    done = reply(answered.pk, by=moderator, version=2, body="Cảm ơn bạn đọc.")

    made = done.reply
    assert (made.root, made.parent, made.article) == (root, answered, root.article)
    assert (made.status, made.by_newsroom, made.user) == ("approved", True, moderator)
    assert (made.name, made.on_desk) == ("Tòa soạn", False)
    assert made.events.get().moderator == moderator
    assert recount(repair=False) == []


def test_answering_what_waits_approves_it_and_both_are_taken_back(moderator):
    comment = CommentFactory()
    done = reply(comment.pk, by=moderator, version=1, body="Đã sửa.").done
    assert Comment.objects.public().count() == 2

    undo(done.batch, by=moderator)

    statuses = dict(Comment.objects.values_list("by_newsroom", "status"))
    assert statuses == {False: "pending", True: "withdrawn"}
    assert recount(repair=False) == []


def test_an_answer_sent_twice_is_stored_once(moderator):
    comment, key = CommentFactory(status="approved"), uuid.uuid4()

    for _time in range(2):
        reply(comment.pk, by=moderator, version=2, body="Cảm ơn.", key=key)

    assert Comment.objects.filter(by_newsroom=True).count() == 1


def test_what_nobody_sees_is_not_answered(moderator):
    root = CommentFactory()
    answered = CommentFactory(parent=root)

    assert reply(answered.pk, by=moderator, version=1, body="Cảm ơn.").reply is None
    assert Comment.objects.get(pk=answered.pk).status == "pending"
    assert not ReplyForm({"body": " \u200b "}).is_valid()


def test_sections_hold_for_every_act():
    limited = UserFactory(roles=["moderator"])
    limited.sections.add(SectionFactory())
    comment = CommentFactory(article=ArticleFactory(public=True), status="approved")

    for act in (
        lambda: acts.pick(comment.pk, by=limited, version=2),
        lambda: acts.unpick(comment.pk, by=limited, version=2),
        lambda: acts.escalate(comment.pk, by=limited, version=2, why="Khó"),
        lambda: acts.note(comment.pk, by=limited, text="Xem lại"),
        lambda: reply(comment.pk, by=limited, version=2, body="Cảm ơn."),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert happened(comment) == ["decide"]
