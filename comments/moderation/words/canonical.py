"""One form for all ways to write the same letters, with the way back to what was written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

# Letters of other scripts that look like Latin ones (Unicode's confusables, those of keyboards
# that people have). Small letters only: capitals are made small first.
_LOOK_ALIKES: Final = {
    # Cyrillic
    **dict(zip("асԁеһіјӏкмопрԛѕтиѵԝхугвн", "acdehijlkmonpqstuvwxyrbh", strict=True)),
    # Greek
    **dict(zip("αεικνορτυχγηωβμ", "aeiknoptuxynwbm", strict=True)),
    # Armenian
    **dict(zip("ոսօցհյզռ", "nuoghjqn", strict=True)),
    # Lisu, whose letters are Latin capitals, some of them
    **dict(zip("ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ", "bpdtgkjczfmnlsrvhwxyaeiou", strict=True)),
    # Latin small capitals, and letters in black circles and squares
    **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True)),
    **{chr(start + n): chr(97 + n) for start in (0x1F150, 0x1F170) for n in range(26)},
    # Latin letters with strokes, hooks and the like that Vietnamese does not have
    **dict(zip("łøħŧɑɡɩıʋȷŋ", "lohtagiiujn", strict=True)),
    # Eth before a vowel is how a Western keyboard writes đ.
    "ð": "đ",
}
# Blanks that are letters to Unicode.
_FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5")
_MARKS: Final = r"\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0"
_CLUSTER: Final = re.compile(rf"[\s\S][{_MARKS}]*")
# Signs that are whole phrases (ﷺ has 18 letters) would make a text many times as long.
_MOST_IN_ONE: Final = 10
_VIETNAMESE_MARKS: Final = frozenset("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")


@dataclass(frozen=True)
class Canonical:
    """Text in small letters, composed, without what is not seen.

    Character ``n`` of ``text`` was written at ``starts[n]`` to ``ends[n]`` of the original.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def canonical(original: str) -> Canonical:
    """Return the canonical form of any text, in linear time."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in _CLUSTER.finditer(original):
        for letter in _letters(cluster[0][:8]):
            letters.append(letter)
            starts.append(cluster.start())
            ends.append(cluster.end())
    return Canonical("".join(letters), tuple(starts), tuple(ends))


@lru_cache(maxsize=4096)
def _letters(cluster: str) -> str:
    """Return what a letter with its marks is; empty for what nobody sees."""
    plain = unicodedata.normalize("NFKC", cluster)
    if len(plain) == 1 and plain.isascii():
        return plain.lower()
    if len(plain) > _MOST_IN_ONE:
        return " "
    kept = []
    for letter in unicodedata.normalize("NFD", plain.lower()):
        if letter in _FILLERS or unicodedata.category(letter) in {"Cf", "Cc", "Cs", "Co", "Cn"}:
            kept.append(" " if letter.isspace() else "")
        elif unicodedata.combining(letter):
            # Strokes through letters, rings and the like are dress.
            kept.append(letter if letter in _VIETNAMESE_MARKS else "")
        else:
            kept.append(" " if letter.isspace() else _LOOK_ALIKES.get(letter, letter))
    return unicodedata.normalize("NFC", "".join(kept))
