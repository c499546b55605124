"""A part of a page, and the making of one: what its pieces are, what it is made from."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from articles.built.deflate import Piece
from articles.dependencies import (
    Dependencies,
    collecting,
    depends_on,
    holds_until,
    is_collecting,
    may_lag,
)

STORY, BESIDE, COMMENTS = NAMES = ("story", "beside", "comments")
#: Stands in a frame where a piece goes. Nobody who writes can know it.
PLACE: Final = f"<{secrets.token_hex(16)}>"


@dataclass(frozen=True)
class Part:
    """A part as it is stored; all times are seconds since 1970.

    ``keys`` is JSON, a list of what it was made from, and ``number`` the last change before that;
    it is over at ``until``. What it shows of ``lag_key`` may be ``lag`` seconds old. ``address`` is
    the path of the article.
    """

    name: str
    address: str
    pieces: list[Piece]
    keys: str
    number: int
    made_at: float
    until: float | None = None
    lag_key: str = ""
    lag: float = 0

    def note(self, now: float) -> None:
        """Note for the page that it is used in what it was made from."""
        if not is_collecting():
            return
        depends_on(*json.loads(self.keys))
        if self.until is not None:
            holds_until(moment_of(self.until))
        if self.lag_key:
            # Nobody has told of anything newer, or it is no older than it may be.
            since = self.made_at if now < self.made_at + self.lag else now
            may_lag(self.lag_key, since=moment_of(since), by=timedelta(seconds=self.lag))


def moment_of(seconds: float) -> datetime:
    """Return the moment that many seconds after 1970 began."""
    return datetime.fromtimestamp(seconds, UTC)


@dataclass
class Making:
    """A page that is being made: its ``stored`` parts, and the ``pieces`` of those made for it.

    ``found`` says what these were made from; ``order`` has the name of the part of each piece, as
    they come in the page.
    """

    stored: dict[str, Part]
    pieces: dict[str, list[Piece]] = field(default_factory=dict)
    found: dict[str, Dependencies] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)

    def needs(self, name: str) -> bool:
        return name not in self.stored


_making: ContextVar[Making | None] = ContextVar("making", default=None)


def present() -> Making | None:
    """Return the page that is being made from parts; None where none is."""
    return _making.get()


@contextmanager
def making(stored: dict[str, Part]) -> Iterator[Making]:
    """Make a page in the body, of which these parts are there."""
    made = Making(stored)
    token = _making.set(made)
    try:
        yield made
    finally:
        _making.reset(token)


@contextmanager
def loading(*names: str) -> Iterator[None]:
    """Note what is loaded in the body for these parts, and for none besides."""
    page = present()
    if page is None:
        yield
        return
    with collecting() as found:
        yield
    for name in names:
        page.found.setdefault(name, Dependencies()).add(found)
