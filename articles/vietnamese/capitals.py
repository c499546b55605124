"""Give back the capitals that TCVN3 cannot write.

TCVN3 has one code for "ì" and "Ì"; its capital fonts only draw it larger. The case
comes back from the letters around it, as far as they tell.
"""

import re
from functools import lru_cache
from typing import Final

from articles.vietnamese.letters import SMALL_TONED

_CAPITALS: Final = "A-ZĂÂĐÊÔƠƯ"
_WORD: Final = re.compile(r"[^\W\d_]+")
# Words without a small letter that TCVN3 could have written large.
_UNSURE: Final = re.compile(
    rf"(?<![^\W\d_])[{_CAPITALS}]*[{SMALL_TONED}][{_CAPITALS}{SMALL_TONED}]*+(?![^\W\d_])"
)
_OPENING: Final = re.compile(
    rf"((?:^|[.!?…][\"”’)\]]?[^\S\n]{{1,3}})[\"“‘(\[\-–— ]{{0,3}})([{SMALL_TONED}])",
    re.MULTILINE,
)
_WITHOUT_TONED: Final = str.maketrans("", "", SMALL_TONED)
# Far enough for two words on either side.
_NEAR: Final = 32


@lru_cache(maxsize=4096)
def _is_capital(word: str) -> bool | None:
    """Tell whether a word is in capitals; None where its letters do not say.

    One capital before toned letters ("Bà", "Và") may be a word of either kind.
    """
    certain = word.translate(_WITHOUT_TONED)
    if certain and not certain.isupper():
        return False
    return True if len(certain) > 1 else None


def _known(words: list[str]) -> list[bool]:
    return [case for word in words if (case := _is_capital(word)) is not None]


@lru_cache(maxsize=4096)
def _among_capitals(before: str, after: str) -> bool:
    # Two words on either side: "Và UBND tỉnh" is no headline.
    near = _known(_WORD.findall(before))[-2:] + _known(_WORD.findall(after))[:2]
    return bool(near) and all(near)


def _restore_word(found: re.Match[str]) -> str:
    word, text = found[0], found.string
    if _is_capital(word):
        return word.upper()
    before = text[max(0, found.start() - _NEAR) : found.start()].rpartition("\n")[2]
    after = text[found.end() : found.end() + _NEAR].partition("\n")[0]
    return word.upper() if _among_capitals(before, after) else word


def restore_capitals(text: str) -> str:
    """Return ``text``, decoded from TCVN3 and composed, with the capitals that can be known.

    A toned small letter becomes a capital in a word whose other letters are all
    capitals, and where it opens a line or follows the end of a sentence. Others, such
    as a name that opens with one ("Bí thư ái"), stay small: nothing tells. Linear.
    """
    text = _UNSURE.sub(_restore_word, text)
    return _OPENING.sub(lambda found: found[1] + found[2].upper(), text)
