"""All that happened to one comment, in order, with what each change of text changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext_lazy as _

from comments.models import Action, Comment, ModerationEvent

LABELS: Final = {"name": _("Name of the writer"), "body": _("Text")}
BY_THE_WRITER: Final = {Action.EDIT, Action.EMPTY}


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


@dataclass
class Line:
    """One event. ``changes`` are the texts that it changed."""

    event: ModerationEvent
    changes: list[Change] = field(default_factory=list)

    @property
    def who(self) -> str:
        if self.event.moderator is not None:
            return str(self.event.moderator)
        return str(_("its writer") if self.event.action in BY_THE_WRITER else _("a rule"))

    @property
    def is_decision(self) -> bool:
        return self.event.from_status != self.event.to_status

    @property
    def is_taken_back(self) -> bool:
        return bool(self.event.detail.get("taken_back"))


def timeline(comment: Comment) -> list[Line]:
    """Return what happened to ``comment``, the first first; one query.

    An event keeps the text before it; the text after it is what the next one found, or what the
    comment has now.
    """
    events = list(comment.events.select_related("moderator").order_by("made_at", "pk"))
    now = {"name": comment.name, "body": comment.body}
    lines = []
    for event in reversed(events):
        before = {
            name: str(text)
            for name, text in event.detail.get("before", {}).items()
            if name in LABELS
        }
        changes = [Change(str(LABELS[name]), text, now[name]) for name, text in before.items()]
        now |= before
        lines.append(Line(event, changes))
    return lines[::-1]
