"""Which rule holds for an article, and what it does to what is written there."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from comments.models import Comment, CommentCounter
from comments.policies import Closed, explained, policy_now, policy_of, policy_of_section
from comments.posting import post
from tests.comments.factories import CommentFactory
from tests.comments.rules import make_writer, set_policy
from tests.factories import ArticleFactory, SectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    parent = SectionFactory(name="Kinh tế")
    return ArticleFactory(public=True, section=SectionFactory(name="Giá cả", parent=parent))


def send(article, **fields):
    kwargs = {name: fields.pop(name) for name in ("clock", "trapped") if name in fields}
    comment = Comment(article=article, **{"name": "Hoa", "body": "Bài hay.", **fields})
    return Comment.objects.get(pk=post(comment, **kwargs).pk)


@pytest.mark.parametrize(
    ("levels", "mode"),
    [
        ({}, "held"),
        ({"paper": "open"}, "open"),
        ({"paper": "open", "parent": "trusted"}, "trusted"),
        ({"paper": "open", "parent": "trusted", "section": "closed"}, "closed"),
        ({"paper": "closed", "section": "held", "article": "open"}, "open"),
    ],
)
def test_the_nearest_rule_holds(article, levels, mode):
    section = article.section
    rows = {"article": article, "section": section, "parent": section.parent}
    rows["paper"] = section.publication
    for name, given in levels.items():
        rows[name].comments_mode = given
        rows[name].save()

    assert policy_now(article.pk).mode == mode
    assert policy_of(article, section.publication).mode == mode


def test_each_part_of_a_rule_is_taken_from_where_it_stands(article):
    article.section.parent.comments_mode = "trusted"
    article.section.publication.comments_days = 7
    article.comments_notice = "Hẹn bạn đọc tuần sau."

    policy = policy_of(article, article.section.publication)

    assert (policy.mode, policy.days) == ("trusted", 7)
    assert policy.closes_at == article.published_at + timedelta(days=7)
    assert policy.reason == "Hẹn bạn đọc tuần sau."
    said = list(explained(policy))
    assert "Kinh tế" in said[0]
    assert policy_of_section(article.section, article.section.publication).mode == "trusted"


def test_never_below_days_above(article):
    article.section.publication.comments_days = 7
    article.comments_days = 0

    policy = policy_of(article, article.section.publication)

    assert policy.closes_at is None
    assert not policy.is_closed(timezone.now() + timedelta(days=5000))


@pytest.mark.parametrize("by_time", [True, False])
def test_what_is_closed_meanwhile_takes_nothing(article, by_time):
    if by_time:
        old = timezone.now() - timedelta(days=8)
        set_policy(article, comments_days=7, published_at=old)
    else:
        set_policy(article, "closed", comments_notice="Đã đủ ý kiến.")

    with pytest.raises(Closed) as refused:
        send(article)  # as it was loaded, it is open

    assert by_time or str(refused.value) == "Đã đủ ý kiến."
    assert not Comment.objects.exists()
    assert not CommentCounter.objects.exists()


def test_what_came_before_the_closing_is_known_when_it_comes_again(article):
    key = uuid.uuid4()
    first = send(article, client_uuid=key)
    set_policy(article, "closed")

    assert send(article, client_uuid=key) == first


def test_the_newsroom_answers_where_comments_are_closed(article):
    set_policy(article, "closed")

    comment = send(article, by_newsroom=True, body="Xem http://tra-loi.example nhé")

    assert (comment.status, comment.on_desk, comment.reasons) == ("approved", False, [])


@pytest.mark.parametrize(
    ("mode", "standing", "status", "on_desk"),
    [
        ("held", "trusted", "pending", True),
        ("trusted", None, "pending", True),
        ("trusted", "new", "pending", True),
        ("trusted", "regular", "pending", True),
        ("trusted", "trusted", "approved", False),
        ("open", None, "pending", True),
        ("open", "new", "pending", True),
        ("open", "regular", "approved", True),
        ("open", "trusted", "approved", True),
    ],
)
def test_what_becomes_of_a_comment(article, mode, standing, status, on_desk):
    set_policy(article, mode)
    user = make_writer(standing).user if standing else None

    comment = send(article, user=user)

    assert (comment.status, comment.on_desk) == (status, on_desk)
    counter = CommentCounter.objects.get(article=article)
    shown = status == "approved"
    assert (counter.approved, counter.pending) == (int(shown), int(not shown))
    assert comment.events.count() == int(shown)


@pytest.mark.parametrize("mode", ["trusted", "open"])
def test_what_a_rule_has_something_against_waits_in_any_mode(article, mode):
    set_policy(article, mode)
    user = make_writer("trusted").user

    assert send(article, user=user, body="Vào muanhanh.com ngay").status == "pending"
    assert send(article, user=user, clock="forged").status == "pending"


def test_a_typed_address_of_a_trusted_writer_earns_nothing(article):
    set_policy(article, "trusted")
    writer = make_writer("trusted")

    comment = send(article, email=writer.user.email or "hoa@example.com", name=writer.name)

    assert comment.status == "pending"
    assert [reason["step"] for reason in comment.reasons] == ["new"]


def test_being_new_is_no_urgency(article):
    set_policy(article, "trusted")

    assert (send(article).urgency, send(article, clock="old").urgency) == (1, 11)


def test_an_answer_shown_at_once_is_counted_under_its_root(article):
    set_policy(article, "trusted")
    root = CommentFactory(article=article, status="approved")

    send(article, user=make_writer("trusted").user, parent=root, root=root)

    root.refresh_from_db()
    assert root.reply_count == 1
