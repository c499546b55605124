import pytest

from comments.models import Comment, CommentCounter, ModerationEvent
from comments.moderation.decisions import Decided, NotAllowed, decide, may_moderate
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return UserFactory(roles=["moderator"])


def counter(article):
    row = CommentCounter.objects.get(article=article)
    return row.approved, row.pending


def test_decide_approves_records_and_counts(moderator):
    comment = CommentFactory()

    assert decide([comment.pk], "approved", by=moderator, reason=" ok\x00 ") == Decided(1, 0)

    comment.refresh_from_db()
    assert (comment.status, comment.version) == ("approved", 2)
    assert comment.published_at is not None
    event = comment.events.get()
    assert (event.moderator, event.from_status, event.to_status, event.reason) == (
        moderator,
        "pending",
        "approved",
        "ok",
    )
    assert counter(comment.article) == (1, 0)


def test_decide_again_leaves_it_alone(moderator):
    comment = CommentFactory()
    decide([comment.pk], "approved", by=moderator)
    approved_at = Comment.objects.get(pk=comment.pk).published_at

    assert decide([comment.pk], "approved", by=moderator) == Decided(0, 1)

    comment.refresh_from_db()
    assert (comment.version, comment.published_at) == (2, approved_at)
    assert comment.events.count() == 1
    assert counter(comment.article) == (1, 0)


def test_decide_takes_an_approval_back(moderator):
    comment = CommentFactory(status="approved")

    decide([comment.pk], "spam", by=moderator)

    comment.refresh_from_db()
    assert (comment.status, comment.published_at) == ("spam", None)
    assert counter(comment.article) == (0, 0)


def test_decide_leaves_what_its_writer_withdrew(moderator):
    comment = CommentFactory(status="withdrawn")

    assert decide([comment.pk], "approved", by=moderator) == Decided(0, 1)
    assert Comment.objects.get(pk=comment.pk).status == "withdrawn"


def test_decide_passes_over_what_is_gone_and_what_comes_twice(moderator):
    comment = CommentFactory()

    assert decide([comment.pk, comment.pk, 10**9], "rejected", by=moderator) == Decided(1, 1)
    assert comment.events.count() == 1


def test_decide_refuses_an_unknown_status(moderator):
    with pytest.raises(ValueError, match="hidden"):
        decide([CommentFactory().pk], "hidden", by=moderator)


@pytest.mark.parametrize(
    ("decisions", "shown", "replies"),
    [
        ([("root", "approved")], 1, 0),
        ([("reply", "approved")], 0, 1),
        ([("reply", "approved"), ("root", "approved")], 2, 1),
        ([("root", "approved"), ("reply", "approved"), ("root", "rejected")], 0, 1),
        ([("root", "approved"), ("reply", "approved"), ("reply", "spam")], 1, 0),
    ],
)
def test_decide_counts_a_reply_where_its_root_is_shown(moderator, decisions, shown, replies):
    root = CommentFactory()
    reply = CommentFactory(parent=root)
    rows = {"root": root, "reply": reply}

    for name, status in decisions:
        decide([rows[name].pk], status, by=moderator)

    root.refresh_from_db()
    assert (counter(root.article)[0], root.reply_count) == (shown, replies)
    assert Comment.objects.public().count() == shown


def test_decide_counts_root_and_replies_of_one_batch(moderator):
    root = CommentFactory()
    first = CommentFactory(parent=root)
    second = CommentFactory(parent=first)
    other = CommentFactory()

    decide([second.pk, other.pk, root.pk, first.pk], "approved", by=moderator)

    root.refresh_from_db()
    assert root.reply_count == 2
    assert counter(root.article) == (3, 0)
    assert counter(other.article) == (1, 0)


@pytest.mark.parametrize("count", [1, 5])
def test_decide_runs_constant_queries(moderator, count, django_assert_max_num_queries):
    moderator.has_perm("comments.moderate_comment")
    ids = [comment.pk for comment in CommentFactory.create_batch(count)]

    with django_assert_max_num_queries(14):
        decide(ids, "approved", by=moderator)


def test_decide_is_all_or_none(moderator):
    inside, outside = CommentFactory(), CommentFactory()
    moderator.sections.add(inside.article.section)

    with pytest.raises(NotAllowed):
        decide([inside.pk, outside.pk], "approved", by=moderator)

    assert not Comment.objects.filter(status="approved").exists()
    assert not ModerationEvent.objects.exists()


def test_sections_hold_for_their_subsections(moderator):
    section = SectionFactory()
    article = ArticleFactory(public=True, section=SectionFactory(parent=section))
    comment, elsewhere = CommentFactory(article=article), CommentFactory()
    moderator.sections.add(section)

    assert may_moderate(moderator, comment)
    assert not may_moderate(moderator, elsewhere)
    assert list(Comment.objects.in_sections_of(moderator)) == [comment]


@pytest.mark.parametrize(
    ("values", "allowed"),
    [
        ({"roles": ["moderator"]}, True),
        ({"roles": ["secretary"]}, True),
        ({"is_superuser": True}, True),
        ({"roles": ["reporter"]}, False),
        ({"roles": ["editor"]}, False),
        ({"roles": ["moderator"], "is_staff": False}, False),
        ({"roles": ["moderator"], "is_active": False}, False),
    ],
)
def test_may_moderate_asks_for_the_right(values, allowed):
    user = UserFactory(**values)
    comment = CommentFactory()

    assert may_moderate(user) is allowed
    if not allowed:
        with pytest.raises(NotAllowed):
            decide([comment.pk], "approved", by=user)
