"""The desks: what each member of staff has before them, in lists that do not grow with the paper.

Every list is a range of an index, read from one place on (``Queue``); nothing counts everything.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import workflow
from articles.deskrows import Row, rows_of
from articles.models import Article, Assignment, Section, State
from articles.querysets import ArticleQuerySet, cursor_at, is_released, parse_cursor
from articles.rules import DESK, WRITING, Action

if TYPE_CHECKING:
    from newsroom.models import User

#: Rows of a pane among others, and of one that has the page to itself.
SHORT: Final = 8
LONG: Final = 40
#: Up to here is counted; more is said to be more.
MOST_COUNTED: Final = 99
# What was due longer ago is no plan any more.
OVERDUE_FOR: Final = timedelta(days=60)
MOST_SECTIONS_COUNTED: Final = 1000


@dataclass(frozen=True)
class Queue:
    """Articles in an order that an index holds: by the time in ``field``, then by id."""

    articles: ArticleQuerySet
    field: str
    newest_first: bool = True

    def page(self, size: int, after: str = "") -> tuple[list[Article], str]:
        """Return ``size`` articles behind the cursor ``after``, and the cursor of the rest.

        The cursor is empty where there is no more.

        Raises:
            InvalidCursor: ``after`` is not one that this wrote.
        """
        rows = self.articles
        if after:
            rows = rows.filter(self._behind(after))
        sign = "-" if self.newest_first else ""
        found = list(with_row_data(rows).order_by(f"{sign}{self.field}", f"{sign}pk")[: size + 1])
        if len(found) <= size:
            return found, ""
        last = found[size - 1]
        return found[:size], cursor_at(getattr(last, self.field), last.pk)

    def _behind(self, cursor: str) -> Q:
        time, pk = parse_cursor(cursor)
        way = "lt" if self.newest_first else "gt"
        # The first condition lets the index start at the right place.
        return Q(**{f"{self.field}__{way}e": time}) & (
            Q(**{f"{self.field}__{way}": time}) | Q(**{self.field: time, f"pk__{way}": pk})
        )

    def count(self) -> int:
        """Return how many there are, ``MOST_COUNTED + 1`` for any more."""
        return self.articles.order_by()[: MOST_COUNTED + 1].count()


@dataclass(frozen=True)
class Pane:
    """A list of a desk under its title. ``more`` is the cursor behind it, empty at its end.

    ``count`` is None where nothing is counted: what is public only grows.
    """

    key: str
    title: str | Promise
    rows: list[Row]
    more: str
    count: int | None
    empty: str | Promise

    @property
    def counted(self) -> str:
        if self.count is None:
            return ""
        return f"{MOST_COUNTED}+" if self.count > MOST_COUNTED else str(self.count)


@dataclass(frozen=True)
class Kind:
    """A pane that a desk has: its states, its name, what it says where there is nothing."""

    key: str
    title: Promise
    empty: Promise
    states: tuple[State, ...]


OWN: Final = (
    Kind("returned", _("Returned to you"), _("Nothing was returned."), (State.RETURNED,)),
    Kind("draft", _("Assigned and in writing"), _("You have no drafts."), (State.DRAFT,)),
    Kind(
        "waiting",
        _("Waiting at the desk"),
        _("Nothing of yours is waiting."),
        (State.SUBMITTED, State.EDITING, State.AWAITING_APPROVAL),
    ),
    Kind("released", _("Published and scheduled"), _("Nothing of yours is published yet."), ()),
)
WAITING: Final = (
    Kind(
        "submitted",
        State.SUBMITTED.label,
        _("Nobody waits for the desk."),
        (State.SUBMITTED,),
    ),
    Kind(
        "awaiting_approval",
        State.AWAITING_APPROVAL.label,
        _("Nothing waits for approval."),
        (State.AWAITING_APPROVAL,),
    ),
    Kind(
        "editing",
        _("Being edited by others"),
        _("Nobody else is editing anything."),
        (State.EDITING,),
    ),
)


def with_row_data(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Load in one query what a row prints of the article itself."""
    return articles.select_related("section__parent", "created_by", "holder").defer(
        "body", "lead", "folded"
    )


def panes_of_writer(user: User, *, only: str = "", after: str = "") -> list[Pane]:
    """Return what is the member's own: all panes short, or the one named ``only``, at length.

    Raises:
        InvalidCursor: ``after`` is none.
    """
    own = Article.objects.filter(created_by=user)
    return [
        _pane(kind, _own_queue(own, kind), LONG if only else SHORT, after)
        for kind in OWN
        if only in ("", kind.key)
    ]


def _own_queue(own: ArticleQuerySet, kind: Kind) -> Queue:
    if not kind.states:
        return Queue(own.filter(is_released()), "published_at")
    if len(kind.states) == 1:
        return Queue(own.unreleased(*kind.states), "changed_at")
    # Of several states no index holds the order; what waits is little, and the longest is first.
    return Queue(own.unreleased(*kind.states), "state_since", newest_first=False)


def panes_of_desk(
    user: User, *, section: Section | None = None, only: str = "", after: str = ""
) -> list[Pane]:
    """Return the queues of the sections given to the member, what waits longest first.

    Raises:
        InvalidCursor: ``after`` is none.
    """
    seen = _in_section(visible(user), section)
    return [
        _pane(
            kind,
            # What they hold themselves has a list of its own (``in_hands``).
            Queue(
                seen.unreleased(*kind.states).exclude(holder=user),
                "state_since",
                newest_first=False,
            ),
            LONG if only else SHORT,
            after,
            taker=user,
        )
        for kind in WAITING
        if only in ("", kind.key)
    ]


def visible(user: User) -> ArticleQuerySet:
    """Return ``workflow.visible_to``, with our own methods."""
    articles: ArticleQuerySet = workflow.visible_to(user)  # type: ignore[assignment]
    return articles


def _in_section(articles: ArticleQuerySet, section: Section | None) -> ArticleQuerySet:
    return articles if section is None else articles.in_section(section)


def _pane(kind: Kind, queue: Queue, size: int, after: str = "", taker: User | None = None) -> Pane:
    found, more = queue.page(size, after)
    takeable = workflow.may_each(taker, Action.TAKE, found) if taker and found else set()
    return Pane(
        key=kind.key,
        title=kind.title,
        rows=rows_of(found, takeable=takeable),
        more=more,
        count=queue.count() if kind.states else None,
        empty=kind.empty,
    )


def in_hands(user: User) -> list[Row]:
    """Return what the member has taken over and not passed on."""
    held = with_row_data(Article.objects.filter(holder=user, state=State.EDITING))
    return rows_of(list(held.order_by("state_since", "pk")[:LONG]))


@dataclass(frozen=True)
class SectionCount:
    """How much waits in one section; ``is_more`` where not all was counted."""

    section: Section
    count: int
    is_more: bool


def waiting_by_section(user: User) -> list[SectionCount]:
    """Return the sections in which anything waits for the desk, in the paper's order."""
    waiting = visible(user).unreleased(*sorted(DESK)).order_by()
    found = list(waiting.values_list("section_id", flat=True)[:MOST_SECTIONS_COUNTED])
    counts = Counter(pk for pk in found if pk is not None)
    sections = Section.objects.select_related("parent").filter(pk__in=list(counts))
    is_more = len(found) == MOST_SECTIONS_COUNTED
    return [SectionCount(section, counts[section.pk], is_more) for section in sections]


def assignments_due(user: User, section: Section | None = None) -> QuerySet[Assignment]:
    """Return what is due up to the end of today and not handed in, longest overdue first.

    What was due more than ``OVERDUE_FOR`` ago is left out. Of an article's assignments the newest
    holds.
    """
    now = timezone.localtime()
    tomorrow = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    articles = _in_section(visible(user), section).filter(pk=OuterRef("article_id"))
    later = Assignment.objects.filter(article=OuterRef("article"), pk__gt=OuterRef("pk"))
    return (
        Assignment.objects.filter(
            Exists(articles.filter(state__in=WRITING)),
            ~Exists(later),
            due_at__gte=now - OVERDUE_FOR,
            due_at__lt=tomorrow,
        )
        .select_related("article__section__parent", "reporter", "made_by")
        .defer("article__body", "article__lead", "article__folded")
        .order_by("due_at", "id")
    )


def due_now(user: User, section: Section | None = None, *, size: int = LONG) -> list[Assignment]:
    return list(assignments_due(user, section)[:size])
