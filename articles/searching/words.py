"""Texts as words and tokens: the same on every database, since they are made here.

An article is kept under these tokens; none of our own can be spelt by a word of a text, because an
underscore parts words:

==============  ================================================================
``lua``         it has the word, whatever its accents
``_lúa``        it has the word with these very accents (tone marks in one style)
``lua_chin``    it has both words side by side
``__tlua``      its title has the word
``__m24311``    it was published in that month (years times twelve, plus months)
``__s7 __a9``   it is in that section, by that author
==============  ================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Final

from articles.vietnamese.text import clean, fold, normalise_tone

#: Of longer ones the beginning counts: PostgreSQL keeps no token of more than 2,046 bytes.
MAX_WORD: Final = 100
#: Of an article so many words are kept at most, of so many bytes: PostgreSQL's index of one row
#: ends at a megabyte.
MAX_WORDS: Final = 10_000
MAX_BYTES: Final = 140_000
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


def pair(first: str, second: str) -> str:
    """Return the token of two folded words side by side."""
    return f"{first}_{second}"


def in_title(folded: str) -> str:
    return f"__t{folded}"


def in_section(pk: int) -> str:
    return f"__s{pk}"


def by_author(pk: int) -> str:
    return f"__a{pk}"


def month_of(moment: datetime) -> int:
    """Return the number of a moment's month, by UTC."""
    moment = moment.astimezone(UTC)
    return moment.year * 12 + moment.month - 1


def in_month(month: int) -> str:
    return f"__m{month}"


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
                kept += [*(word.folded for word in words), BORDER]
                self.tokens.update(word.token for word in words)
                self.tokens.update(pair(a.folded, b.folded) for a, b in pairwise(words))
                self.tokens.update(word.folded for word in words)
                if are_titles:
                    self.tokens.update(in_title(word.folded) for word in words)
        return f" {' '.join(kept)} " if kept else ""

    def _within_limits(self, line: str) -> Iterator[Word]:
        for word in cut(line):
            self._words += 1
            self._bytes += len(word.exact.encode())
            if self._words > MAX_WORDS or self._bytes > MAX_BYTES:
                return
            yield word
