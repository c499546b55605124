"""What a moderator does to a comment beside deciding on it. Each act is an event of its own.

Like a decision, an act carries the version that its moderator saw, is refused where that is not
the comment's any more, and can be taken back by its batch (``undoing``). All raise ``NotAllowed``
where ``by`` may not moderate the comment.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from articles.vietnamese.text import clean_line
from comments.models import Action, Comment, ModerationNote, Status
from comments.moderation.carrying import Act, carry_out, locked
from comments.moderation.decisions import Decided, decide, is_withheld, require
from comments.moderation.urgency import urgency

if TYPE_CHECKING:
    from newsroom.models import User


@transaction.atomic
def pick(pk: int, *, by: User, version: int) -> Decided:
    """Show a comment among the newsroom's picks; one that waits is approved with it.

    One that is on the desk for another reason counts as looked at and kept.
    """
    batch = uuid.uuid4()
    done = decide([pk], Status.APPROVED, by=by, versions={pk: version}, batch=batch)
    if done.stale or done.escalated:
        return done
    rows = locked([pk])
    row = rows.get(pk)
    if row is None or row.status != Status.APPROVED or row.featured_at or row.emptied_at:
        return done
    act = Act(row, Action.PICK, row.status, {"featured_at": timezone.now()})
    carry_out([act], rows, by=by, reason="", batch=batch)
    return Decided(1, 0, batch=batch)


@transaction.atomic
def unpick(pk: int, *, by: User, version: int) -> Decided:
    """Take a comment out of the newsroom's picks."""
    row, rows, refused = taken(pk, by=by, version=version)
    if row is None:
        return refused
    if row.featured_at is None:
        return Decided(0, 1)
    return done_to(Act(row, Action.UNPICK, row.status, {"featured_at": None}), rows, by=by)


@transaction.atomic
def escalate(pk: int, *, by: User, version: int, why: str) -> Decided:
    """Put a comment before an editor, who alone decides on it from now on, the first of all.

    It waits, or is shown meanwhile, as before. ``why`` is left with it as a note too.
    """
    row, rows, refused = taken(pk, by=by, version=version)
    if row is None:
        return refused
    if row.status not in (Status.PENDING, Status.APPROVED) or row.escalated_at is not None:
        return Decided(0, 1)
    values = {
        "escalated_at": timezone.now(),
        "on_desk": True,
        "urgency": urgency(
            status=row.status, reports=row.report_count, reasons=row.reasons, escalated=True
        ),
    }
    act = Act(row, Action.ESCALATE, row.status, values)
    if clean_line(why):
        note(pk, by=by, text=why)
    return done_to(act, rows, by=by, reason=why)


def note(pk: int, *, by: User, text: str) -> ModerationNote:
    """Leave the other moderators a note about a comment; no reader sees it.

    Raises:
        Comment.DoesNotExist: it is gone.
        ValueError: there is nothing in ``text``.
    """
    require(by, {pk})
    cleaned = clean_line(text)[:1000]
    if not cleaned:
        raise ValueError("an empty note")
    comment = Comment.objects.only("pk").get(pk=pk)
    return ModerationNote.objects.create(comment=comment, author=by, text=cleaned)


def taken(pk: int, *, by: User, version: int) -> tuple[Comment | None, dict[int, Comment], Decided]:
    """Lock a comment to act on, with its root; None, and why, where it cannot be acted on."""
    require(by, {pk})
    rows = locked([pk])
    row = rows.get(pk)
    if row is None or row.status == Status.WITHDRAWN:
        return None, rows, Decided(0, 1)
    if row.version != version:
        return None, rows, Decided(0, 0, stale=(pk,))
    if is_withheld(row, by):
        return None, rows, Decided(0, 0, escalated=(pk,))
    return row, rows, Decided(0, 0)


def done_to(act: Act, rows: dict[int, Comment], *, by: User, reason: str = "") -> Decided:
    """Carry one act out, in a batch of its own."""
    batch = uuid.uuid4()
    carry_out([act], rows, by=by, reason=reason, batch=batch)
    return Decided(1, 0, batch=batch)
