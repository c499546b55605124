"""What moderators did, as a table for a spreadsheet: streamed, however much it is."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.vietnamese.dates import TIME_ZONE, format_datetime
from articles.workflow import limits_of
from comments.exchange.export import harmless
from comments.models import ModerationEvent

if TYPE_CHECKING:
    from newsroom.models import User

# Events of one query: what is in memory at a time.
STEP: Final = 1000
# Spreadsheets tell UTF-8 by it.
BOM: Final = "\ufeff"


@dataclass(frozen=True)
class Period:
    """Days, both included; None is without end."""

    since: date | None = None
    until: date | None = None


def events_of(user: User, period: Period, *, action: str = "") -> QuerySet[ModerationEvent]:
    """Return the events in ``user``'s sections, in no order."""
    events = ModerationEvent.objects.order_by()
    limits = limits_of(user)
    if limits is not None:
        events = events.filter(comment__article__section__in=limits)
    if period.since:
        events = events.filter(made_at__gte=_beginning(period.since))
    if period.until:
        events = events.filter(made_at__lt=_beginning(period.until + timedelta(days=1)))
    return events.filter(action=action) if action else events


def lines(events: QuerySet[ModerationEvent]) -> Iterator[str]:
    """Yield the lines of the table, the newest event first."""
    table = csv.writer(_Echo())
    yield BOM + table.writerow(_columns())
    for event in _newest_first(events):
        yield table.writerow([harmless(cell) for cell in _row(event)])


def _newest_first(events: QuerySet[ModerationEvent]) -> Iterator[ModerationEvent]:
    """Yield events step by step by ``moderationevent_newest``: no step waits for, or holds, more.

    What is made meanwhile is newer than what has been read and does not come.
    """
    rows = events.select_related("moderator", "comment__article").only(
        *("action", "detail", "from_status", "to_status", "reason", "made_at", "version"),
        *("moderator__username", "moderator__first_name", "moderator__last_name"),
        *("comment__name", "comment__article__title"),
    )
    rows = rows.filter(made_at__lte=timezone.now()).order_by("-made_at", "-pk")
    step = list(rows[:STEP])
    yield from step
    while len(step) == STEP:
        last = step[-1]
        after = Q(made_at__lt=last.made_at) | Q(pk__lt=last.pk)
        step = list(rows.filter(after, made_at__lte=last.made_at)[:STEP])
        yield from step


def _columns() -> list[str]:
    return [
        _("Time"),
        _("What was done"),
        _("From"),
        _("To"),
        _("Reason"),
        _("Moderator"),
        _("Comment"),
        _("Version"),
        _("Writer's name"),
        _("Article"),
        _("Headline"),
        _("Name before"),
        _("Text before"),
    ]


def _row(event: ModerationEvent) -> list[Any]:
    before = event.detail.get("before", {})
    return [
        format_datetime(event.made_at),
        event.get_action_display(),
        event.get_from_status_display(),
        event.get_to_status_display(),
        event.reason,
        str(event.moderator) if event.moderator else "",
        event.comment_id,
        event.version,
        event.comment.name,
        event.comment.article_id,
        event.comment.article.title,
        before.get("name", ""),
        before.get("body", ""),
    ]


def _beginning(day: date) -> datetime:
    return datetime.combine(day, time(), TIME_ZONE)


class _Echo:
    """Gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line
