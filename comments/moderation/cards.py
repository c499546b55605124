"""All that a card of the desk tells of a comment, loaded for a screenful in constant queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from comments.models import Comment, ModerationEvent, ModerationNote, Report, Status, Writer
from comments.moderation import desk
from comments.moderation.decisions import is_withheld
from comments.moderation.desk import Record

if TYPE_CHECKING:
    from newsroom.models import User

# Of what readers write with their reports, of notes and of events: the last ones.
MOST_SAID: Final = 3
MOST_NOTES: Final = 5
MOST_EVENTS: Final = 5


@dataclass
class Reports:
    """``said`` is what readers wrote to them, the newest first; ``answered`` how many a moderator
    has answered before."""

    numbers: Counter[str] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)
    answered: int = 0

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """The reasons of those that are open, with their numbers, most first."""
        return self.numbers.most_common()


@dataclass(frozen=True)
class Card:
    """``writer`` is None for guests, ``record`` what its sender wrote lately, ``waiting`` how many
    more of its account's comments wait. ``is_withheld``: an editor decides on it, not who asks."""

    comment: Comment
    record: Record | None
    writer: Writer | None
    waiting: int
    reports: Reports
    notes: list[ModerationNote]
    events: list[ModerationEvent]
    is_withheld: bool

    @property
    def is_shown(self) -> bool:
        return self.comment.status == Status.APPROVED


def cards_of(comments: Iterable[Comment], *, to: User) -> list[Card]:
    """Return the cards of comments (``desk.with_card_data``) as ``to`` sees them; six queries."""
    comments = list(comments)
    ids = [comment.pk for comment in comments]
    users = {comment.user_id for comment in comments if comment.user_id}
    records = desk.records(comments)
    writers = Writer.objects.in_bulk(list(users)) if users else {}
    waiting = _waiting(users)
    reports = _reports(ids)
    notes: dict[int, list[ModerationNote]] = defaultdict(list)
    for note in _last(ModerationNote.objects.filter(comment__in=ids), MOST_NOTES):
        notes[note.comment_id].append(note)
    events: dict[int, list[ModerationEvent]] = defaultdict(list)
    for event in _last(ModerationEvent.objects.filter(comment__in=ids), MOST_EVENTS):
        events[event.comment_id].append(event)
    return [
        Card(
            comment,
            records.get(comment.sender),
            writers.get(comment.user_id or 0),
            waiting[comment.user_id] - (comment.status == Status.PENDING) if comment.user_id else 0,
            reports[comment.pk],
            notes[comment.pk],
            events[comment.pk],
            is_withheld(comment, to),
        )
        for comment in comments
    ]


def _waiting(users: set[int]) -> Counter[int | None]:
    rows = Comment.objects.pending().filter(user__in=users).order_by().values_list("user")
    return Counter(dict(rows.annotate(number=Count("pk"))))


def _reports(ids: list[int]) -> dict[int, Reports]:
    """Return the reports of each comment; two queries, however many there are."""
    found: dict[int, Reports] = defaultdict(Reports)
    labels = dict(Report.Reason.choices)
    rows = Report.objects.filter(comment__in=ids).order_by()
    counted = rows.values_list("comment", "reason", "upheld").annotate(number=Count("pk"))
    for pk, reason, upheld, number in counted:
        if upheld is None:
            found[pk].numbers[str(labels.get(reason, reason))] += number
        else:
            found[pk].answered += number
    said = rows.filter(upheld=None).exclude(note="")
    place = Window(RowNumber(), partition_by=[F("comment")], order_by=[F("pk").desc()])
    for report in said.annotate(place=place).filter(place__lte=MOST_SAID).order_by("-pk"):
        found[report.comment_id].said.append(report.note)
    return found


def _last(rows: Any, most: int) -> Any:
    """Return the last ``most`` rows of each comment, with who made them, in their order."""
    place = Window(RowNumber(), partition_by=[F("comment")], order_by=[F("pk").desc()])
    who = "author" if rows.model is ModerationNote else "moderator"
    last = rows.annotate(place=place).filter(place__lte=most)
    return last.select_related(who).order_by("pk")
