"""Who may not comment, for how long, and who may say so."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments.models import Ban, Comment
from comments.moderation import bans
from comments.moderation.bans import Banned
from comments.posting import post
from tests.comments.rules import make_writer
from tests.factories import ArticleFactory, SectionFactory, UserFactory
from tests.plans import plan_of

pytestmark = pytest.mark.django_db

HOME, NEIGHBOUR = "198.51.100.7", "198.51.100.8"


REFUSED = [
    lambda comment, made, nobody: ban(comment, by=nobody),
    lambda comment, made, nobody: bans.lift([made.pk], reason="x", by=nobody),
    lambda comment, made, nobody: bans.ban_accounts([1], days=1, reason="x", by=nobody),
]


@pytest.fixture
def article():
    return ArticleFactory(public=True)


@pytest.fixture
def moderator():
    return UserFactory(roles=["moderator"])


def send(article, address=HOME, **fields):
    comment = Comment(article=article, **{"name": "Lan", "body": "Bài hay.", **fields})
    return post(comment, address=address)


def ban(*comments, by, days=7, reason="Lăng mạ"):
    return bans.ban_writers_of([one.pk for one in comments], days=days, reason=reason, by=by)


def test_a_banned_account_is_told_until_when_and_why(article, moderator):
    user = make_writer().user

    with time_machine.travel("2026-05-05T03:00:00Z", tick=False):
        (made,) = ban(send(article, user=user), by=moderator)
        with pytest.raises(Banned) as refused:
            send(article, NEIGHBOUR, user=user)

    assert (made.user, made.sender, made.made_by, made.reason) == (user, "", moderator, "Lăng mạ")
    assert "12/05/2026 - 10:00" in str(refused.value)
    assert "Lăng mạ" in str(refused.value)
    with time_machine.travel("2026-05-05T03:00:00Z", tick=False):
        assert bans.why_not(user.pk, NEIGHBOUR) == str(refused.value)
        assert bans.why_not(None, HOME) == ""
    # Nobody else, though from the same network.
    assert send(article).pk
    assert Comment.objects.count() == 2


def test_a_banned_network_is_told_no_more_than_that(article, moderator):
    (made,) = ban(send(article), by=moderator, days=None)

    with pytest.raises(Banned) as refused:
        send(article, user=make_writer().user)

    assert "Lăng mạ" not in str(refused.value)
    assert made.until - made.made_at == timedelta(days=90)
    assert send(article, NEIGHBOUR).pk


def test_a_network_is_known_in_later_weeks(article, moderator):
    now = timezone.now()
    comment = send(article, "2001:db8:0:1::5")
    with time_machine.travel(now + timedelta(days=29)):
        ban(comment, by=moderator, days=90)
    with time_machine.travel(now + timedelta(days=118)):
        with pytest.raises(Banned):
            send(article, "2001:db8:0:1:ffff::9")
        assert send(article, "2001:db8:0:2::5").pk
    with time_machine.travel(now + timedelta(days=120)):
        assert send(article, "2001:db8:0:1::5").pk


@pytest.mark.parametrize(("days", "over"), [(1, True), (3, False), (None, False)])
def test_a_ban_ends_with_its_time(article, moderator, days, over):
    user = make_writer().user
    ban(send(article, user=user), by=moderator, days=days)

    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert (bans.ban_for(user.pk, "") is None) is over


def test_a_list_of_comments_bans_each_writer_once(article, moderator):
    one, other = make_writer().user, make_writer().user
    comments = [
        *(send(article, NEIGHBOUR, user=one, body=f"Ý {number}") for number in range(3)),
        send(article, NEIGHBOUR, user=other),
        *(send(article, body=f"Ý khác {number}") for number in range(3)),
        send(article, ""),
    ]

    made = ban(*comments, by=moderator)

    assert [(row.user_id, bool(row.sender)) for row in made] == [
        (one.pk, False),
        (other.pk, False),
        (None, True),
    ]
    assert ban(*comments, by=moderator, days=5) == []
    assert len(ban(*comments, by=moderator, days=30)) == 3


@pytest.mark.parametrize("number", [1, 20])
def test_banning_many_costs_the_same_queries(article, moderator, number):
    comments = [send(article, user=make_writer().user) for _number in range(number)]

    with CaptureQueriesContext(connection) as queries:
        ban(*comments, by=moderator)

    # in and out of it; comments, rights (3), sections (2), who is banned, the bans
    assert len(queries) <= 11


def test_lifting_keeps_who_did_it_and_why(article, moderator):
    user = make_writer().user
    made = ban(send(article, user=user), send(article), by=moderator)

    assert bans.lift([one.pk for one in made], reason="Đã xin lỗi", by=moderator) == 2
    assert bans.lift([one.pk for one in made], reason="Lần nữa", by=moderator) == 0

    assert send(article, user=user, body="Cảm ơn.").pk
    for row in Ban.objects.all():
        assert (row.lifted_by, row.lifted_reason) == (moderator, "Đã xin lỗi")
    # Banned again, there are two rows to read.
    ban(Comment.objects.filter(user=user).first(), by=moderator)
    assert Ban.objects.filter(user=user).count() == 2


@pytest.mark.parametrize("role", ["reporter", "editor"])
@pytest.mark.parametrize("act", REFUSED)
def test_who_may_not_ban_changes_nothing(article, moderator, role, act):
    comment, nobody = send(article), UserFactory(roles=[role])
    (made,) = ban(comment, by=moderator)

    with pytest.raises(bans.NotAllowed):
        act(comment, made, nobody)
    assert Ban.objects.get().lifted_at is None


def test_nobody_is_banned_outside_ones_sections(article, moderator):
    moderator.sections.add(SectionFactory())

    with pytest.raises(bans.NotAllowed):
        ban(send(article), by=moderator)


def test_the_newsroom_cannot_be_banned(article, moderator):
    editor = UserFactory()

    comments = send(article, user=editor), send(article)
    with pytest.raises(bans.NotAllowed):
        ban(*comments, by=moderator)
    with pytest.raises(bans.NotAllowed):
        bans.ban_accounts([editor.pk], days=1, reason="x", by=moderator)
    assert not Ban.objects.exists()


@pytest.mark.parametrize(("days", "reason"), [(7, ""), (7, " \u200b "), (0, "x"), (-1, "x")])
def test_a_ban_needs_a_reason_and_a_time(article, moderator, days, reason):
    with pytest.raises(ValueError, match=r"."):
        ban(send(article), by=moderator, days=days, reason=reason)


def test_a_long_reason_is_cut(article, moderator):
    assert len(ban(send(article), by=moderator, reason="x" * 999)[0].reason) == 300


def test_asking_costs_one_query_by_index(article):
    plan = plan_of(lambda: bans.ban_for(7, HOME))

    assert "ban_sender" in plan
    assert "SCAN comments_ban\n" not in plan


def test_the_networks_of_old_bans_are_forgotten_and_the_rows_stay(article, moderator):
    old, lifted, running = ban(send(article), by=moderator, days=1) + ban(
        send(article, NEIGHBOUR), send(article, "2001:db8::1", body="Ý khác"), by=moderator, days=90
    )
    bans.lift([lifted.pk], reason="Nhầm", by=moderator)

    with time_machine.travel(timezone.now() + timedelta(days=32)):
        assert bans.forget() == 2
        assert bans.forget() == 0

    assert Ban.objects.get(pk=running.pk).sender not in ("", bans.FORGOTTEN)
    assert {Ban.objects.get(pk=row.pk).sender for row in (old, lifted)} == {bans.FORGOTTEN}
