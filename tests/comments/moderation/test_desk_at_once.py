"""Two moderators at one desk. Only a database that locks rows can show it."""

import pytest
from django.apps import apps
from django.db import connection

from comments.models import Comment, ModerationEvent
from comments.moderation.decisions import decide
from comments.moderation.desk import Wanted, take
from comments.recounting import recount
from newsroom.roles import create_groups
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, UserFactory
from tests.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True)]
RACES = 1000


@pytest.fixture(autouse=True)
def _postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL)")


@pytest.fixture
def two():
    create_groups(apps)  # tests with transactions empty the tables
    return UserFactory.create_batch(2, roles=["moderator"])


def test_two_who_open_the_desk_at_once_read_different_comments(two):
    CommentFactory.create_batch(25, article=ArticleFactory(public=True))

    shown = at_once(*[lambda user=user: take(user, Wanted()) for user in two])

    ids = [comment.pk for comments in shown for comment in comments]
    assert len(ids) == len(set(ids)) == 25


def test_a_thousand_races_of_two_moderators_end_in_one_event_each(two):
    article = ArticleFactory(public=True)
    ids = [
        row.pk
        for row in Comment.objects.bulk_create(
            Comment(article=article, name="Hoa", body=f"Câu {number}") for number in range(RACES)
        )
    ]
    recount([article.pk])

    def sweep(user, status):
        return sum(decide([pk], status, by=user, versions={pk: 1}).changed for pk in ids)

    changed = at_once(
        lambda: sweep(two[0], "approved"),
        lambda: sweep(two[1], "rejected"),
    )

    assert sum(changed) == RACES
    assert ModerationEvent.objects.count() == RACES
    assert recount(repair=False) == []
