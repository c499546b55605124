"""How urgent a comment on the desk is: one small number, kept with it, by which the desk is sorted.

Read as digits it says why: thousands, a moderator has put it before an editor; hundreds, readers'
open reports (9 at the most); tens, the steps that have something against it (9 at the most); one,
it waits and nobody sees it yet. Of two with one number the one that was written first comes first,
so what waits longest is never passed by its equals.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from comments.models import Comment, Status

ESCALATED: Final = 1000
REPORT: Final = 100
STEP: Final = 10
WAITING: Final = 1
# Of reports and of steps: each has one digit.
MOST: Final = 9
# Steps that say why a comment is not shown at once, and nothing against it.
NOTHING_AGAINST: Final = {"new"}


def urgency(*, status: str, reports: int, reasons: Iterable[Any], escalated: bool) -> int:
    """Return how urgent what is on the desk is. ``reasons`` are as ``Comment.reasons`` has them."""
    steps = {one.get("step") if isinstance(one, dict) else str(one) for one in reasons}
    return (
        ESCALATED * escalated
        + REPORT * min(reports, MOST)
        + STEP * min(len(steps - NOTHING_AGAINST), MOST)
        + WAITING * (status == Status.PENDING)
    )


def urgency_of(comment: Comment) -> int:
    """Return how urgent ``comment`` is as its columns are now; 0 where it is not on the desk."""
    if not comment.on_desk:
        return 0
    return urgency(
        status=comment.status,
        reports=comment.report_count,
        reasons=comment.reasons,
        escalated=comment.escalated_at is not None,
    )
