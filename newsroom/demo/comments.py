"""The demonstration's comments, through the same gates as readers' own."""

import random
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from articles.models import Article
from comments.models import Comment, Like, PreparedText, Report
from comments.moderation import acts
from comments.moderation.decisions import decide
from comments.moderation.replying import reply
from comments.moderation.urgency import urgency_of
from comments.posting import post
from newsroom.models import User

REPORTS = (
    (Report.Reason.FALSE, "Chuyện này không đúng, nhờ tòa soạn kiểm tra lại"),
    (Report.Reason.FALSE, ""),
    (Report.Reason.OTHER, "Người trong xóm đọc là biết nói ai"),
)


def add_comments(
    article: Article,
    entries: Iterable[dict[str, Any]],
    moderator: User,
    now: datetime,
    chance: random.Random,
) -> None:
    """Store ``entries`` under ``article``, each in the state that it names, with its time."""
    if article.published_at is None:
        return
    made: dict[int, Comment] = {}
    by_status: dict[str, list[Comment]] = defaultdict(list)
    for entry in entries:
        written = min(
            article.published_at + timedelta(minutes=entry["minutes_after"]),
            now - timedelta(minutes=chance.randint(45, 90)),
        )
        parent = made.get(entry.get("to", 0))
        comment = _comment(article, parent, entry, max(written, article.published_at))
        made[entry["id"]] = comment
        by_status[entry["status"]].append(comment)
    for status in ("approved", "rejected", "spam"):
        decide([comment.pk for comment in by_status[status]], status, by=moderator)
    _backdate(by_status["approved"], chance)


def _comment(
    article: Article, parent: Comment | None, entry: dict[str, Any], written: datetime
) -> Comment:
    comment = Comment(
        article=article,
        parent=parent,
        root=(parent.root or parent) if parent else None,
        name=entry["name"],
        body=entry["body"],
        created_at=written,
    )
    comment = post(comment)
    _like(comment, entry.get("likes", 0))
    return comment


def _like(comment: Comment, number: int) -> None:
    readers = (f"b{reader:032}" for reader in range(number))
    Like.objects.bulk_create(Like(comment=comment, reader=reader) for reader in readers)
    comment.like_count = comment.interest = number
    comment.save(update_fields=["like_count", "interest"])


def _backdate(approved: list[Comment], chance: random.Random) -> None:
    """Let them have been approved a while after they were written, not all at this moment."""
    for comment in approved:
        comment.published_at = comment.created_at + timedelta(minutes=chance.randint(2, 40))
    Comment.objects.bulk_update(approved, ["published_at"], batch_size=200)


def stir(moderator: User) -> None:
    """Give the desk one of each kind: reported by readers, shown unread, put before an editor."""
    shown = Comment.objects.public().filter(root=None)
    picked, answered = list(shown.order_by("-like_count", "-pk")[:2])
    _report(shown.order_by("like_count", "-pk")[0])
    acts.pick(picked.pk, by=moderator, version=picked.version)
    thanks = PreparedText.objects.filter(kind=PreparedText.Kind.REPLY).first()
    if thanks is not None:
        reply(answered.pk, by=moderator, version=answered.version, body=thanks.text)
    waiting = list(Comment.objects.pending().order_by("pk")[:3])
    decide([one.pk for one in waiting[1:]], "approved", by=None, unread=True)
    for one in waiting[:1]:
        why = "Nêu đích danh một cán bộ xã, chưa kiểm chứng được"
        acts.escalate(one.pk, by=moderator, version=one.version, why=why)


def _report(comment: Comment) -> None:
    for number, (reason, note) in enumerate(REPORTS):
        Report.objects.create(comment=comment, reader=f"b{number:032}", reason=reason, note=note)
    comment.report_count, comment.on_desk = len(REPORTS), True
    comment.urgency = urgency_of(comment)
    comment.save(update_fields=["report_count", "on_desk", "urgency"])
