"""The one gate through which a comment's status changes."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comments.counters import chunks
from comments.models import Action, Comment, Status
from comments.moderation.carrying import Act, Answered, carry_out, locked, open_reports
from comments.moderation.urgency import urgency

if TYPE_CHECKING:
    from newsroom.models import User

PERMISSION: Final = "comments.moderate_comment"
# Who publishes decides on what moderators would rather not: secretaries and chiefs.
EDITORS: Final = "articles.publish_article"
# Whether a decision upholds the reports that it answers; one that lets it wait answers none.
# What its writer has taken back is not theirs to answer for any more, as where it is emptied.
ANSWERS: Final = {
    Status.APPROVED: False,
    Status.WITHDRAWN: False,
    Status.REJECTED: True,
    Status.SPAM: True,
}


class NotAllowed(PermissionDenied):
    """The person may not decide on this comment."""


@dataclass(frozen=True)
class Decided:
    """``unchanged`` counts comments that had the status already, were withdrawn or are gone.

    ``stale`` are the ids of those that are not any more what was decided on, ``escalated`` of those
    that an editor decides on; ``batch`` is what the decisions can be taken back by
    (``comments.moderation.undoing``).
    """

    changed: int
    unchanged: int
    stale: tuple[int, ...] = ()
    escalated: tuple[int, ...] = ()
    batch: uuid.UUID | None = field(default=None, compare=False)


def may_moderate(user: User, comment: Comment | None = None) -> bool:
    """Say whether ``user`` may decide on comments at all, or on this one (by its section)."""
    if not (user.is_active and user.is_staff and user.has_perm(PERMISSION)):
        return False
    if comment is None:
        return True
    return Comment.objects.filter(pk=comment.pk).in_sections_of(user).exists()


def may_decide_escalated(user: User) -> bool:
    """Say whether ``user`` is an editor before whom a comment can be put: who may publish."""
    return user.is_active and user.has_perm(EDITORS)


@transaction.atomic
def decide(
    comment_ids: Iterable[int],
    status: str,
    *,
    by: User | None,
    reason: str = "",
    versions: Mapping[int, int] | None = None,
    unread: bool = False,
    batch: uuid.UUID | None = None,
) -> Decided:
    """Give comments a status, record an event for each, and keep the numbers right.

    All or none. ``by`` is None where a rule decides. What its writer has withdrawn stays so; what
    has the status already is left alone, but for what a moderator approves again while it is on
    the desk: that is looked at and kept (``Action.KEEP``), with the time of its approval. Left
    alone are also what has another version than the one in ``versions``, that its decider saw
    (somebody else was there first), and what was put before an editor, unless one decides.

    Open reports are answered: upheld by a rejection, dismissed by an approval and where the writer
    has withdrawn it. ``unread``: shown although no person has looked at it, so that it stays on the
    desk, reports and all. ``batch`` joins it to other acts, so that they are taken back together.
    Rows are locked in the order of their ids, each reply together with its root, so decisions on
    one thread follow one another.

    Raises:
        NotAllowed: ``by`` may not moderate, or not in the section of one of the comments.
        ValueError: ``status`` is none of ``Status``.
    """
    target = Status(status)
    wanted = set(comment_ids)
    if by is not None:
        require(by, wanted)
    rows = locked(wanted)
    here = sorted(wanted & rows.keys())
    stale = {pk for pk in here if versions is not None and rows[pk].version != versions.get(pk)}
    withheld = {pk for pk in here if pk not in stale and is_withheld(rows[pk], by)}
    left = [rows[pk] for pk in here if pk not in stale | withheld]
    found = [one for one in left if _concerns(one, target, by=by, unread=unread)]
    batch = batch or uuid.uuid4()
    carry_out(_acts(found, target, unread=unread), rows, by=by, reason=reason, batch=batch)
    unchanged = len(wanted) - len(found) - len(stale) - len(withheld)
    return Decided(len(found), unchanged, tuple(sorted(stale)), tuple(sorted(withheld)), batch)


def is_withheld(comment: Comment, by: User | None) -> bool:
    """Say whether ``comment`` was put before an editor, and ``by`` is a person and none."""
    return comment.escalated_at is not None and by is not None and not may_decide_escalated(by)


def require(user: User, comment_ids: set[int]) -> None:
    """Refuse who may not decide on these comments.

    Raises:
        NotAllowed: ``user`` may not moderate, or not in the section of one of the comments.
    """
    if not may_moderate(user):
        raise NotAllowed(_("You may not decide on comments."))
    for ids in chunks(comment_ids):
        comments = Comment.objects.filter(pk__in=ids)
        if comments.count() != comments.in_sections_of(user).count():
            raise NotAllowed(_("You may not decide on comments in this section."))


def _concerns(comment: Comment, target: Status, *, by: User | None, unread: bool) -> bool:
    if comment.status == Status.WITHDRAWN:
        return False
    if comment.status != target:
        return True
    return target == Status.APPROVED and comment.on_desk and by is not None and not unread


def _acts(comments: list[Comment], target: Status, *, unread: bool) -> list[Act]:
    upheld = None if unread else ANSWERS.get(target)
    reports = open_reports(comments) if upheld is not None else {}
    now = timezone.now()
    return [
        Act(
            comment,
            Action.KEEP if comment.status == target else Action.DECIDE,
            target,
            _values(comment, target, unread=unread, now=now),
            answered=Answered(reports[comment.pk], None, upheld) if comment.pk in reports else None,
        )
        for comment in comments
    ]


def _values(comment: Comment, target: Status, *, unread: bool, now: datetime) -> dict[str, Any]:
    stays = unread or target == Status.PENDING
    values: dict[str, Any] = {"on_desk": stays, "urgency": 0}
    if stays:
        values["urgency"] = urgency(
            status=target,
            reports=comment.report_count,
            reasons=comment.reasons,
            escalated=comment.escalated_at is not None,
        )
    else:
        values |= {"report_count": 0, "escalated_at": None}
    if target != Status.APPROVED:
        return {**values, "published_at": None, "featured_at": None}
    if comment.status != target:
        values["published_at"] = now
    return values
