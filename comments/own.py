"""A writer's own comments: what waits, changing it while it is fresh, taking it back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.languages import paper_language
from articles.literals import literal
from comments import locks
from comments.announcing import announce
from comments.emptying import empty, needs_place
from comments.models import (
    Action,
    Comment,
    CommentRules,
    CommentSketch,
    ModerationEvent,
    Status,
)
from comments.moderation import bans, sketches
from comments.moderation.arrivals import Arrival
from comments.moderation.decisions import decide
from comments.moderation.pipeline import Judgement, judge
from comments.moderation.steps import letters_of, likeness_of
from comments.moderation.urgency import urgency_of
from comments.querysets import PRIVATE
from comments.reports import let_through, was_read

# What a writer still has a say in; what was refused is not told apart from what is gone.
THEIRS: Final = (Status.PENDING, Status.APPROVED)
# As many of one article as their writer is shown at once.
MOST: Final = 20


class TooLate(Exception):
    """The comment may not be changed any more."""


class Changed(Exception):
    """The comment is not any more what its writer had before them."""

    def __init__(self, comment: Comment) -> None:
        super().__init__(comment.pk)
        self.comment = comment


@dataclass(frozen=True)
class Own:
    """A comment as its writer sees it; ``editable_until`` is None where it is too late."""

    comment: Comment
    editable_until: datetime | None

    @property
    def seconds_left(self) -> int:
        """How long it may still be changed: a reader's clock may be wrong."""
        left = (self.editable_until or timezone.now()) - timezone.now()
        return max(0, int(left.total_seconds()))

    @property
    def waits(self) -> bool:
        return self.comment.status == Status.PENDING


def written(article_id: int, readers: Sequence[str], rules: CommentRules) -> list[Own]:
    """Return what the reader wrote under an article and may take back, newest first; one query."""
    if not readers:
        return []
    found = Comment.objects.filter(
        reader__in=readers,
        reader__gt=literal(""),  # lets SQLite use the index
        article=article_id,
        status__in=THEIRS,
        emptied_at=None,
    ).defer(*PRIVATE)
    found = found.annotate(read=Exists(let_through(OuterRef("pk")))).order_by("-created_at", "-pk")
    return [
        Own(one, None if getattr(one, "read", True) else editable_until(one, rules))
        for one in found[:MOST]
    ]


def find(article_id: int, comment_id: int, readers: Sequence[str]) -> Comment | None:
    """Return the reader's own comment, in whatever state; None where it is not theirs."""
    if not readers:
        return None
    found = Comment.objects.filter(pk=comment_id, reader__in=readers, emptied_at=None)
    comment = found.select_related("article__section__parent").first()
    return comment if comment is not None and comment.article_id == article_id else None


def editable_until(comment: Comment, rules: CommentRules) -> datetime | None:
    """Return until when its time lets a comment be changed; None where that is over."""
    until = comment.created_at + timedelta(minutes=rules.edit_minutes)
    theirs = comment.status in THEIRS and comment.redacted_at is None
    return until if theirs and timezone.now() < until else None


def may_edit(comment: Comment, rules: CommentRules) -> bool:
    """Say whether its writer may change it now: in time, and no person has let it through."""
    return editable_until(comment, rules) is not None and not (
        comment.status == Status.APPROVED and was_read(comment)
    )


def edit(comment: Comment, body: str, *, version: int, address: str = "") -> Comment:
    """Give a comment, that its writer has opened, another text; return it as it is now.

    ``version`` is the one that the writer had before them. The rules judge the text again: one
    that they have something against waits for a moderator, also where it was shown already. They
    may ask other machines, so they are asked before the row is taken.

    Raises:
        TooLate: its time is over, or a moderator has decided on it.
        Changed: it has another version by now: two windows, or a moderator.
        Banned: the account or the network may not comment any more.
    """
    bans.refuse(comment.user_id, address)
    rules = CommentRules.load()
    if comment.version != version:
        raise Changed(comment)
    if not may_edit(comment, rules):
        raise TooLate
    if comment.body == body:
        return comment
    before, comment.body = comment.body, body
    judgement = _judged(comment, address)
    with transaction.atomic():
        now = locks.taken(comment.pk)
        if now is None or not may_edit(now, rules):
            raise TooLate
        if now.version != version:
            raise Changed(now)
        now.reasons = comment.reasons
        _keep(comment, before, urgency_of(now))
        _obey(comment, judgement)
    return comment


def _judged(comment: Comment, address: str) -> Judgement:
    if comment.client_uuid is None:  # without it, the steps would find it much like itself
        comment.client_uuid = uuid.uuid4()
        comment.save(update_fields=["client_uuid"])
    # What the newsroom writes is its own word: no rule judges it.
    judgement = Judgement([]) if comment.by_newsroom else judge(Arrival(comment, address))
    comment.likeness = likeness_of(comment.body)
    comment.reasons = judgement.reasons
    return judgement


def _keep(comment: Comment, before: str, urgency: int) -> None:
    comment.urgency = urgency
    comment.version += 1
    comment.edited_at = timezone.now()
    comment.save(update_fields=["body", "likeness", "reasons", "urgency", "version", "edited_at"])
    _record(comment, Action.EDIT, {"before": {"body": before}})
    if comment.status == Status.APPROVED:
        announce([comment.article_id])
    CommentSketch.objects.filter(comment=comment).delete()
    sketches.keep(comment, letters_of(comment.body))


def _obey(comment: Comment, judgement: Judgement) -> None:
    if judgement.rejecting:
        status, reason = Status.REJECTED, judgement.rejecting
    elif judgement.reasons and comment.status == Status.APPROVED:
        status = Status.PENDING
        with paper_language():
            reason = _("Its writer has changed it, and the rules have something against it.")
    else:
        return
    decide([comment.pk], status, by=None, reason=reason)
    comment.status = status


@transaction.atomic
def withdraw(comment_id: int) -> bool:
    """Take back a comment at its writer's wish, of which the caller has made sure.

    Return False where a moderator has refused it or it is gone: there is nothing to take back.
    A root that has public replies stays in its place, without name and text.
    """
    comment = locks.taken(comment_id)
    if comment is None:
        return False
    if comment.status == Status.WITHDRAWN or comment.emptied_at is not None:
        return True
    if comment.status not in THEIRS:
        return False
    if needs_place(comment):
        empty([comment])
        return True
    with paper_language():
        reason = _("Withdrawn by the writer")
    decide([comment_id], Status.WITHDRAWN, by=None, reason=reason)
    return True


def _record(comment: Comment, action: Action, detail: dict[str, Any]) -> None:
    ModerationEvent.objects.create(
        comment=comment,
        action=action,
        detail=detail,
        from_status=comment.status,
        to_status=comment.status,
        version=comment.version,
    )
