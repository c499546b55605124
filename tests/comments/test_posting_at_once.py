"""Comments that a rule decides at once, while their thread is being decided on."""

import pytest
from django.db import connection

from articles.models import CommentsMode
from comments.models import Comment, Standing, Writer
from comments.moderation.decisions import decide
from comments.posting import post
from comments.recounting import recount
from tests.comments.factories import CommentFactory
from tests.factories import UserFactory
from tests.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL)")


def test_replies_shown_at_once_and_decisions_on_their_thread_do_not_lock_each_other_out():
    root = CommentFactory(status="approved")
    article = root.article
    article.comments_mode = CommentsMode.TRUSTED
    article.save(update_fields=["comments_mode"])
    people = UserFactory.create_batch(2, is_staff=False)
    for user in people:
        Writer.objects.create(user=user, name=str(user), standing=Standing.TRUSTED, is_fixed=True)

    def reply(user):
        for number in range(25):
            text = f"{user} thấy ý kiến thứ {number} nói phải"
            post(Comment(article=article, name="A", body=text, user=user, parent=root, root=root))

    def judge():
        for status in ["rejected", "approved"] * 20:
            decide([root.pk], status, by=None)

    at_once(lambda: reply(people[0]), judge, lambda: reply(people[1]), judge)

    assert article.comments.count() == 51
    assert recount(repair=False) == []
