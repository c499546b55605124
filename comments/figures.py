"""What became of comments in a period, as far as a moderator may see it.

Days that are over are added up from what ``dayfigures`` has kept of them. Today, and days that no
tick has counted yet, are counted here, unless that is too much to read for one page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Count, Q

from articles.models import Section
from articles.workflow import limits_of
from comments import dayfigures
from comments.dayfigures import Numbers, numbers, start_of
from comments.models import Ban, Comment, DayFigures, ModerationEvent, Status

if TYPE_CHECKING:
    from newsroom.models import User

DAYS: Final = (7, 30, 90)
# Decisions, and comments, of days not counted yet that one page reads.
MOST_READ: Final = 20_000


@dataclass
class Outcome:
    """How many comments were approved, and how many rejected or marked as spam."""

    approved: int = 0
    refused: int = 0

    @property
    def number(self) -> int:
        return self.approved + self.refused

    @property
    def percent(self) -> int | None:
        """How many of a hundred were approved; None where nothing was decided."""
        return round(100 * self.approved / self.number) if self.number else None


@dataclass(frozen=True)
class Hour:
    """Comments written in one hour of the days; how many of them persons decided on, after how
    many seconds in the middle."""

    hour: int
    written: int
    decided: int
    median: float | None


@dataclass(frozen=True)
class Day:
    day: date
    written: int
    decided: int


@dataclass(frozen=True)
class Period:
    """The days of a period, the oldest first, and what they add up to.

    ``missing`` counts days of the period that nobody has counted yet.
    """

    days: list[Day]
    total: Numbers = field(default_factory=numbers)
    missing: int = 0

    @property
    def written(self) -> int:
        return self.total["written"].total()

    @property
    def reports(self) -> int:
        return self.total["reported"].total()

    @property
    def picks(self) -> int:
        return self.total["picks"].total()

    @property
    def median(self) -> float | None:
        """Seconds from writing to a person's decision, in the middle."""
        return median_of(self._waits())

    def hours(self) -> list[Hour]:
        found = []
        for hour in range(24):
            waits = self._waits(hour)
            written = self.total["written"][str(hour)]
            found.append(Hour(hour, written, waits.total(), median_of(waits)))
        return found

    def _waits(self, hour: int | None = None) -> Counter[int]:
        found: Counter[int] = Counter()
        for key, number in self.total["waits"].items():
            own, _bar, seconds = key.partition("|")
            if hour is None or own == str(hour):
                found[int(seconds)] += number
        return found

    def by_moderator(self) -> dict[int, Outcome]:
        """Return what each moderator decided, by the user's id; 0 is the rules."""
        found: dict[int, Outcome] = {}
        for key, number in self.total["by"].items():
            pk, _bar, status = key.partition("|")
            _add(found.setdefault(int(pk), Outcome()), status, number)
        return found

    def outcomes(self, kind: str) -> dict[str, Outcome]:
        """Return what persons decided by reason (``steps``) or by listed word (``terms``)."""
        found: dict[str, Outcome] = {}
        for key, number in self.total[kind].items():
            status, _bar, name = key.partition("|")
            _add(found.setdefault(name, Outcome()), status, number)
        return found

    def most(self, kind: str, number: int) -> list[tuple[int, int]]:
        """Return (id, number) of what there was most of; of as many, the older first."""
        rows = [(int(pk), count) for pk, count in self.total[kind].items()]
        return sorted(rows, key=lambda row: (-row[1], row[0]))[:number]


def _add(outcome: Outcome, status: str, number: int) -> None:
    if status == Status.APPROVED:
        outcome.approved += number
    else:
        outcome.refused += number


def median_of(times: Mapping[int, int]) -> float | None:
    """Return the middle of times, each so often; of an even number the mean of the two there."""
    number = sum(times.values())
    if not number:
        return None
    middle, passed = [], 0
    for time in sorted(times):
        before, passed = passed, passed + times[time]
        middle += [time for place in ((number - 1) // 2, number // 2) if before <= place < passed]
    return sum(middle) / 2


def sections_of(user: User) -> list[Section]:
    """Return the first-level sections that ``user`` may choose from; one query or two."""
    limits = limits_of(user)
    sections = Section.objects.filter(parent=None)
    if limits is not None:
        sections = sections.filter(Q(pk__in=limits) | Q(children__in=limits)).distinct()
    return list(sections.order_by("position", "pk"))


def within(user: User, section: int | None) -> set[int] | None:
    """Return the ids of sections whose figures are asked for, None for all and those without."""
    limits = limits_of(user)
    if section is None:
        return limits
    own = Section.objects.filter(Q(pk=section) | Q(parent=section)).order_by()
    chosen = set(own.values_list("pk", flat=True))
    return chosen if limits is None else chosen & limits


def period_of(days: int, sections: set[int] | None) -> Period:
    """Return the figures of the last ``days`` days, today among them; in a constant number of
    queries, whatever has been counted and however much there is."""
    today = dayfigures.today()
    wanted = [today - timedelta(days=number) for number in reversed(range(days))]
    found = _counted(wanted[0], today, sections)
    uncounted = [day for day in wanted if day not in found]
    first = _first_to_read(uncounted)
    for (day, section), of in dayfigures.read(first, today).items():
        if day in uncounted and (sections is None or section in sections):
            _merge(found.setdefault(day, numbers()), of)
    total = numbers()
    for of in found.values():
        _merge(total, of)
    return Period(
        [_day(day, found.get(day, numbers())) for day in wanted],
        total,
        missing=sum(day < first for day in uncounted),
    )


def _counted(since: date, until: date, sections: set[int] | None) -> dict[date, Numbers]:
    """Return the sums of the days before ``until`` that have been counted."""
    rows = DayFigures.objects.filter(day__gte=since, day__lt=until)
    if sections is not None:
        rows = rows.filter(Q(section=None) | Q(section__in=sections))
    found: dict[date, Numbers] = {}
    for day, section, stored in rows.values_list("day", "section", "numbers"):
        of = found.setdefault(day, numbers())
        if sections is None or section in sections:
            _merge(of, numbers(stored))
    return found


def _first_to_read(uncounted: list[date]) -> date:
    """Return the first of the days not counted that can be read at once: at least today."""
    start = start_of(uncounted[0])
    rows = (
        ModerationEvent.objects.filter(made_at__gte=start).order_by(),
        Comment.objects.filter(created_at__gte=start).order_by(),
    )
    is_little = all(each[: MOST_READ + 1].count() <= MOST_READ for each in rows)
    return uncounted[0] if is_little else uncounted[-1]


def _merge(into: Numbers, more: Numbers) -> None:
    for kind, counter in more.items():
        into[kind].update(counter)


def _day(day: date, of: Numbers) -> Day:
    persons = (number for key, number in of["by"].items() if not key.startswith("0|"))
    return Day(day, of["written"].total(), sum(persons))


def bans_since(days: int) -> tuple[int, int]:
    """Return how many bans were made in the last ``days`` days, and how many of these lifted."""
    start = start_of(dayfigures.today() - timedelta(days=days - 1))
    found = Ban.objects.filter(made_at__gte=start).aggregate(
        made=Count("pk"), lifted=Count("lifted_at")
    )
    return found["made"], found["lifted"]
