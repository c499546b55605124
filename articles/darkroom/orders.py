"""What the darkroom is asked for, and what it answers: all that the process that asks knows of it.

Nothing here imports Pillow, so that a process that serves readers neither holds a decoder nor
could be harmed through one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from articles.darkroom.facts import Facts
from articles.darkroom.kinds import Kind
from articles.darkroom.likeness import Look
from articles.darkroom.statement import Statement

CARD_NAME: Final = "card.png"
#: Another name for every card that is drawn otherwise than before.
DESIGN: Final = "1"
#: What the font has glyphs for, tested against it: Latin with all of Vietnamese, Greek, Cyrillic.
_DRAWABLE: Final = re.compile(
    r"[ -~\u00a0-\u017f\u01a0\u01a1\u01af\u01b0\u0391-\u03a1\u03a3-\u03c9\u0400-\u045f"
    r"\u1e00-\u1eff\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ab\u20ac]*"
)


@dataclass(frozen=True)
class Order:
    """What is to be made of a file: the first renditions, or all of them (``is_complete``).

    Without a ``statement`` the renditions say of their rights what the file itself says.
    """

    is_complete: bool = False
    statement: Statement | None = None
    focus: tuple[float, float] = (0.5, 0.5)


@dataclass(frozen=True)
class Developed:
    """What a file is: its kind, its size upright in pixels (as it came), its look and facts."""

    kind: Kind
    size: tuple[int, int]
    look: Look | None
    facts: Facts


@dataclass(frozen=True)
class CardText:
    """What is drawn: the paper's name, the short line over the headline, the headline."""

    paper: str
    kicker: str
    title: str

    @property
    def is_drawable(self) -> bool:
        """Whether there is a headline and the font has a glyph for every letter."""
        texts = (self.paper, self.kicker, self.title)
        return bool(self.title) and all(_DRAWABLE.fullmatch(text) for text in texts)
