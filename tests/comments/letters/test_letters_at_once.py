"""Two at once. Only a database that locks rows can show it."""

import pytest
from django.core import mail
from django.db import connection

from comments import asking, correspondents, letters
from comments.models import Asked, Comment, Correspondent, Erasure, Letter, Like
from comments.moderation.decisions import decide
from comments.privacy import erasure
from comments.recounting import recount
from tests.comments.factories import CommentFactory
from tests.comments.letters.people import make_guest, make_reader, moderator
from tests.comments.letters.test_letters import by_guest, by_reader
from tests.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL)")


@pytest.mark.usefixtures("mailoutbox")
def test_two_approvals_at_once_are_one_letter():
    make_guest()
    by = moderator()
    root = by_reader(make_reader(), status="approved")
    for _ in range(10):
        comment, reply = by_guest(), CommentFactory(parent=root)
        ids = [comment.pk, reply.pk]
        mail.outbox.clear()

        at_once(*[lambda ids=ids: decide(ids, "approved", by=by)] * 2)

        assert sorted(one.to[0] for one in mail.outbox) == ["an@example.com", "ba@example.com"]


@pytest.mark.usefixtures("mailoutbox")
def test_tasks_that_run_twice_send_once():
    make_guest()
    comments = [by_guest() for _number in range(5)]
    decide([one.pk for one in comments], "approved", by=None)
    ids = [one.pk for one in comments]

    sent = at_once(*[lambda ids=ids: letters.tell(ids, decided=True)] * 4)

    assert sum(sent) == len(mail.outbox) == 5
    assert Letter.objects.count() == 5


@pytest.mark.usefixtures("mailoutbox")
def test_a_comment_that_is_sent_many_times_asks_once():
    comment = by_guest()

    asked = at_once(*[lambda: correspondents.invite(comment, address="198.51.100.7")] * 6)

    assert sum(asked) == len(mail.outbox) == 1
    assert Correspondent.objects.count() == Asked.objects.count() == 1


def test_two_that_make_one_address_have_one():
    made = at_once(*[lambda: correspondents.make("Ba@example.com").pk] * 6)

    assert len(set(made)) == 1


def test_a_mail_asked_for_at_once_is_allowed_once():
    purpose = Asked.Purpose.DATA
    calls = [lambda: asking.allow(purpose, "ba@example.com", address="198.51.100.7")] * 6

    assert sorted(at_once(*calls)) == [False] * 5 + [True]


def test_an_erasure_that_runs_twice_beside_decisions_leaves_the_numbers_right():
    root = CommentFactory(status="approved")
    for number in range(30):
        comment = CommentFactory(
            email="ba@example.com", parent=root if number % 2 else None, status="approved"
        )
        Like.objects.create(comment=comment, reader="b1")
        Comment.objects.filter(pk=comment.pk).update(like_count=1)
    recount()
    wish = Erasure.objects.create(email="ba@example.com", readers=["b1"], texts=True)
    by = moderator()

    def judge():
        for status in ["rejected", "approved"] * 5:
            decide([root.pk], status, by=by)

    assert at_once(lambda: erasure.run(wish.pk), lambda: erasure.run(wish.pk), judge)[:2] == [
        True,
        True,
    ]

    assert not Comment.objects.filter(email="ba@example.com").exists()
    assert not Comment.objects.exclude(pk=root.pk).exclude(body="").exists()
    assert not Like.objects.exists()
    assert recount(repair=False) == []
