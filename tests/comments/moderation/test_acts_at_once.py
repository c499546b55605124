"""Two moderators at one comment, each with another act. Only locks that hold can show it."""

import uuid

import pytest
from django.apps import apps
from django.db import connection

from comments.models import Comment, ModerationEvent
from comments.moderation import acts
from comments.moderation.decisions import decide
from comments.moderation.redacting import redact
from comments.moderation.replying import reply
from comments.moderation.undoing import undo
from comments.recounting import recount
from newsroom.roles import create_groups
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, UserFactory
from tests.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True)]
RACES = 50


@pytest.fixture(autouse=True)
def _postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL)")


@pytest.fixture
def two():
    create_groups(apps)  # tests with transactions empty the tables
    return UserFactory.create_batch(2, roles=["moderator"])


def comments():
    article = ArticleFactory(public=True)
    return CommentFactory.create_batch(RACES, article=article)


def test_one_picks_while_another_rejects(two):
    ids = [one.pk for one in comments()]

    at_once(
        lambda: [acts.pick(pk, by=two[0], version=1) for pk in ids],
        lambda: [decide([pk], "rejected", by=two[1], versions={pk: 1}) for pk in ids],
    )

    for comment in Comment.objects.prefetch_related("events"):
        actions = [event.action for event in comment.events.all()]
        if comment.status == "approved":
            assert comment.featured_at and actions == ["decide", "pick"]
        else:
            assert (comment.status, actions) == ("rejected", ["decide"])
    assert recount(repair=False) == []


def test_one_changes_the_text_while_another_approves(two):
    ids = [one.pk for one in comments()]

    at_once(
        lambda: [redact(pk, by=two[0], version=1, name="Hoa", body="Đã sửa.") for pk in ids],
        lambda: [decide([pk], "approved", by=two[1], versions={pk: 1}) for pk in ids],
    )

    assert ModerationEvent.objects.count() == RACES
    for comment in Comment.objects.all():
        assert (comment.status == "approved") != (comment.body == "Đã sửa.")


def test_one_takes_back_while_another_decides_again(two):
    batches = {}
    for one in comments():
        batches[one.pk] = decide([one.pk], "approved", by=two[0]).batch

    at_once(
        lambda: [undo(batch, by=two[0]) for batch in batches.values()],
        lambda: [decide([pk], "spam", by=two[1], versions={pk: 2}) for pk in batches],
    )

    assert ModerationEvent.objects.count() == 2 * RACES
    assert recount(repair=False) == []


def test_one_reply_sent_many_times_at_once_is_shown_once(two):
    comment, key = CommentFactory(), uuid.uuid4()

    made = at_once(
        *[lambda: reply(comment.pk, by=two[0], version=1, body="Cảm ơn.", key=key).reply] * 6
    )

    assert len({one.pk for one in made if one is not None}) == 1
    assert Comment.objects.filter(by_newsroom=True).count() == 1
    assert ModerationEvent.objects.count() == 2
    assert recount(repair=False) == []


def test_replies_under_one_root_while_it_is_decided_on_wait_for_nobody_forever(two):
    root = CommentFactory(status="approved")
    answers = [one.pk for one in CommentFactory.create_batch(10, parent=root)]

    def judge():
        for status in ["rejected", "approved"] * 5:
            decide([root.pk], status, by=two[1])

    at_once(
        lambda: [reply(pk, by=two[0], version=1, body="Cảm ơn.") for pk in answers],
        judge,
    )

    assert recount(repair=False) == []
