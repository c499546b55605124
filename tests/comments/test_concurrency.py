"""Two at once. Only a database that locks rows can show it."""

import uuid

import pytest
from django.db import connection

from comments.models import Comment, CommentCounter, ModerationEvent
from comments.moderation.decisions import decide
from comments.posting import post
from comments.recounting import recount
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory
from tests.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL)")


def test_two_deciders_make_one_event():
    for _ in range(20):
        comment = CommentFactory()

        results = at_once(*[lambda pk=comment.pk: decide([pk], "approved", by=None)] * 2)

        assert sorted(result.changed for result in results) == [0, 1]
        assert comment.events.count() == 1
    assert recount(repair=False) == []


def test_opposite_decisions_on_one_thread_keep_the_numbers_right():
    root = CommentFactory(status="approved")
    replies = [reply.pk for reply in CommentFactory.create_batch(5, parent=root)]

    for status in ("approved", "rejected", "approved"):
        at_once(
            *[lambda pk=pk, status=status: decide([pk], status, by=None) for pk in replies],
            lambda: decide([root.pk], "rejected", by=None),
            lambda: decide([*reversed(replies), root.pk], "approved", by=None),
        )
        assert recount(repair=False) == []


def test_one_form_sent_many_times_at_once_is_stored_once():
    article, key = ArticleFactory(public=True), uuid.uuid4()

    def send():
        return post(Comment(article=article, name="Hoa", body="Bài hay.", client_uuid=key)).pk

    assert len(set(at_once(*[send] * 8))) == 1
    assert CommentCounter.objects.get(article=article).pending == 1


def test_first_comments_of_an_article_are_all_counted():
    article = ArticleFactory(public=True)

    at_once(
        *[
            lambda n=n: post(Comment(article=article, name="Hoa", body=f"Ý kiến {n}"))
            for n in range(8)
        ]
    )

    assert CommentCounter.objects.get(article=article).pending == 8
    assert not ModerationEvent.objects.exists()


def test_replies_and_decisions_on_their_root_do_not_wait_for_each_other_forever():
    root = CommentFactory(status="approved")

    def reply():
        for number in range(15):
            text = f"Trả lời {number}"
            post(Comment(article=root.article, name="A", body=text, parent=root, root=root))

    def judge():
        for status in ["rejected", "approved"] * 8:
            decide([root.pk], status, by=None)

    at_once(reply, judge, reply, judge)

    assert root.article.comments.count() == 31
    assert recount(repair=False) == []
