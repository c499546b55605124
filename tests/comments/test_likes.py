import pytest

from comments import likes
from comments.likes import Liked, OwnComment
from comments.models import Comment, Like
from comments.recounting import Drift, recount
from tests.comments.factories import CommentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment():
    root = CommentFactory(status="approved", reader="b0")
    CommentFactory(parent=root, status="approved")
    return root


def numbers(comment):
    comment.refresh_from_db()
    return comment.like_count, comment.interest, Like.objects.count()


def test_a_like_counts_once_however_often_it_is_sent(comment):
    assert likes.like(comment.pk, ["b1"], wanted=True) == Liked(True, 1)
    assert likes.like(comment.pk, ["b1"], wanted=True) == Liked(True, 1)
    assert numbers(comment) == (1, 2, 1)  # with the reply
    assert likes.like(comment.pk, ["b2"], wanted=True) == Liked(True, 2)

    assert likes.like(comment.pk, ["b1"], wanted=False) == Liked(False, 1)
    assert likes.like(comment.pk, ["b1"], wanted=False) == Liked(False, 1)
    assert numbers(comment) == (1, 2, 1)
    assert recount(repair=False) == []


def test_a_like_from_before_signing_in_is_the_accounts_too(comment):
    likes.like(comment.pk, ["b1"], wanted=True)

    assert likes.like(comment.pk, ["u1", "b1"], wanted=True) == Liked(True, 1)
    assert likes.like(comment.pk, ["u1", "b1"], wanted=False) == Liked(False, 0)


def test_nobody_likes_their_own(comment):
    with pytest.raises(OwnComment):
        likes.like(comment.pk, ["u1", "b0"], wanted=True)

    assert numbers(comment) == (0, 1, 0)


def test_what_is_not_shown_is_not_liked(comment):
    hidden = CommentFactory(status="approved")
    under_hidden = CommentFactory(parent=hidden, status="approved")
    Comment.objects.filter(pk=hidden.pk).update(status="rejected", published_at=None)

    for pk in (hidden.pk, under_hidden.pk, CommentFactory().pk, 10**9):
        assert likes.like(pk, ["b1"], wanted=True) is None
    assert not Like.objects.exists()


def test_the_likes_of_a_reader_on_an_article(comment):
    other = CommentFactory(article=comment.article, status="approved")
    likes.like(comment.pk, ["b1"], wanted=True)
    likes.like(other.pk, ["u1"], wanted=True)
    likes.like(CommentFactory(status="approved").pk, ["b1"], wanted=True)
    likes.like(other.pk, ["b2"], wanted=True)

    assert likes.liked_by(["u1", "b1"], comment.article_id) == [comment.pk, other.pk]


def test_recount_tells_and_mends_likes_interest_and_reports(comment):
    likes.like(comment.pk, ["b1"], wanted=True)
    Comment.objects.filter(pk=comment.pk).update(like_count=7, interest=40, report_count=2)
    wrong = [
        Drift("like_count", comment.pk, 7, 1),
        Drift("report_count", comment.pk, 2, 0),
        Drift("interest", comment.pk, 40, 2),
    ]

    assert recount(repair=False) == wrong
    assert recount() == wrong
    assert recount() == []
    assert numbers(comment) == (1, 2, 1)
