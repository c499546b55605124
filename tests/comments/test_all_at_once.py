"""All that can happen to one thread, at once: nobody waits forever, all numbers are right."""

import itertools
from contextlib import suppress

import pytest
from django.apps import apps
from django.db import connection

from comments import own
from comments.likes import OwnComment, like
from comments.models import Comment, Writer
from comments.moderation import acts, trust, undoing
from comments.moderation.decisions import decide
from comments.moderation.replying import reply
from comments.privacy import erasure
from comments.privacy.person import of_email
from comments.recounting import recount
from comments.reports import report
from newsroom.roles import create_groups
from tests.comments.factories import CommentFactory
from tests.factories import UserFactory
from tests.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True)]
ROUNDS = 6


@pytest.fixture(autouse=True)
def _postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL)")


def now(pk):
    return Comment.objects.get(pk=pk)


def test_readers_and_moderators_on_one_thread():
    create_groups(apps)
    chief, other = UserFactory.create_batch(2, is_superuser=True)
    reader = UserFactory(is_staff=False)
    Writer.objects.create(user=reader, name="Hoa")
    roots = CommentFactory.create_batch(2, user=reader, status="approved")
    replies = [
        CommentFactory(parent=root, user=user, email=email, reader="b1").pk
        for root, (user, email) in itertools.product(
            roots, [(reader, ""), (None, "ba@example.com"), (None, "tu@example.com")]
        )
    ]
    ids = [root.pk for root in roots] + replies

    def decisions(user, pks):
        for _ in range(ROUNDS):
            done = decide(pks, "approved", by=user)
            decide(pks[::2], "rejected", by=user)
            undoing.undo(done.batch, by=user)

    def marks():
        for pk in ids * 2:
            acts.pick(pk, by=chief, version=now(pk).version)
            reply(pk, by=chief, version=now(pk).version, body="Tòa soạn đã hỏi.")

    def readers():
        for number, pk in enumerate(ids * 3):
            report(pk, [f"b{number}x"], reason="other")
            with suppress(OwnComment):
                like(pk, [f"b{number % 4}"], wanted=number % 3 > 0)

    def writers():
        for pk in replies[:2] * 3:
            with suppress(own.TooLate, own.Changed):
                own.edit(now(pk), f"Sửa lần nữa {pk}", version=now(pk).version)
        own.withdraw(replies[0])
        own.withdraw(roots[0].pk)

    def forgotten():
        erasure.order(of_email("tu@example.com"), texts=True)
        erasure.resume()

    at_once(
        lambda: decisions(chief, ids),
        lambda: decisions(other, ids[::-1]),
        marks,
        readers,
        writers,
        forgotten,
        lambda: [recount() for _ in range(ROUNDS)],
    )

    assert recount(repair=False) == []
    assert trust.recount(repair=False) == []
