"""Whatever happens to comments, a finished page shows what would be shown now."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, CommentsMode
from articles.signals import public_content_changed, standing_key
from comments import own, recounting
from comments.exchange import store
from comments.exchange.foreign import Foreign
from comments.models import Comment, CommentCounter, Writer
from comments.moderation import acts, undoing
from comments.moderation.decisions import decide
from comments.moderation.redacting import redact
from comments.moderation.replying import reply
from comments.privacy import erasure
from comments.privacy.person import of_email
from comments.reports import report
from tests.comments.factories import CommentFactory
from tests.factories import UserFactory
from tests.newsroom.pagecache.test_truth import Paper, body_of

pytestmark = pytest.mark.django_db(transaction=True)


class Discussion(Paper):
    """An article with a thread, and one comment that waits."""

    def __init__(self):
        super().__init__()
        self.reader = UserFactory(is_staff=False, email="hoa@example.com")
        Writer.objects.create(user=self.reader, name="Hoa")
        self.root = self.written("Nước lên nhanh quá.", user=self.reader)
        self.answer = self.written("Nhà tôi ngập rồi.", parent=self.root)
        self.lone = self.written("Cảm ơn báo.", email="ba@example.com", reader="b1")
        self.waiting = self.written("Xin hỏi thêm.", status="pending")

    def written(self, body, **fields):
        fields = {"article": self.article, "status": "approved", **fields}
        return CommentFactory(body=body, **fields)

    def now(self, comment):
        return Comment.objects.get(pk=comment.pk)


@pytest.fixture
def paper():
    return Discussion()


def approve(paper):
    decide([paper.waiting.pk], "approved", by=paper.chief)


def reject(paper):
    decide([paper.lone.pk], "rejected", by=paper.chief)


def reject_root(paper):
    decide([paper.root.pk], "spam", by=paper.chief)


def take_back(paper):
    batch = decide([paper.lone.pk], "rejected", by=paper.chief).batch
    undoing.undo(batch, by=paper.chief)
    decide([paper.waiting.pk], "approved", by=paper.chief)


def pick(paper):
    acts.pick(paper.lone.pk, by=paper.chief, version=paper.lone.version)


def unpick(paper):
    pick(paper)
    acts.unpick(paper.lone.pk, by=paper.chief, version=paper.now(paper.lone).version)
    approve(paper)


def change_text(paper):
    redact(paper.lone.pk, by=paper.chief, version=paper.lone.version, name="Ba", body="Cảm ơn.")


def answer(paper):
    reply(paper.root.pk, by=paper.chief, version=paper.root.version, body="Chúng tôi đã hỏi.")


def edit(paper):
    own.edit(paper.now(paper.lone), "Cảm ơn quý báo.", version=paper.lone.version)


def withdraw(paper):
    own.withdraw(paper.lone.pk)


def empty(paper):
    own.withdraw(paper.root.pk)


def hold_by_reports(paper):
    for number in range(3):
        report(paper.lone.pk, [f"b{number}9"], reason="other")


def forget_guest(paper):
    erasure.order(of_email("ba@example.com"), texts=True)
    erasure.resume()


def forget_name(paper):
    erasure.order(of_email("ba@example.com"), texts=False)
    erasure.resume()


def close_account(paper):
    paper.reader.delete()


def bring_in(paper):
    at = timezone.now() - timedelta(days=300)
    old = Foreign("1", "p", "", "Tư", "", "Từ báo cũ.", "approved", at)
    store.bring_in([old], {"p": paper.article.pk}, source="wordpress")


def recount(paper):
    recounting.recount([paper.article.pk])


def close(paper):
    Article.objects.filter(pk=paper.article.pk).update(comments_mode=CommentsMode.CLOSED)
    keys = frozenset({f"article:{paper.article.pk}", standing_key(paper.article.pk)})
    public_content_changed.send(sender=Article, keys=keys)


def close_section(paper):
    paper.top.comments_mode = CommentsMode.CLOSED
    paper.top.save()


def close_paper(paper):
    paper.publication.comments_days = 0
    paper.publication.comments_mode = CommentsMode.CLOSED
    paper.publication.comments_notice = "Ngày bầu cử."
    paper.publication.save()


def order_otherwise(paper):
    paper.publication.comments_order = "cu"
    paper.publication.save()


CHANGES = [
    approve, reject, reject_root, take_back, pick, unpick, change_text, answer, edit, withdraw,
    empty, hold_by_reports, forget_guest, forget_name, close_account, bring_in, recount, close,
    close_section, close_paper, order_otherwise,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_no_page_is_older_than_its_comments(kept, made, paper, change):
    path = paper.article.get_absolute_url()
    if change is recount:
        CommentCounter.objects.filter(pk=paper.article.pk).update(approved=77)
    before = body_of(kept.get(path))

    change(paper)

    after, fresh = body_of(kept.get(path)), made.get(path).content
    assert after.decode() == fresh.decode()
    # The change was one that shows, or this would prove nothing.
    assert before != fresh


def test_comments_that_close_by_time_alone_close_on_finished_pages_too(kept, paper):
    path = paper.article.get_absolute_url()
    published = timezone.now() - timedelta(days=1) + timedelta(seconds=4)
    Article.objects.filter(pk=paper.article.pk).update(published_at=published, comments_days=1)
    button = b"data-comment-write"
    assert button in body_of(kept.get(path))

    time.sleep(4.2)

    assert button not in body_of(kept.get(path))
