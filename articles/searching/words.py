"""Texts as words and tokens: the same on every database, since they are made here.

An article is kept under these tokens; none of our own can be spelt by a word of a text, because an
underscore parts words:

================  ==============================================================
``lua``           it has the word, whatever its accents
``_lúa``          it has the word with these very accents (tone marks in one style)
``lua_chin``      it has both words side by side
``a_b_c``         it has these three words in a row
``__tlua``        its title has the word
``__h24311_lua``  its title has it, and it was published in that month
``__m24311``      it was published in that month (years times twelve, plus months)
``__q8103``       in that quarter; ``__y2025`` in that year
``__s7 __a9``     it is in that section, by that author
================  ==============================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from articles.vietnamese.text import clean, fold, normalise_tone

#: Of longer ones the beginning counts: PostgreSQL keeps no token of more than 2,046 bytes.
MAX_WORD: Final = 100
#: Of an article so many words are kept at most, of so many bytes: PostgreSQL's index of one row
#: ends at a megabyte.
MAX_WORDS: Final = 10_000
MAX_BYTES: Final = 140_000
#: So many words in a row have a token: each two, and each three, since of the commonest pairs any
#: article has several and the row of three is what few have.
ROWS: Final = (2, 3)
#: How many months each kind of period has, the longest first.
PERIODS: Final = {"y": 12, "q": 3, "m": 1}
#: Stands between texts, so that no phrase reaches over their ends.
BORDER: Final = "¶"

_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Word:
    """A word without accents and with them, and where it stands in the cleaned text."""

    folded: str
    exact: str
    start: int = 0
    end: int = 0

    @property
    def token(self) -> str:
        return f"_{self.exact}"


def cut(text: str) -> Iterator[Word]:
    """Yield a text's words, runs of letters and digits; places are as in ``clean(text)``."""
    cleaned = clean(text)
    # Both keep the length of the cleaned text, so places in one are places in the others.
    folded, exact = fold(cleaned), normalise_tone(cleaned)
    for found in _WORD.finditer(folded):
        start, end = found.span()
        stop = min(end, start + MAX_WORD)
        yield Word(folded[start:stop], exact[start:stop].lower(), start, end)


def rows(folded: Sequence[str], length: int) -> Iterator[str]:
    """Yield the tokens of each ``length`` (2 or 3) folded words that stand in a row."""
    return map("_".join, zip(*(folded[start:] for start in range(length)), strict=False))


def in_title(folded: str) -> str:
    return f"__t{folded}"


def in_title_of(month: int, folded: str) -> str:
    return f"__h{month}_{folded}"


def in_section(pk: int) -> str:
    return f"__s{pk}"


def by_author(pk: int) -> str:
    return f"__a{pk}"


def month_of(moment: datetime) -> int:
    """Return the number of a moment's month, by UTC."""
    moment = moment.astimezone(UTC)
    return moment.year * 12 + moment.month - 1


def in_period(kind: str, number: int) -> str:
    return f"__{kind}{number}"


def periods_of(month: int) -> Iterator[tuple[str, int]]:
    """Yield the kind and the number of each period that a month is in."""
    for kind, length in PERIODS.items():
        yield kind, month // length


def periods_from(first: int, last: int) -> Iterator[tuple[str, int]]:
    """Yield the kinds and numbers of few periods that are all months from ``first`` to ``last``."""
    month = first
    while month <= last:
        kind, length = next(
            (kind, length)
            for kind, length in PERIODS.items()
            if month % length == 0 and month + length - 1 <= last
        )
        yield kind, month // length
        month += length


def start_of(month: int) -> datetime:
    """Return the beginning of a month by its number."""
    return datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC)


@dataclass
class Kept:
    """What is kept of an article's texts: its tokens, and its folded words in their order."""

    tokens: set[str]
    _words: int = 0
    _bytes: int = 0

    def add(self, texts: Iterable[str], *, are_titles: bool = False) -> str:
        """Keep the words of ``texts`` and return them folded, spaces round each and at both ends.

        Each line is a text of its own.
        """
        kept: list[str] = []
        for line in (line for text in texts for line in text.splitlines()):
            if words := list(self._within_limits(line)):
                folded = [word.folded for word in words]
                kept += [*folded, BORDER]
                self.tokens.update(word.token for word in words)
                self.tokens.update(*(rows(folded, length) for length in ROWS), folded)
                if are_titles:
                    self.tokens.update(map(in_title, folded))
        return f" {' '.join(kept)} " if kept else ""

    def _within_limits(self, line: str) -> Iterator[Word]:
        for word in cut(line):
            self._words += 1
            self._bytes += len(word.exact.encode())
            if self._words > MAX_WORDS or self._bytes > MAX_BYTES:
                return
            yield word
