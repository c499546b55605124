"""Two at once at writers, bans and proofs. Only a database that locks rows can show it."""

import uuid

import pytest
from django.db import connection

from comments.models import Ban, Comment, CommentRules, Writer
from comments.moderation import bans, proofs, trust
from comments.moderation.decisions import decide
from comments.policies import Refused
from comments.posting import post
from newsroom.roles import create_groups
from tests.comments.factories import CommentFactory
from tests.comments.moderation.test_proofs import problems, solved
from tests.comments.rules import make_writer, set_policy
from tests.factories import ArticleFactory, UserFactory
from tests.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL)")


@pytest.fixture
def moderator():
    from django.apps import apps

    create_groups(apps)
    return UserFactory(roles=["moderator"])


def test_decisions_on_one_writer_at_once_all_count():
    for _round in range(5):
        writer = make_writer()
        article = ArticleFactory(public=True)
        ids = [CommentFactory(article=article, user=writer.user).pk for _number in range(8)]

        at_once(
            *[lambda pk=pk: decide([pk], "approved", by=None) for pk in ids[:6]],
            *[lambda pk=pk: decide([pk], "rejected", by=None) for pk in ids[6:]],
        )

        writer.refresh_from_db()
        assert (writer.approved, writer.rejected, writer.standing) == (6, 2, "new")
    assert trust.recount(repair=False) == []


def test_bulks_over_the_same_writers_do_not_wait_for_each_other_forever(moderator):
    writers = [make_writer() for _number in range(6)]
    article = ArticleFactory(public=True)
    ids = [CommentFactory(article=article, user=one.user).pk for one in writers for _n in "ab"]

    def fix():
        trust.fix([one.pk for one in reversed(writers)], "trusted", by=moderator)

    at_once(
        lambda: decide(ids[::2], "approved", by=None),
        lambda: decide(list(reversed(ids[1::2])), "rejected", by=None),
        fix,
        trust.judge_again,
    )

    assert set(Writer.objects.values_list("approved", "rejected")) == {(1, 1)}
    assert set(Writer.objects.values_list("standing", flat=True)) == {"trusted"}


def test_a_ban_and_a_post_at_once_end_in_one_order_or_the_other(moderator):
    article = ArticleFactory(public=True)
    for number in range(10):
        user = make_writer().user

        def send(body, user=user):
            return post(Comment(article=article, name="Lan", body=body, user=user)).pk

        def ban(user=user):
            return bans.ban_accounts([user.pk], days=1, reason="x", by=moderator)

        sent, made = at_once(lambda: send("Ý trước"), ban, refusals=Refused)
        assert len(made) == 1
        assert isinstance(sent, Refused) == (not Comment.objects.filter(user=user).exists())
        with pytest.raises(Refused):
            send(f"Ý sau {number}")


def test_one_writer_banned_by_two_at_once_can_be_freed(moderator):
    user = make_writer().user

    at_once(*[lambda: bans.ban_accounts([user.pk], days=1, reason="x", by=moderator)] * 4)
    bans.lift(Ban.objects.values_list("pk", flat=True), reason="y", by=moderator)

    assert bans.ban_for(user.pk, "") is None


def test_a_proof_sent_twenty_times_at_once_counts_once(monkeypatch):
    monkeypatch.setattr(proofs, "MOST_TRIES", 50)
    CommentRules.objects.create(pk=1, altcha="always")
    article, key = ArticleFactory(public=True), uuid.uuid4()
    proof = solved(key)

    def send(number):
        comment = Comment(article=article, name="Lan", body=f"Ý số {number}", client_uuid=key)
        return problems(post(comment, proof=proof))

    told = at_once(*[lambda number=number: send(number) for number in range(20)])

    assert sorted(told) == [[]] + [["used"]] * 19
    assert Comment.objects.count() == 20


def test_a_closing_and_posts_at_once_leave_nothing_half_stored():
    article = ArticleFactory(public=True)

    def send(number):
        return post(Comment(article=article, name="Lan", body=f"Ý {number}")).pk

    results = at_once(
        *[lambda number=number: send(number) for number in range(10)],
        lambda: set_policy(article, "closed"),
        refusals=Refused,
    )

    stored = sum(isinstance(one, int) for one in results)
    assert Comment.objects.count() == stored
    with pytest.raises(Refused):
        send(99)
