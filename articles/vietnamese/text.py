"""Clean, fold and compare Vietnamese running text.

Every function cleans what it is given first, so text may come from anywhere;
positions and lengths in a result always refer to ``clean(text)``.
"""

import math
import re
import unicodedata
from functools import lru_cache
from typing import Final

from articles.vietnamese.letters import HOI, HUYEN, NGA, SAC, TONE_OF, with_tone

_LINE_BREAK: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

# Đ typed on a Western keyboard. Eth stays inside a word: there it is Icelandic
# (Sigurðsson), while Vietnamese đ only ever opens a syllable.
_ETH: Final = re.compile(r"(?<![^\W\d_])[Ðð]")
_ETH_AS_D: Final = {"Ð": "Đ", "ð": "đ"}

# NFC leaves "á" + circumflex alone, because both marks sit above the letter and
# their order counts; whoever typed it meant "ấ".
_QUALITY_MARKS: Final = {"\u0302": "aeoAEO", "\u0306": "aA"}
_LATE_QUALITY: Final = {
    with_tone(base, tone) + mark: with_tone(unicodedata.normalize("NFC", base + mark), tone)
    for mark, bases in _QUALITY_MARKS.items()
    for base in bases
    for tone in (HUYEN, HOI, NGA, SAC)
}
_LATE_QUALITY_RE: Final = re.compile("|".join(_LATE_QUALITY))

_OLD_TONE: Final = re.compile(
    r"(?<![^\W\d_])"
    r"((?:ngh|ng|nh|ch|gh|kh|ph|th|tr|[bcdđghklmnprstvx])?)"
    r"(o(?=[àảãáạèẻẽéẹ])|u(?=[ỳỷỹýỵ]))(\w)"
    r"(?![^\W\d_]|[\u0300-\u036f])",
    re.IGNORECASE,
)

# Letters that carry no mark in Unicode's eyes, though readers see one.
_BARE: Final = {"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"}
_COMBINING: Final = range(0x0300, 0x0370)


# Putting marks in order takes time quadratic in their number (40,000 on one letter: 1.5 s), and
# no script stacks more than a few: Unicode's stream-safe format allows 30, this keeps 8.
_MAX_MARKS: Final = 8
_MARK_RUN: Final = re.compile(rf"[^\w\s\x00-\u02ff]{{{_MAX_MARKS + 1},}}")


def _without_excess_marks(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MAX_MARKS:
            kept.append(character)
    return "".join(kept)


@lru_cache(maxsize=4096)
def _cleaned_character(character: str) -> str:
    category = unicodedata.category(character)
    if character in "\n\t":
        return character
    if category == "Zs":
        return " "
    # U+034F joins nothing visible and keeps marks from composing.
    if category in {"Cc", "Cf", "Cs"} or character == "\u034f":
        return ""
    return "Đ" if character == "\u0189" else character


def clean(text: str) -> str:
    """Return ``text`` as the product stores it: NFC, plain spaces, ``\\n`` line ends.

    Invisible characters (zero-width, soft hyphen, byte order mark, direction
    marks, controls but ``\\n`` and ``\\t``, lone surrogates) are dropped; every
    kind of line break, form feed and vertical tab among them, becomes ``\\n``.
    Look-alikes of Đ are put right and marks typed in the wrong order composed; of
    more than eight marks in a row the rest is dropped.
    Quotation marks, dashes and the placement of tones stay as written.

    Idempotent; raises nothing. Old encodings use the soft hyphen as a letter:
    call ``encodings.repair`` before this, not after.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_BREAK.sub("\n", text)
    changed = {ord(one): new for one in set(text) if (new := _cleaned_character(one)) != one}
    text = _MARK_RUN.sub(_without_excess_marks, text.translate(changed) if changed else text)
    text = unicodedata.normalize("NFC", text)
    text = _LATE_QUALITY_RE.sub(lambda found: _LATE_QUALITY[found[0]], text)
    return _ETH.sub(lambda found: _ETH_AS_D[found[0]], text)


def clean_line(text: str) -> str:
    """Return ``text`` cleaned, on one line, single spaces, none at either end."""
    return " ".join(clean(text).split())


@lru_cache(maxsize=4096)
def _folded_character(character: str) -> str:
    # A mark that found no letter to compose with must keep its place, but must
    # not compose with the bare letter now before it.
    if ord(character) in _COMBINING:
        return " "
    base = _BARE.get(character) or unicodedata.normalize("NFD", character)[0]
    if not (base.isascii() and base.isalpha()):
        base = character
    lower = base.lower()
    return lower if len(lower) == 1 else base


def fold(text: str) -> str:
    """Return ``text`` for accent-blind search: small letters, no marks, đ as d.

    One character for one: ``len(fold(text)) == len(clean(text))`` always, so a
    hit in the folded text has the same span in the cleaned one. Marks come off
    Latin letters only; other scripts are lower-cased. Idempotent.
    """
    text = clean(text)
    if text.isascii():
        return text.lower()
    return text.translate({ord(one): _folded_character(one) for one in set(text)})


def _new_tone(found: re.Match[str]) -> str:
    onset, first, second = found.groups()
    bare, tone = TONE_OF[second]
    return onset + with_tone(first, tone) + bare


def normalise_tone(text: str) -> str:
    """Return ``text`` cleaned, with the tone of final oa, oe, uy on the first vowel.

    For matching only: hoà and hòa are one word. Touches nothing but whole
    syllables of Vietnamese shape, so quý, hoàn and foreign words stay. Keeps
    the length of the cleaned text. Idempotent.
    """
    return _OLD_TONE.sub(_new_tone, clean(text))


def match_key(text: str) -> str:
    """Return a key equal for texts that differ only in case, spacing or tone style."""
    return normalise_tone(clean_line(text).lower())


def words(text: str) -> list[str]:
    """Return what stands between white space, a dash on its own included."""
    return clean(text).split()


def count_words(text: str) -> int:
    """Return how many :func:`words` the text has: syllables, mostly."""
    return len(words(text))


def reading_minutes(words: int, *, words_per_minute: int = 200) -> int:
    """Return the reading time in whole minutes, rounded up, at least 1.

    Raises:
        ValueError: ``words_per_minute`` is not positive.
    """
    if words_per_minute <= 0:
        raise ValueError("words_per_minute must be positive")
    return max(1, math.ceil(words / words_per_minute))
