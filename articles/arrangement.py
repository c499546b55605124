"""What stands by hand in which place of a front, and from when to when. Pure: no database.

A front has slots in the page's order. A slot holds placements; at a moment the first of them
whose window covers it, and whose article readers have, stands there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: Every front has these, in this order.
LEAD: Final = "lead"
SECONDARY: Final = ("second-1", "second-2", "second-3", "second-4")
SLOTS: Final = (LEAD, *SECONDARY)
LABELS: Final = {
    LEAD: gettext_lazy("Lead story"),
    **{name: gettext_lazy("Top story %d") for name in SECONDARY},
}
#: Placements of one slot at the most.
MOST: Final = 12
#: Letters of what a placement says in place of the article's own words.
LENGTHS: Final = {"title": 250, "kicker": 120, "lead": 1000}
# What a database holds as an id.
_LARGEST_ID: Final = 2**63 - 1


class Unreadable(ValueError):
    """Not an arrangement; says why in a sentence."""


def label_of(slot: str) -> str:
    """Return what people call a slot."""
    text = str(LABELS[slot])
    return text % (SECONDARY.index(slot) + 1) if slot in SECONDARY else text


@dataclass(frozen=True)
class Placement:
    """An article in a slot. Empty words are the article's own; so is the photo without an id."""

    article: int
    title: str = ""
    kicker: str = ""
    lead: str = ""
    photo: int | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None

    def runs(self, moment: datetime) -> bool:
        """Say whether the window covers ``moment``: from its start on, up to its end."""
        begun = self.starts_at is None or self.starts_at <= moment
        return begun and (self.ends_at is None or moment < self.ends_at)

    def to_json(self) -> dict[str, Any]:
        """Return the placement without what is empty."""
        facts: dict[str, Any] = {"article": self.article}
        facts |= {name: text for name in LENGTHS if (text := getattr(self, name))}
        if self.photo is not None:
            facts["photo"] = self.photo
        for name in ("starts_at", "ends_at"):
            if (moment := getattr(self, name)) is not None:
                facts[name] = moment.isoformat()
        return facts


@dataclass(frozen=True)
class Slot:
    """``by_hand_only``: where none of the placements runs, it stays empty."""

    name: str
    placements: tuple[Placement, ...] = ()
    by_hand_only: bool = False


@dataclass(frozen=True)
class Arrangement:
    """All that is arranged of a front: a slot for each of ``SLOTS``, in their order."""

    slots: tuple[Slot, ...] = field(default_factory=lambda: tuple(Slot(name) for name in SLOTS))

    @classmethod
    def of(cls, slots: Mapping[str, Slot]) -> Arrangement:
        return cls(tuple(slots.get(name) or Slot(name) for name in SLOTS))

    @classmethod
    def from_json(cls, data: Any) -> Arrangement:
        """Read what ``to_json`` wrote; slots that are missing are empty.

        Raises:
            Unreadable: it is anything else.
        """
        if not isinstance(data, list) or len(data) > len(SLOTS):
            raise Unreadable(_("This is no arrangement of a front."))
        slots = [_slot(entry) for entry in data]
        if len({slot.name for slot in slots}) < len(slots):
            raise Unreadable(_("A place of the front is there twice."))
        return cls.of({slot.name: slot for slot in slots})

    def to_json(self) -> list[dict[str, Any]]:
        return [
            {
                "slot": slot.name,
                **({"by_hand_only": True} if slot.by_hand_only else {}),
                "placements": [placement.to_json() for placement in slot.placements],
            }
            for slot in self.slots
            if slot.placements or slot.by_hand_only
        ]

    def next_change(self, moment: datetime) -> datetime | None:
        """Return when, after ``moment``, the next placement begins or ends; None if none does."""
        times = (time for one in self.placements() for time in (one.starts_at, one.ends_at))
        return min((time for time in times if time is not None and time > moment), default=None)

    def placements(self) -> Iterator[Placement]:
        for slot in self.slots:
            yield from slot.placements

    @property
    def articles(self) -> set[int]:
        return {placement.article for placement in self.placements()}

    @property
    def photos(self) -> set[int]:
        return {one.photo for one in self.placements() if one.photo is not None}

    def standing(self, moment: datetime, public: Collection[int]) -> dict[str, Placement]:
        """Return what stands by hand at ``moment``; ``public`` are articles readers have then.

        An article that stands in one slot stands in no later one.
        """
        found: dict[str, Placement] = {}
        taken: set[int] = set()
        for slot in self.slots:
            for one in slot.placements:
                if one.article in public and one.article not in taken and one.runs(moment):
                    found[slot.name] = one
                    taken.add(one.article)
                    break
        return found


def _slot(entry: Any) -> Slot:
    if not isinstance(entry, dict) or entry.get("slot") not in SLOTS:
        raise Unreadable(_("This front has no such place."))
    placements = entry.get("placements", [])
    if not isinstance(placements, list):
        raise Unreadable(_("This is no arrangement of a front."))
    if len(placements) > MOST:
        raise Unreadable(_("A place takes %d articles at the most.") % MOST)
    return Slot(
        entry["slot"], tuple(map(_placement, placements)), entry.get("by_hand_only") is True
    )


def _placement(entry: Any) -> Placement:
    if not isinstance(entry, dict):
        raise Unreadable(_("This is no arrangement of a front."))
    article: Any = entry.get("article")
    photo: Any = entry.get("photo")
    if not _is_id(article) or not (photo is None or _is_id(photo)):
        raise Unreadable(_("An article or a photo is named by its number."))
    words = {name: entry.get(name, "") for name in LENGTHS}
    for name, text in words.items():
        if not isinstance(text, str) or len(text) > LENGTHS[name]:
            raise Unreadable(_("A text is longer than a front can hold."))
    return Placement(
        article=article,
        photo=photo,
        starts_at=_moment(entry.get("starts_at")),
        ends_at=_moment(entry.get("ends_at")),
        **words,
    )


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= _LARGEST_ID


def _moment(value: Any) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise Unreadable(_("A time cannot be read.")) from error
    if moment.tzinfo is None:
        raise Unreadable(_("A time cannot be read."))
    return moment
