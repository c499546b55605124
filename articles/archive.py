"""The paper by days: which years, months and days have articles, and what lies before and after.

Days are those of Vietnam. Each question is a short range of one index; nothing is counted.
"""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Subquery

from articles.asking import holding
from articles.dependencies import depends_on, holds_until
from articles.models import Article, Publication
from articles.querysets import ArticleQuerySet
from articles.vietnamese.dates import TIME_ZONE

#: No paper of this country is older; what is dated before has no page.
FIRST_YEAR: Final = 1800


class NoSuchDay(ValueError):
    """The calendar does not have it, or it has not come yet."""


@dataclass(frozen=True)
class Span:
    """A year, a month or a day: its first day and the first day behind it."""

    kind: str
    first: date
    end: date

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """When it begins and when the next begins."""
        return _midnight(self.first), _midnight(self.end)

    @property
    def is_open(self) -> bool:
        """Whether it is not over: there may be an article yet."""
        return self.end > today()

    def articles(self) -> ArticleQuerySet:
        """Return what is public of it."""
        start, until = self.moments
        # Of two upper bounds SQLite's index takes the first: this one is to be it.
        return Article.objects.filter(published_at__gte=start, published_at__lt=until).public()


@dataclass(frozen=True)
class Contents:
    """Which parts of a span have articles (by their first day), and the nearest days with
    articles before and after it."""

    there: set[date] = field(default_factory=set)
    before: date | None = None
    after: date | None = None


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=TIME_ZONE)


def today() -> date:
    """Return this day; a page that asks for it is over with it."""
    day = datetime.now(TIME_ZONE).date()
    holds_until(_midnight(day + timedelta(days=1)))
    return day


def year_of(year: int) -> Span:
    return _span("year", year, 1, 1)


def month_of(year: int, month: int) -> Span:
    return _span("month", year, month, 1)


def day_of(year: int, month: int, day: int) -> Span:
    return _span("day", year, month, day)


def _span(kind: str, year: int, month: int, day: int) -> Span:
    """Return that year, month or day.

    Raises:
        NoSuchDay: it is in no calendar, before ``FIRST_YEAR`` or not here yet.
    """
    try:
        first = date(year, month, day)
    except ValueError as error:
        raise NoSuchDay from error
    if first.year < FIRST_YEAR or first > today():
        raise NoSuchDay
    return Span(kind, first, _end(kind, first))


def _end(kind: str, first: date) -> date:
    if kind == "day":
        return first + timedelta(days=1)
    if kind == "month":
        return (first + timedelta(days=31)).replace(day=1)
    return first.replace(year=first.year + 1)


def parts(span: Span) -> list[Span]:
    """Return the months of a year or the days of a month, those that have come."""
    kind = "month" if span.kind == "year" else "day"
    found, first = [], span.first
    while first < span.end and first <= today():
        found.append(Span(kind, first, _end(kind, first)))
        first = found[-1].end
    return found


def contents_of(span: Span) -> Contents:
    """Return what of a year or month has articles and what lies around it, in two queries; of a
    day, what lies around it, in one."""
    depends_on("front")
    start, until = span.moments
    # Of two upper bounds SQLite's index takes the first, which must not be the present.
    before = Article.objects.filter(published_at__lt=start).public().newest_first()
    after = Article.objects.public().filter(published_at__gte=until)
    after = after.order_by("published_at", "id")
    # Both in one statement, of the one row that every paper has.
    papers: Any = Publication.objects.order_by("pk")
    around: dict[str, datetime | None] | None = papers.values(
        before=Subquery(before.values("published_at")[:1]),
        after=Subquery(after.values("published_at")[:1]),
    ).first()
    days = {name: _day(moment) for name, moment in (around or {}).items()}
    return Contents(days_of(span), **days)


def days_of(span: Span) -> set[date]:
    """Return which parts of a year or month have articles, by their first days, in one query."""
    return _there(parts(span)) if span.kind != "day" else set()


def _there(spans: Sequence[Span]) -> set[date]:
    """Return the first days of those that have articles, in one query."""
    depends_on("front")
    places = holding(Article.objects.public(), "published_at", [one.moments for one in spans])
    return {spans[place].first for place in places}


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(TIME_ZONE).date() if moment else None


def years() -> list[date]:
    """Return the first days of the years that have articles, the newest first, in two queries."""
    depends_on("front")
    moments = Article.objects.public().order_by("published_at", "id")
    oldest = _day(moments.values_list("published_at", flat=True).first())
    if oldest is None:
        return []
    first = max(oldest.year, FIRST_YEAR)
    return sorted(_there([year_of(year) for year in range(first, today().year + 1)]), reverse=True)


def weeks_of(month: Span) -> list[list[date | None]]:
    """Return a month's weeks, Monday first; None for days of other months."""
    days = Calendar().monthdatescalendar(month.first.year, month.first.month)
    return [[day if day.month == month.first.month else None for day in week] for week in days]
