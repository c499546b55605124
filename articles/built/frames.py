"""What all articles of a section have alike, kept by this process."""

from __future__ import annotations

import time
from collections import Counter, OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import timezone

from articles.built.deflate import Piece
from articles.built.parts import Part, moment_of
from articles.dependencies import depends_on, holds_until
from articles.holding import hold
from articles.masthead import Masthead
from articles.vietnamese.dates import TIME_ZONE

#: What a frame may be made from; ``reading`` asks for the last change of these.
KEYS: Final = frozenset({"breaking", "site"})
#: Frames that a process keeps: those of so many sections, in each language.
MOST: Final = 256

#: A language, and a first-level section.
Place = tuple[str, int | None]


@dataclass(frozen=True)
class Frame:
    """``texts`` are what stands before each piece and after the last; ``order`` has the name of
    the part that each piece is of.

    ``number`` is that of the last change before its making, ``day`` the one that it prints; it was
    made of ``masthead``.
    """

    texts: Sequence[Piece]
    order: Sequence[str]
    number: int
    day: date
    until: float | None
    masthead: Masthead

    def filled(self, parts: Mapping[str, Part]) -> list[Piece] | None:
        """Return the page; None unless these parts have just the pieces that it takes."""
        if Counter(self.order) != {name: len(part.pieces) for name, part in parts.items()}:
            return None
        pieces = {name: iter(part.pieces) for name, part in parts.items()}
        page = [self.texts[0]]
        for name, text in zip(self.order, self.texts[1:], strict=True):
            page += next(pieces[name]), text
        return page

    def note(self) -> None:
        """Note for the page what its frame was made from."""
        depends_on(*KEYS)
        if self.until is not None:
            holds_until(moment_of(self.until))


_frames: OrderedDict[Place, Frame] = OrderedDict()


def get(place: Place, *, changed: int, head: int) -> Frame | None:
    """Return the frame that holds there, if it is kept.

    ``changed`` is the number of the last change of ``KEYS``, ``head`` that of the last of all: a
    frame with a higher one is of another database, as it was before it was restored.
    """
    frame = _frames.get(place)
    return frame if frame and _holds(frame, changed, head) else None


def last(*, changed: int, head: int) -> Frame | None:
    """Return the frame that was made last, of whatever section, if it holds."""
    frame = next(reversed([*_frames.values()]), None)
    return frame if frame and _holds(frame, changed, head) else None


def _holds(frame: Frame, changed: int, head: int) -> bool:
    if not changed <= frame.number <= head or frame.day != today():
        return False
    return frame.until is None or time.time() < frame.until


def keep(place: Place, frame: Frame) -> None:
    hold(_frames, place, frame, most=MOST)


def clear() -> None:
    _frames.clear()


def today() -> date:
    """Return the day that the masthead prints."""
    return timezone.now().astimezone(TIME_ZONE).date()
