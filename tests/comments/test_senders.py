import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.networks import network_of
from comments import senders
from comments.models import Comment, CommentRules
from comments.posting import post
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory
from tests.plans import plans_of

MONDAY = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("2001:db8:0:1:2:3:4:5", "2001:db8:0:1::/64"),
        ("", ""),
        ("không", ""),
    ],
)
def test_an_address_stands_for_its_network(address, network):
    assert network_of(address) == network


def test_a_sender_is_the_same_within_a_week_and_tells_no_address():
    before, after = MONDAY - timedelta(seconds=1), MONDAY + timedelta(days=6)

    one = senders.sender_of("198.51.100.7", MONDAY)

    assert senders.sender_of("198.51.100.7", after) == one
    assert senders.sender_of("198.51.100.7", before) != one
    assert senders.sender_of("198.51.100.8", MONDAY) != one
    assert re.fullmatch("[0-9a-f]{32}", one)


def test_who_writes_over_the_weeks_end_is_still_known(time_machine):
    time_machine.move_to(MONDAY + timedelta(minutes=10), tick=False)

    known = senders.senders_since("198.51.100.7", timezone.now() - timedelta(hours=1))

    assert senders.sender_of("198.51.100.7", MONDAY - timedelta(minutes=5)) in known


@pytest.mark.django_db
def test_what_is_old_is_forgotten_and_the_comment_stays():
    article = CommentFactory().article
    old, new = (
        post(CommentFactory.build(article=article, parent=None), address="198.51.100.7")
        for _number in range(2)
    )
    Comment.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=31))

    assert senders.forget() == 1
    assert senders.forget() == 0

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.sender, bool(new.sender)) == ("", True)


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "forgotten"), [(3, 1), (90, 0)])
def test_the_paper_says_how_long_they_are_kept(days, forgotten):
    CommentRules.objects.create(pk=1, keep_senders_days=days)
    old = post(CommentFactory.build(article=ArticleFactory(), parent=None), address="198.51.100.7")
    Comment.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=4))

    assert senders.forget() == forgotten


@pytest.mark.django_db
def test_a_readers_comment_keeps_the_hash_and_nowhere_the_address(client):
    article = ArticleFactory(public=True)
    url = reverse("comments:page", args=[article.pk])
    form = client.get(url).context["form"]
    data = {"name": "Lan", "body": "Bài hay.", "opened": form["opened"].value()}

    client.post(url, data, REMOTE_ADDR="198.51.100.7")

    comment = Comment.objects.get()
    assert comment.sender == senders.sender_of("198.51.100.7")
    values = Comment.objects.values().get()
    assert not any("198.51.100" in str(value) for value in values.values())
    assert [reason["step"] for reason in comment.reasons] == ["quick"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("opened", "problem"),
    [
        ("", "missing"),
        *((text, "forged") for text in ("x", "::", ":1:2", "9" * 5000, ":zzzzzz:forged")),
    ],
)
def test_a_forged_time_is_told_and_loses_nothing(client, opened, problem):
    article = ArticleFactory(public=True)

    data = {"name": "Lan", "body": "Bài hay.", "opened": opened}
    client.post(reverse("comments:page", args=[article.pk]), data)

    assert Comment.objects.get().reasons == [{"step": "clock", "problem": problem}]


@pytest.mark.django_db
def test_forgetting_reads_only_what_is_still_known():
    plan = plans_of(senders.forget)[-1]

    assert "comment_known_sender" in plan
