"""What a moderator has before them: the most urgent that wait, and that nobody else is reading.

Whoever is shown comments has them for a short time, which each look at the desk renews; nobody else
is shown the same ones meanwhile. That only saves work: what keeps two from deciding on one comment
is the version that each decision carries (``decisions``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from articles.models import Section
from comments.figures import sections_of
from comments.models import Comment, Status
from comments.moderation.decisions import may_decide_escalated, may_moderate
from comments.querysets import CommentQuerySet

if TYPE_CHECKING:
    from newsroom.models import User

# Comments on one screen, and how long they are one moderator's after each look.
SIZE: Final = 20
LEASE: Final = timedelta(minutes=3)
# Beyond this nobody needs to know how many wait.
MOST_COUNTED: Final = 1000
# What is on the desk, by why it is; the names stand in addresses.
KINDS: Final = {
    "cho": Q(status=Status.PENDING),
    "chua-doc": Q(status=Status.APPROVED, report_count=0, escalated_at=None),
    "bao-cao": Q(report_count__gt=0),
    "bien-tap": Q(escalated_at__isnull=False),
}
ESCALATED: Final = "bien-tap"


@dataclass(frozen=True)
class Wanted:
    """What the desk is narrowed down to: ids of a section (with its subsections), an article, the
    name of a step that has something against the comment, one of ``KINDS``. Empty is everything."""

    section: int | None = None
    article: int | None = None
    step: str = ""
    kind: str = ""

    def among(self, comments: CommentQuerySet) -> CommentQuerySet:
        if self.section is not None:
            own = Q(article__section=self.section) | Q(article__top_section=self.section)
            comments = comments.filter(own)
        if self.article is not None:
            comments = comments.filter(article=self.article)
        if self.step:
            # JSON is compared as text: the one way that both databases have.
            comments = comments.filter(reasons__icontains=f'"step": "{self.step}"')
        return comments.filter(KINDS[self.kind]) if self.kind else comments


@dataclass(frozen=True)
class Hold:
    """How many comments another moderator has before them, in which section."""

    moderator: User
    section: str
    number: int


@dataclass(frozen=True)
class Record:
    """What became of the comments that one sender wrote lately."""

    approved: int = 0
    refused: int = 0
    waiting: int = 0


def take(user: User, wanted: Wanted, *, keeping: Collection[int] = ()) -> list[Comment]:
    """Return what ``user`` is shown, the most urgent first; it is theirs for ``LEASE``.

    ``keeping`` are those that are on the screen already, which stay theirs and are returned too
    while they wait. Two who ask at once get different ones.
    """
    if not may_moderate(user):
        return []
    now = timezone.now()
    waiting = on_desk_of(user, wanted)
    free = waiting.filter(Q(leased_to=None) | Q(leased_to=user) | Q(leased_until__lte=now))
    with transaction.atomic():
        kept = _ids(free.filter(pk__in=keeping))
        rest = free.exclude(pk__in=kept).order_by("-urgency", "created_at", "id")
        found = [*kept, *_ids(rest, limit=max(0, SIZE - len(kept)))]
        Comment.objects.filter(pk__in=found).update(leased_to=user, leased_until=now + LEASE)
    shown = Comment.objects.filter(pk__in=found).order_by("-urgency", "created_at", "id")
    return list(with_card_data(shown))


def on_desk_of(user: User, wanted: Wanted) -> CommentQuerySet:
    """Return what ``user`` is to look at; what waits for an editor only if they are one, or ask."""
    comments = wanted.among(Comment.objects.on_desk().in_sections_of(user))
    if wanted.kind != ESCALATED and not may_decide_escalated(user):
        comments = comments.filter(escalated_at=None)
    return comments


def _ids(comments: CommentQuerySet, *, limit: int = SIZE) -> list[int]:
    rows = comments.select_for_update(of=("self",), no_key=True, skip_locked=True)
    return list(rows.values_list("pk", flat=True)[:limit])


def with_card_data(comments: CommentQuerySet) -> CommentQuerySet:
    """Load in one query all that a card of the desk prints of a comment itself."""
    return comments.select_related("article__section__parent", "parent", "user").defer(
        *("article__body", "article__lead", "article__folded", "folded", "parent__folded")
    )


def leave(user: User) -> None:
    """Give back what ``user`` had before them."""
    Comment.objects.filter(leased_to=user).update(leased_to=None, leased_until=None)


def others(user: User) -> list[Hold]:
    """Return who else has comments before them, by section; one query."""
    now = timezone.now()
    # Said to be leased, which by its time alone SQLite does not see: few are, very many may wait.
    leased = Comment.objects.filter(leased_to__isnull=False, leased_until__gt=now).order_by()
    held = leased.on_desk().in_sections_of(user)
    rows = held.exclude(leased_to=user).select_related("leased_to", "article__top_section")
    number: Counter[tuple[User, str]] = Counter()
    for row in rows.only("leased_to", "article__top_section__name"):
        if row.leased_to is not None:
            number[row.leased_to, str(row.article.top_section or "")] += 1
    return [Hold(user, section, count) for (user, section), count in number.most_common()]


def waiting_number(user: User, wanted: Wanted | None = None) -> int:
    """Return how many there are to look at, ``MOST_COUNTED + 1`` for any more."""
    return on_desk_of(user, wanted or Wanted()).order_by()[: MOST_COUNTED + 1].count()


def sections_waiting(user: User, wanted: Wanted | None = None) -> list[tuple[Section, int | None]]:
    """Return the first-level sections that have comments on the desk, and how many, most first.

    Where more than ``MOST_COUNTED`` are on it nobody counts them all: then these are all of the
    user's sections in the paper's order, without numbers. The section that the desk is narrowed
    down to is among them in any case. Two queries, or three.
    """
    first = on_desk_of(user, Wanted()).order_by()[: MOST_COUNTED + 1]
    numbers = Counter(first.values_list("article__top_section", flat=True))
    chosen = wanted.section if wanted is not None else None
    found = Section.objects.in_bulk([pk for pk in {*numbers, chosen} if pk is not None])
    if numbers.total() > MOST_COUNTED:
        rows: list[tuple[Section, int | None]] = [(one, None) for one in sections_of(user)]
    else:
        rows = [(found[pk], number) for pk, number in numbers.most_common() if pk in found]
    if chosen in found and all(one.pk != chosen for one, _number in rows):
        rows.append((found[chosen], None))
    return rows


def records(comments: Iterable[Comment]) -> dict[str, Record]:
    """Return the records of the comments' senders, by sender; one query, by its index."""
    senders = {comment.sender for comment in comments if comment.sender}
    rows = Comment.objects.filter(sender__in=senders).order_by()
    numbers: dict[str, Counter[str]] = {sender: Counter() for sender in senders}
    for sender, status, number in rows.values_list("sender", "status").annotate(n=Count("pk")):
        numbers[sender][status] += number
    return {
        sender: Record(
            approved=count[Status.APPROVED],
            refused=count[Status.REJECTED] + count[Status.SPAM],
            waiting=count[Status.PENDING],
        )
        for sender, count in numbers.items()
    }
