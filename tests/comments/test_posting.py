import uuid

import pytest
from django.db import IntegrityError

from comments.models import Comment, CommentCounter
from comments.posting import post
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory(public=True)


def test_post_stores_a_waiting_comment_and_counts_it(article):
    comment = post(Comment(article=article, name="Hoa", body="Bài hay."))

    assert Comment.objects.pending().get() == comment
    counter = CommentCounter.objects.get(article=article)
    assert (counter.approved, counter.pending) == (0, 1)


def test_post_sent_twice_is_stored_once(article):
    key = uuid.uuid4()

    first = post(Comment(article=article, name="Hoa", body="Bài hay.", client_uuid=key))
    second = post(Comment(article=article, name="Hoa", body="Bài hay.", client_uuid=key))

    assert first == second == Comment.objects.get()
    assert CommentCounter.objects.get().pending == 1


def test_post_of_another_text_from_the_same_form_is_not_lost(article):
    key = uuid.uuid4()
    post(Comment(article=article, name="Hoa", body="Bài hay.", client_uuid=key))

    for _ in range(2):
        post(Comment(article=article, name="Hoa", body="Và bổ ích.", client_uuid=key))

    bodies = Comment.objects.order_by("id").values_list("body", flat=True)
    assert list(bodies) == ["Bài hay.", "Và bổ ích."]


def test_post_hides_no_other_fault(article):
    with pytest.raises(IntegrityError):
        post(Comment(article=article, name="Hoa", body="Bài hay.", status="hidden"))
