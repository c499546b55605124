"""How many comments wait for a moderator, and for how long, by section."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Count, F, Min, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from articles.literals import literal
from articles.models import Section
from comments.models import Comment
from comments.querysets import CommentQuerySet

if TYPE_CHECKING:
    from newsroom.models import User

# With more waiting than that a page tells of all together, and not of each section.
MOST_BY_SECTION: Final = 20_000


@dataclass(frozen=True)
class Waiting:
    """``median`` is the waiting time in the middle, of an even number the mean of the two there.

    ``section`` is of the first level; None for all together, and for what is in none.
    """

    number: int
    oldest: timedelta
    median: timedelta
    section: Section | None = None


def waiting_of(user: User) -> CommentQuerySet:
    """Return what waits in the sections of ``user``; by its index in both databases."""
    return Comment.objects.filter(status=literal("pending")).in_sections_of(user).order_by()


def of_all(comments: CommentQuerySet) -> Waiting | None:
    """Return the numbers of all of them, None where none is waiting.

    Two queries, which walk the index of what waits: one to count, one to the middle.
    """
    known = comments.aggregate(number=Count("pk"), oldest=Min("created_at"))
    number = known["number"]
    middle = comments.order_by("created_at", "pk").values_list("created_at", flat=True)
    found = list(middle[(number - 1) // 2 : number // 2 + 1]) if number else []
    if not found:
        return None
    now = timezone.now()
    median = sum((now - written_at for written_at in found), timedelta()) / len(found)
    return Waiting(number, now - known["oldest"], median)


def by_section(comments: CommentQuerySet) -> list[Waiting]:
    """Return the numbers by first-level section, the longest median first; two queries.

    They are for as many as ``MOST_BY_SECTION``: every one of them is read.
    """
    found = _by_group(_middle_rows(comments))
    sections = Section.objects.in_bulk([pk for pk in found if pk is not None])
    rows = [
        Waiting(one.number, one.oldest, one.median, sections.get(pk or 0))
        for pk, one in found.items()
    ]
    return sorted(rows, key=lambda one: one.median, reverse=True)


def _middle_rows(comments: CommentQuerySet) -> Any:
    """Return (section, number, oldest, written at) of the one or two comments in the middle.

    The database numbers them, in each section of its own; no median of one database's alone.
    """
    group = [F("article__top_section")]
    return (
        comments.annotate(
            place=Window(RowNumber(), partition_by=group, order_by=["created_at", "pk"]),
            number=Window(Count("pk"), partition_by=group),
            oldest=Window(Min("created_at"), partition_by=group),
        )
        # Twice the place is the number, or one or two more: one row of odd numbers, two of even.
        .filter(place__gte=F("number") / 2.0, place__lte=F("number") / 2.0 + 1)
        .values_list("article__top_section", "number", "oldest", "created_at")
    )


def _by_group(rows: Any) -> dict[int | None, Waiting]:
    """Return the numbers by group; two rows of one group stand for the mean of their times."""
    now = timezone.now()
    ages: dict[int | None, list[timedelta]] = {}
    known: dict[int | None, tuple[int, timedelta]] = {}
    for group, number, oldest, written_at in rows:
        ages.setdefault(group, []).append(now - written_at)
        known[group] = (number, now - oldest)
    return {
        group: Waiting(number, oldest, sum(ages[group], timedelta()) / len(ages[group]))
        for group, (number, oldest) in known.items()
    }
