"""Taking back what was done, exactly: each comment to what it was before."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.languages import paper_language
from comments.counters import chunks
from comments.models import Action, Comment, ModerationEvent, Report, Status
from comments.moderation import texts
from comments.moderation.carrying import Act, Answered, carry_out, locked
from comments.moderation.decisions import require

if TYPE_CHECKING:
    from newsroom.models import User

OPPOSITE: Final = {Action.PICK: Action.UNPICK, Action.UNPICK: Action.PICK}


@dataclass(frozen=True)
class Undone:
    """``changed`` are ids of comments that are what they were before, ``stale`` of those that
    somebody has decided on since, which are left alone."""

    changed: tuple[int, ...]
    stale: tuple[int, ...]


@transaction.atomic
def undo(batch: uuid.UUID, *, by: User) -> Undone:
    """Take back what ``by`` did in one go, each comment to what it was before.

    That is an act too, with its own event, and can be taken back in turn. What is not by them, or
    is not there, changes nothing. The newsroom's own reply is withdrawn: it never waited.

    Raises:
        NotAllowed: ``by`` may not moderate any more, or not in one of the sections.
    """
    events = ModerationEvent.objects.filter(batch=batch, moderator=by).order_by("comment", "pk")
    done = {pk: list(rows) for pk, rows in groupby(events, lambda event: event.comment_id)}
    if not done:
        return Undone((), ())
    require(by, set(done))
    rows = locked(done)
    stale = {pk for pk in done if pk not in rows or rows[pk].version != done[pk][-1].version}
    undone = {pk: events for pk, events in done.items() if pk not in stale}
    with paper_language():
        reason = _("Taken back.")
    reports = {pk: _reports(events) for pk, events in undone.items()}
    open_again = _open_again(reports.values())
    acts = [_act(rows[pk], undone[pk], reports[pk], open_again.get(pk, 0)) for pk in sorted(undone)]
    carry_out(acts, rows, by=by, reason=reason, batch=uuid.uuid4())
    texts.keep_sketches([act.comment for act in acts if act.texts])
    return Undone(tuple(sorted(undone)), tuple(sorted(stale)))


def _act(
    comment: Comment, events: list[ModerationEvent], reports: Answered | None, again: int
) -> Act:
    """Return what brings ``comment`` back before the first of ``events``, which followed it."""
    status = events[0].from_status
    if comment.by_newsroom and status == Status.PENDING:
        status = Status.WITHDRAWN
    detail: dict[str, Any] = {"taken_back": True}
    text: dict[str, Any] = {}
    for event in reversed(events):
        text |= event.detail.get("before", {})
    if text:
        detail["before"] = {name: getattr(comment, name) for name in text}
    action = Action.DECIDE if status != comment.status else Action(events[-1].action)
    return Act(
        comment,
        OPPOSITE.get(action, action),
        status,
        _values(comment, status, events, again),
        texts.changed(comment, text),
        detail,
        reports,
    )


def _values(
    comment: Comment, status: str, events: list[ModerationEvent], again: int
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for event in reversed(events):
        values |= event.detail.get("was", {})
    for name, value in values.items():
        values[name] = datetime.fromisoformat(value) if name.endswith("_at") and value else value
    if "report_count" in values:
        values["report_count"] = again
    if status != comment.status:
        # An older event kept nothing of what there was before it.
        values = {"on_desk": status == Status.PENDING, **values}
        shown = values.get("published_at") or comment.published_at or timezone.now()
        values["published_at"] = shown if status == Status.APPROVED else None
    if status != Status.APPROVED:
        values["featured_at"] = None
    if status == Status.WITHDRAWN:
        values |= {"on_desk": False, "urgency": 0}
    return values


def _reports(events: list[ModerationEvent]) -> Answered | None:
    """Return the reports that ``events`` answered, to be what they were before."""
    for event in reversed(events):
        if one := event.detail.get("reports"):
            return Answered(one["ids"], one["after"], one["before"])
    return None


def _open_again(reports: Iterable[Answered | None]) -> dict[int, int]:
    """Return how many reports of each comment are open once these are what they were before."""
    turned = [one for one in reports if one is not None and one.after is None]
    numbers: dict[int, int] = defaultdict(int)
    for ids in chunks(pk for one in turned for pk in one.ids):
        rows = Report.objects.filter(pk__in=ids).order_by().values_list("comment")
        for comment, number in rows.annotate(number=Count("pk")):
            numbers[comment] += number
    return numbers
