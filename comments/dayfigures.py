"""Counting the days: what was written, decided, reported and picked, by section.

A day is read once, when it is over, and kept as one row for each section; a period is added up
of these rows. So its figures cost the same whatever the number of comments. What a person decided
is what stood at the end of the day: a decision that was taken back the same day counts for
nothing, and of two on one comment the later one counts. Each of two days counts its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Count, F
from django.db.models.functions import ExtractHour, TruncDate
from django.utils import timezone

from comments.models import Action, Comment, DayFigures, ModerationEvent, Report, Status

# So many days are counted, and so long are their numbers kept.
COUNTED_DAYS: Final = 90
KEPT_DAYS: Final = 180
# Days that one tick counts at most: the others come with the next ones.
MOST_AT_ONCE: Final = 10
# A decision that began before midnight is recorded by then.
LATE: Final = timedelta(minutes=10)
# Of articles and comments only the first so many of a day are kept.
MOST_KEPT: Final = 300
DECIDED: Final = frozenset({Status.APPROVED, Status.REJECTED, Status.SPAM})
#: Kinds of numbers whose keys are rows of other tables, of which there may be any number.
_LONG: Final = frozenset({"articles", "reported", "reported_articles"})

#: Kind, key, number: ``written`` by hour ("14"), ``waits`` by hour of writing and seconds
#: ("14|730"), ``by`` moderator ("7|approved", "0|…" for rules), ``steps`` and ``terms`` by what was
#: decided ("approved|links"), ``articles``, ``reported``, ``reported_articles`` by id, ``picks``.
Numbers = defaultdict[str, Counter[str]]
ByDay = dict[tuple[date, int | None], Numbers]


def numbers(stored: dict[str, dict[str, int]] | None = None) -> Numbers:
    """Return numbers to add to, with those that a row has."""
    return defaultdict(Counter, {kind: Counter(of) for kind, of in (stored or {}).items()})


def today() -> date:
    return timezone.localdate(timezone=timezone.get_default_timezone())


def start_of(day: date) -> datetime:
    """Return the moment at which a day begins at the paper."""
    return datetime.combine(day, time(), tzinfo=timezone.get_default_timezone())


def rounded(seconds: float) -> int:
    """Return a time with two digits that count, as waiting times are kept: within 5 %."""
    whole = max(0, round(seconds))
    return round(whole, 2 - len(str(whole)))


@dataclass(frozen=True)
class _Decision:
    """One event, with what is counted of its comment."""

    comment: int
    section: int | None
    moderator: int | None
    action: str
    before: str
    after: str
    made_at: datetime
    written_at: datetime
    reasons: list[Any]
    # It takes back what the same moderator did before; None says no too.
    is_undoing: bool | None

    @property
    def ended_waiting(self) -> bool:
        """Say whether a person decided on what had been waiting."""
        return self.before == Status.PENDING and self.moderator is not None


def read(first: date, last: date) -> ByDay:
    """Count the days from ``first`` to ``last`` by day and section, in three queries."""
    span = (start_of(first), start_of(last + timedelta(days=1)))
    found: ByDay = defaultdict(numbers)
    _read_written(found, span)
    _read_decided(found, span)
    _read_reported(found, span)
    return found


def _read_written(found: ByDay, span: tuple[datetime, datetime]) -> None:
    zone = timezone.get_default_timezone()
    rows = (
        Comment.objects.filter(created_at__gte=span[0], created_at__lt=span[1])
        .order_by()
        .annotate(
            day=TruncDate("created_at", tzinfo=zone), hour=ExtractHour("created_at", tzinfo=zone)
        )
        .values_list("day", "article__section", "article", "hour")
        .annotate(number=Count("pk"))
    )
    for day, section, article, hour, number in rows.iterator():
        found[day, section]["written"][str(hour)] += number
        found[day, section]["articles"][str(article)] += number


def _read_reported(found: ByDay, span: tuple[datetime, datetime]) -> None:
    rows = (
        Report.objects.filter(created_at__gte=span[0], created_at__lt=span[1])
        .order_by()
        .annotate(day=TruncDate("created_at", tzinfo=timezone.get_default_timezone()))
        .values_list("day", "comment__article__section", "comment__article", "comment")
        .annotate(number=Count("pk"))
    )
    for day, section, article, comment, number in rows.iterator():
        found[day, section]["reported"][str(comment)] += number
        found[day, section]["reported_articles"][str(article)] += number


def _read_decided(found: ByDay, span: tuple[datetime, datetime]) -> None:
    zone = timezone.get_default_timezone()
    made: defaultdict[tuple[date, int], list[_Decision]] = defaultdict(list)
    for one in _events(span):
        day = timezone.localdate(one.made_at, zone)
        before = made[day, one.comment]
        if one.action in {Action.PICK, Action.UNPICK}:
            found[day, one.section]["picks"][""] += _picks(one)
        elif one.after in DECIDED and not (one.is_undoing and before):
            before.append(one)
        elif before and before[-1].moderator == one.moderator:
            before.pop()  # taken back by whoever it was that had decided
    for (day, _comment), decisions in made.items():
        if decisions:
            _count(found[day, decisions[-1].section], decisions[-1])
        for one in [one for one in decisions if one.ended_waiting][-1:]:
            hour = timezone.localtime(one.written_at, zone).hour
            waited = rounded((one.made_at - one.written_at).total_seconds())
            found[day, one.section]["waits"][f"{hour}|{waited}"] += 1


def _picks(one: _Decision) -> int:
    """Return 1 for a pick, -1 for one taken back; who unpicks later has picked all the same."""
    if one.is_undoing:
        return -1 if one.action == Action.UNPICK else 1
    return int(one.action == Action.PICK)


def _events(span: tuple[datetime, datetime]) -> Iterator[_Decision]:
    """Yield the decisions and picks of a time, the oldest first, by the index of their times."""
    rows = ModerationEvent.objects.filter(
        made_at__gte=span[0],
        made_at__lt=span[1],
        action__in=[Action.DECIDE, Action.KEEP, Action.PICK, Action.UNPICK],
    ).order_by("made_at", "pk")
    fields = ("comment", F("comment__article__section"), "moderator", "action", "from_status")
    more = ("to_status", "made_at", "comment__created_at", "comment__reasons")
    for row in rows.values_list(*fields, *more, "detail__taken_back").iterator():
        yield _Decision(*row)


def _count(into: Numbers, one: _Decision) -> None:
    into["by"][f"{one.moderator or 0}|{one.after}"] += 1
    if one.moderator is None:
        return
    found = [reason for reason in one.reasons if isinstance(reason, dict)]
    steps = {str(reason.get("step", "")) for reason in found}
    for step in steps or {""}:
        into["steps"][f"{one.after}|{step}"] += 1
    for term in {reason["term"] for reason in found if reason.get("term")}:
        into["terms"][f"{one.after}|{term}"] += 1


def gather() -> int:
    """Count days that are over and have not been counted, the newest first; return how many.

    Also forgets what is too old. Two hosts that count one day find the same; the first is kept.
    """
    newest = timezone.localdate(timezone.now() - LATE, timezone.get_default_timezone())
    wanted = [newest - timedelta(days=number) for number in range(1, COUNTED_DAYS + 1)]
    counted = set(
        DayFigures.objects.filter(section=None, day__gte=wanted[-1]).values_list("day", flat=True)
    )
    missing = [day for day in wanted if day not in counted][:MOST_AT_ONCE]
    for day in missing:
        _keep(day, read(day, day))
    DayFigures.objects.filter(day__lt=newest - timedelta(days=KEPT_DAYS)).delete()
    return len(missing)


@transaction.atomic
def _keep(day: date, found: ByDay) -> None:
    rows = {section: _shortened(of) for (_day, section), of in found.items()}
    rows.setdefault(None, {})
    DayFigures.objects.bulk_create(
        [DayFigures(day=day, section_id=pk, numbers=of) for pk, of in rows.items()],
        ignore_conflicts=True,
    )


def _shortened(of: Numbers) -> dict[str, dict[str, int]]:
    return {
        kind: dict(counter.most_common(MOST_KEPT if kind in _LONG else None))
        for kind, counter in of.items()
    }
