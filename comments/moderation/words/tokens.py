"""What a canonical text is made of: tokens, and what each of them may have been meant for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from articles.vietnamese.syllables import is_syllable
from articles.vietnamese.telex import decode_telex, decode_vni_typing
from articles.vietnamese.text import normalise_tone

# Signs stand for letters only between letters or before one: the full stop of a sentence does not.
_TOKEN: Final = re.compile(r"(?:[^\W_]|[@$!|+](?=[^\W_]))+")
# Only from a word's first letter on: from every letter it would take time quadratic in the word.
_MASKED: Final = re.compile(r"(?<![^\W\d_*•])[^\W\d_][^\W\d_*•]*[*•]+[^\W\d_]*")
_DIGITS: Final = {
    "0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g", "@": "a", "$": "s",
    "!": "i", "+": "t",
}  # fmt: skip
# These look like either.
_EITHER: Final = {"1": "il", "|": "il"}
_REPEATED: Final = re.compile(r"(.)\1+")
_LONG_RUN: Final = re.compile(r"(.)\1\1")
MAX_TOKEN: Final = 60


class View(StrEnum):
    """How a hit was seen."""

    EXACT = "exact"
    REPEATS = "repeats"
    DIGITS = "digits"
    TYPING = "typing"
    JOINED = "joined"
    MASKED = "masked"
    UNACCENTED = "unaccented"


@dataclass(frozen=True)
class Token:
    """A word as the canonical text has it, from ``start`` to ``end``."""

    text: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    return [Token(found[0], *found.span()) for found in _TOKEN.finditer(text)]


def masked_in(text: str) -> Iterator[Token]:
    """Yield words in which stars stand for letters.

    Stars at the end of a word do so only where the rest is no word: "giá*" has a footnote.
    """
    for found in _MASKED.finditer(text):
        begun = found[0].rstrip("*•")
        if begun[-1:] and (begun != found[0]) <= (not is_syllable(begun)):
            yield Token(found[0], *found.span())


def key(text: str) -> str:
    """Return what is equal for one word in either tone style."""
    return normalise_tone(text)


def squeezed(text: str) -> str:
    return _REPEATED.sub(r"\1", text)


@lru_cache(maxsize=8192)
def readings(token: str) -> tuple[tuple[str, View], ...]:
    """Return each key that a token may stand for, with the view that sees it; exact first.

    A word that is a syllable as it stands is read as nothing else, but for repeated letters.
    """
    if len(token) > MAX_TOKEN:
        return ()
    found = {key(token): View.EXACT}
    has_letter, has_other = any(map(str.isalpha, token)), not token.isalpha()
    if has_letter and has_other:
        for spelt in _without_digits(token):
            found.setdefault(key(spelt), View.DIGITS)
            found.setdefault(key(squeezed(spelt)), View.DIGITS)
        found.setdefault(key(decode_vni_typing(token)), View.TYPING)
    if token.isalpha() and not is_syllable(token):
        found.setdefault(key(decode_telex(token)), View.TYPING)
        if _LONG_RUN.search(token):
            once = squeezed(token)
            found[key(once)] = View.REPEATS
            found.setdefault(key(decode_telex(once)), View.TYPING)
    return tuple(found.items())


def _without_digits(token: str) -> Iterator[str]:
    """Yield the token with letters for its digits and signs; at most four ways."""
    plain = "".join(_DIGITS.get(letter, letter) for letter in token)
    ways = [plain]
    for sign, letters in _EITHER.items():
        if sign in plain:
            ways = [way.replace(sign, letter) for way in ways for letter in letters][:4]
    yield from (way for way in ways if way.isalpha())
