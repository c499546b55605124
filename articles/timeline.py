"""What has happened to an article: its steps, its assignments, what people said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from articles.models import Article, Assignment, Note, Transition

if TYPE_CHECKING:
    from newsroom.models import User

#: What came by itself this much after its time was made good; that is said.
LATE: Final = timedelta(minutes=1)
#: Of each kind the newest so many are shown.
MOST: Final = 200


@dataclass(frozen=True)
class Event:
    """One of the three is there, the others are None."""

    at: datetime
    by: User | None
    step: Transition | None = None
    note: Note | None = None
    assignment: Assignment | None = None

    @property
    def is_move(self) -> bool:
        """Whether a step changed the state; another only says something of it."""
        return self.step is not None and self.step.from_state != self.step.to_state

    @property
    def due_at(self) -> datetime | None:
        """When a step was due that the system noted only later; None where it came in time."""
        if self.step is None or self.step.due_at is None:
            return None
        return self.step.due_at if self.at - self.step.due_at > LATE else None


def timeline_of(article: Article) -> list[Event]:
    """Return the events of an article, newest first, in three queries."""
    steps = article.transitions.select_related("made_by").order_by("-made_at", "-id")[:MOST]
    notes = article.notes.select_related("made_by").order_by("-made_at", "-id")[:MOST]
    given = article.assignments.select_related("made_by", "reporter")
    events = [
        *(Event(one.made_at, one.made_by, assignment=one) for one in given.order_by("-id")[:MOST]),
        *(Event(one.made_at, one.made_by, note=one) for one in notes),
        *(Event(one.made_at, one.made_by, step=one) for one in steps),
    ]
    # The sort keeps the order of the same moment's.
    return sorted(events, key=lambda event: event.at, reverse=True)
