"""The one gate through which a comment's status changes."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.vietnamese.text import clean_line
from comments import counters
from comments.counters import CHUNK, chunks
from comments.models import Comment, ModerationEvent, Status
from comments.moderation.tally import Tally
from comments.signals import Change, status_changed

if TYPE_CHECKING:
    from newsroom.models import User

PERMISSION = "comments.moderate_comment"


class NotAllowed(PermissionDenied):
    """The person may not decide on this comment."""


@dataclass(frozen=True)
class Decided:
    """``unchanged`` counts comments that had the status already, were withdrawn or are gone.

    ``stale`` are the ids of those that are not any more what was decided on, ``batch`` is what the
    decisions can be taken back by (``comments.moderation.undoing``).
    """

    changed: int
    unchanged: int
    stale: tuple[int, ...] = ()
    batch: uuid.UUID | None = field(default=None, compare=False)


def may_moderate(user: User, comment: Comment | None = None) -> bool:
    """Say whether ``user`` may decide on comments at all, or on this one (by its section)."""
    if not (user.is_active and user.is_staff and user.has_perm(PERMISSION)):
        return False
    if comment is None:
        return True
    return Comment.objects.filter(pk=comment.pk).in_sections_of(user).exists()


@transaction.atomic
def decide(
    comment_ids: Iterable[int],
    status: str,
    *,
    by: User | None,
    reason: str = "",
    versions: Mapping[int, int] | None = None,
    unread: bool = False,
) -> Decided:
    """Give comments a status, record an event for each, and keep the numbers right.

    All or none. ``by`` is None where a rule decides. What its writer has withdrawn stays so;
    what has the status already is left alone; so is what has another version than the one in
    ``versions``, that its decider saw: somebody else was there first. ``unread``: shown although
    no person has looked at it, so that it stays on the desk. Rows are locked in the order of their
    ids, each reply together with its root, so decisions on one thread follow one another.

    Raises:
        NotAllowed: ``by`` may not moderate, or not in the section of one of the comments.
        ValueError: ``status`` is none of ``Status``.
    """
    target = Status(status)
    wanted = set(comment_ids)
    if by is not None:
        _require(by, wanted)
    rows = _locked(wanted)
    here = sorted(wanted & rows.keys())
    stale = {pk for pk in here if versions is not None and rows[pk].version != versions.get(pk)}
    changing = [
        rows[pk]
        for pk in here
        if pk not in stale and rows[pk].status not in (target, Status.WITHDRAWN)
    ]
    batch = uuid.uuid4()
    _record(changing, target, by, reason, batch)
    _change(changing, target, on_desk=unread or target == Status.PENDING)
    tally = Tally(rows, changing, target)
    counters.change_replies(tally.replies)
    counters.change(tally.articles)
    changes = [Change(one.pk, one.article_id, one.user_id, one.status, target) for one in changing]
    if changes:
        status_changed.send(sender=Comment, changes=changes, by=by)
    left = len(wanted) - len(changing) - len(stale)
    return Decided(len(changing), left, tuple(sorted(stale)), batch)


def _require(user: User, comment_ids: set[int]) -> None:
    if not may_moderate(user):
        raise NotAllowed(_("You may not decide on comments."))
    for ids in chunks(comment_ids):
        comments = Comment.objects.filter(pk__in=ids)
        if comments.count() != comments.in_sections_of(user).count():
            raise NotAllowed(_("You may not decide on comments in this section."))


def _locked(comment_ids: set[int]) -> dict[int, Comment]:
    """Take the comments and their roots until the transaction ends; gone ones are left out."""
    needed = set(comment_ids)
    for ids in chunks(comment_ids):
        roots = Comment.objects.filter(pk__in=ids).values_list("root", flat=True)
        needed.update(pk for pk in roots if pk is not None)
    known = ("article", "root", "user", "status", "reply_count", "version")
    rows = Comment.objects.only(*known).order_by("pk")
    # Without the keys: a reply that is being stored asks for its root's key alone.
    rows = rows.select_for_update(no_key=True)
    return {row.pk: row for ids in chunks(needed) for row in rows.filter(pk__in=ids)}


def _record(
    comments: list[Comment], target: Status, by: User | None, reason: str, batch: uuid.UUID
) -> None:
    ModerationEvent.objects.bulk_create(
        [
            ModerationEvent(
                comment=comment,
                moderator=by,
                from_status=comment.status,
                to_status=target,
                reason=clean_line(reason)[:500],
                batch=batch,
                version=comment.version + 1,
            )
            for comment in comments
        ],
        batch_size=CHUNK,
    )


def _change(comments: list[Comment], target: Status, *, on_desk: bool) -> None:
    times: dict[str, Any] = {"published_at": None, "featured_at": None}
    if target == Status.APPROVED:
        times = {"published_at": timezone.now()}
    for ids in chunks(comment.pk for comment in comments):
        Comment.objects.filter(pk__in=ids).update(
            status=target,
            on_desk=on_desk,
            version=F("version") + 1,
            leased_to=None,
            leased_until=None,
            **times,
        )
