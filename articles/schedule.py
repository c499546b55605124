"""What is to come: publications, withdrawals, ends of embargoes, and what only waits for a time.

Five sources, each one range of an index or a short queue, are merged here; nothing is counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import Final

from django.db.models import F, Q, QuerySet

from articles.literals import literal
from articles.models import Article, State, Transition
from articles.models.article import RELEASED
from articles.querysets import InvalidCursor, cursor_at, parse_cursor
from articles.rules import DESK
from articles.vietnamese.dates import TIME_ZONE

PAGE_SIZE: Final = 40
# Of one source in one month: a calendar with more could not be read.
MONTH_SIZE: Final = 300
# What nobody has scheduled is shown as late for so long.
FORGIVEN: Final = timedelta(days=1)
# A timer comes every minute: what is recorded this much later was made good.
LATE: Final = timedelta(minutes=2)


class Kind(IntEnum):
    """What happens at a moment; of the same moment the lower comes first."""

    PUBLICATION = 0
    WISH = 1
    EMBARGO_END = 2
    WITHDRAWAL = 3


@dataclass(frozen=True)
class Entry:
    """Something that is to happen; ``firm`` if it will by itself, without anybody's doing."""

    moment: datetime
    kind: Kind
    article: Article
    overdue: bool

    @property
    def firm(self) -> bool:
        if self.kind is Kind.EMBARGO_END:
            return self.article.state == State.SCHEDULED
        return self.kind is not Kind.WISH

    @property
    def name(self) -> str:
        """The kind for templates and style sheets: ``publication``, ``embargo_end``."""
        return self.kind.name.lower()


@dataclass(frozen=True)
class Page:
    """One page of the list: ``later`` is the cursor of the next, empty on the last."""

    entries: list[Entry]
    cursor: str
    later: str


@dataclass(frozen=True)
class Month:
    """The days of a month, each with what is to happen; ``is_cut`` if that is not all."""

    days: list[tuple[date, list[Entry]]]
    is_cut: bool


def upcoming(articles: QuerySet[Article], now: datetime, *, cursor: str = "") -> Page:
    """Return a page of what is to come of ``articles``, the soonest first, in five queries.

    Raises:
        InvalidCursor: ``cursor`` is not one that a page gave out.
    """
    place = _place_of(cursor) if cursor else None
    found: list[Entry] = []
    for kind, field, rows in _sources(articles, now):
        if place is not None:
            rows = rows.filter(_after(kind, field, place))
        found += _entries(kind, field, rows[: PAGE_SIZE + 1], now)
    found.sort(key=_order)
    shown = found[:PAGE_SIZE]
    later = ""
    if len(found) > PAGE_SIZE:
        last = shown[-1]
        later = f"{int(last.kind)}.{cursor_at(last.moment, last.article.pk)}"
    return Page(shown, cursor, later)


def month_of(articles: QuerySet[Article], first: date, now: datetime) -> Month:
    """Return the month that begins on ``first``, days in Vietnam's time, in five queries."""
    end = (first + timedelta(days=31)).replace(day=1)
    start, until = (datetime(d.year, d.month, d.day, tzinfo=TIME_ZONE) for d in (first, end))
    by_day: defaultdict[date, list[Entry]] = defaultdict(list)
    is_cut = False
    for kind, field, rows in _sources(articles, now):
        inside = rows.filter(**{f"{field}__gte": start, f"{field}__lt": until})
        entries = _entries(kind, field, inside[: MONTH_SIZE + 1], now)
        is_cut = is_cut or len(entries) > MONTH_SIZE
        for entry in entries[:MONTH_SIZE]:
            by_day[entry.moment.astimezone(TIME_ZONE).date()].append(entry)
    days = [first + timedelta(days=number) for number in range((end - first).days)]
    return Month([(day, sorted(by_day[day], key=_order)) for day in days], is_cut)


def made_good(articles: QuerySet[Article], now: datetime) -> QuerySet[Transition]:
    """Return what of the last day was recorded late: its time came while nothing ran."""
    late = Transition.objects.filter(
        due_at__isnull=False,
        made_at__gte=now - timedelta(days=1),
        made_at__gt=F("due_at") + LATE,
        article__in=articles.order_by().values("pk"),
    )
    return late.select_related("article__section__parent").order_by("-made_at")[:20]


def _sources(
    articles: QuerySet[Article], now: datetime
) -> Iterable[tuple[Kind, str, QuerySet[Article]]]:
    """Yield each kind with the field that its moment is in and its articles, the soonest first."""
    since = now - FORGIVEN
    released = Q(state__in=[literal(state) for state in RELEASED])
    scheduled = Q(state=literal(State.SCHEDULED))
    sources = (
        (Kind.PUBLICATION, "published_at", scheduled),
        (Kind.WISH, "published_at", Q(state__in=sorted(DESK), published_at__gte=since)),
        # Twice, since the desk's and the scheduled have an index each, and no index has both.
        (Kind.EMBARGO_END, "embargo_until", scheduled & Q(embargo_until__gte=since)),
        (
            Kind.EMBARGO_END,
            "embargo_until",
            ~released & ~Q(state=State.WITHDRAWN) & Q(embargo_until__gte=since),
        ),
        (Kind.WITHDRAWAL, "withdraw_at", released & Q(withdraw_at__isnull=False)),
    )
    rows = articles.select_related("section__parent")
    rows = rows.defer("body", "lead", "folded", "corrections_shown")
    for kind, field, condition in sources:
        yield kind, field, rows.filter(condition).order_by(field, "pk")


def _entries(kind: Kind, field: str, rows: Iterable[Article], now: datetime) -> list[Entry]:
    moments = ((getattr(article, field), article) for article in rows)
    return [
        Entry(moment, kind, article, _is_overdue(kind, moment, now)) for moment, article in moments
    ]


def _is_overdue(kind: Kind, moment: datetime, now: datetime) -> bool:
    # A timer has its minute; what waits for somebody's hand has not.
    return moment < (now if kind in (Kind.WISH, Kind.EMBARGO_END) else now - LATE)


def _order(entry: Entry) -> tuple[datetime, int, int]:
    return entry.moment, int(entry.kind), entry.article.pk


def _place_of(cursor: str) -> tuple[datetime, int, int]:
    kind, _dot, rest = cursor.partition(".")
    if kind not in {str(int(one)) for one in Kind}:
        raise InvalidCursor(cursor[:40])
    moment, pk = parse_cursor(rest)
    return moment, int(kind), pk


def _after(kind: Kind, field: str, place: tuple[datetime, int, int]) -> Q:
    moment, last_kind, pk = place
    later = Q(**{f"{field}__gt": moment})
    if kind < last_kind:
        return later
    same = Q(**{field: moment})
    return later | (same & Q(pk__gt=pk) if kind == last_kind else same)
