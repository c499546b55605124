import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from comments.models import Comment, CommentCounter
from tests.comments.factories import CommentFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "values",
    [
        {"status": "hidden"},
        {"status": "approved"},
        {"published_at": timezone.now()},
        {"like_count": -1},
        {"reply_count": -1},
    ],
    ids=lambda values: "-".join(values),
)
def test_database_refuses_a_comment_that_cannot_be(values):
    comment = CommentFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(**values)


def test_database_refuses_a_root_without_a_parent():
    root, reply = CommentFactory(), CommentFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=reply.pk).update(root=root)


@pytest.mark.parametrize("name", ["approved", "pending"])
def test_database_refuses_a_negative_number(name):
    article = CommentFactory().article

    with pytest.raises(IntegrityError), transaction.atomic():
        CommentCounter.objects.filter(article=article).update(**{name: -1})


@pytest.mark.parametrize(
    ("body", "excerpt"),
    [
        ("Một\n\nhai", "Một hai"),
        ("a" * 120, "a" * 120),
        ("a" * 121, "a" * 119 + "…"),
    ],
)
def test_excerpt_is_one_short_line(body, excerpt):
    assert Comment(body=body).excerpt == excerpt


def test_folded_holds_name_text_and_address():
    comment = CommentFactory(name="Đỗ Hoà", body="Cảm ơn báo", email="Do@Example.com")

    assert comment.folded == "do hoa\ncam on bao\ndo@example.com"


def test_absolute_url_opens_the_thread_of_a_reply():
    root = CommentFactory(status="approved")
    reply = CommentFactory(parent=root, status="approved")

    url = f"/binh-luan/{root.article_id}/{reply.pk}/#binh-luan-{reply.pk}"
    assert reply.get_absolute_url() == url
