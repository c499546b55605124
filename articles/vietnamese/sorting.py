"""Sort keys in the order of Vietnamese dictionaries.

A key is plain ``[0-9a-z]``, so it sorts alike under every database collation
(digits before letters is all that they must agree on). Three levels, each
deciding only where the ones before are equal over the whole string:

1. letters, two characters each: ``a0`` a, ``a1`` ă, ``a2`` â, ``b0`` b ...;
2. tones: ngang, huyền, hỏi, ngã, sắc, nặng, then foreign marks;
3. case, small before capital.

That is why "Ý kiến" comes before "Y tế": k before t, and the tone is not asked.
"""

import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from articles.vietnamese.letters import TONE_MARKS
from articles.vietnamese.text import clean_line, normalise_tone

# Codes of the first level. The end sorts before a space, a space before digits.
_END: Final = "00"
_SPACE: Final = "01"
_OTHER_SCRIPT: Final = "z9"

_SEPARATORS: Final = frozenset(" -–—/_")
_QUALITY: Final = {"ă": "a1", "â": "a2", "đ": "d1", "ê": "e1", "ô": "o1", "ơ": "o2", "ư": "u1"}
_SPELT_OUT: Final = {"æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ø": "o", "ł": "l", "ð": "d"}
_TONE_RANK: Final = {mark: str(rank) for rank, mark in enumerate(TONE_MARKS, start=1)}
_FOREIGN_MARK: Final = "7"


class _Weight(NamedTuple):
    letters: str
    tones: str
    cases: str


@lru_cache(maxsize=4096)
def _weight(character: str) -> _Weight:
    """Return what one character adds to each level; punctuation adds nothing."""
    if character in _SEPARATORS:
        return _Weight(_SPACE, "1", "1")
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return _Weight(f"1{digit}", "1", "1")
    if not character.isalnum():
        return _Weight("", "", "")
    lower = character.lower()
    case = "1" if lower == character else "2"
    if lower in _SPELT_OUT:
        latin = _SPELT_OUT[lower]
        return _Weight("".join(f"{one}0" for one in latin), _FOREIGN_MARK * len(latin), case)
    return _letter_weight(lower, case)


def _letter_weight(lower: str, case: str) -> _Weight:
    decomposed = unicodedata.normalize("NFD", lower)
    base, marks = decomposed[0], decomposed[1:]
    tone = next((mark for mark in marks if mark in _TONE_RANK), "")
    letter = unicodedata.normalize("NFC", base + "".join(m for m in marks if m != tone))
    if letter in _QUALITY:
        return _Weight(_QUALITY[letter], _TONE_RANK[tone], case)
    if base.isascii():
        rank = _TONE_RANK[tone] if len(letter) == 1 and letter == base else _FOREIGN_MARK
        return _Weight(f"{base}0", rank, case)
    return _Weight(f"{_OTHER_SCRIPT}{ord(lower[0]):06x}", "1", case)


def sort_key(text: str) -> str:
    """Return the key by which ``text`` sorts; at most ten characters for each of its own.

    White space, hyphens, dashes and slashes separate words and sort before
    everything; other punctuation is passed over. Letters of other scripts come
    after z. Old and new tone placement give the same key.
    """
    weights: list[_Weight] = []
    for weight in map(_weight, normalise_tone(clean_line(text))):
        after_space = not weights or weights[-1].letters == _SPACE
        if weight.letters and not (weight.letters == _SPACE and after_space):
            weights.append(weight)
    if weights and weights[-1].letters == _SPACE:
        weights.pop()
    letters, tones, cases = ("".join(weight[level] for weight in weights) for level in range(3))
    # Where letters are equal all levels are equally long: plain endings say nothing.
    return f"{letters}{_END}{tones.rstrip('1')}0{cases.rstrip('1')}"


def person_sort_key(name: str) -> str:
    """Return the key of a Vietnamese name: given (last word), family (first), middle.

    Each part is decided, tones included, before the next is looked at; case does
    not count. A name of one word is a given name.
    """
    first, *middle_and_given = clean_line(name).lower().split() or [""]
    if not middle_and_given:
        return sort_key(first)
    *middle, given = middle_and_given
    return "0".join(map(sort_key, (given, first, " ".join(middle))))


#: The letters of the first level in their order: what a list by the alphabet may begin with.
LETTERS: Final = tuple("AĂÂBCDĐEÊFGHIJKLMNOÔƠPQRSTUƯVWXYZ")


def letter_code(letter: str) -> str:
    """Return what the keys of words that begin with ``letter`` (one of ``LETTERS``) begin with."""
    return _letter_weight(letter.lower(), "1").letters


def initial_of(key: str) -> str:
    """Return the letter of ``LETTERS`` that a key begins with; empty if it begins with another
    script's, a digit or nothing."""
    return _INITIALS.get(key[:2], "")


_INITIALS: Final = {letter_code(letter): letter for letter in LETTERS}
