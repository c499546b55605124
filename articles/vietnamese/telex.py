"""Undo Vietnamese typing that no input method caught: Telex and VNI keys.

Readers type "ddarng uyr" or "d9a3ng u3y" into search boxes when their keyboard is
not switched to Vietnamese. Only what cannot be a plain word is undone.
"""

import re
from collections.abc import Callable
from typing import Final

from articles.vietnamese.letters import HOI, HUYEN, NANG, NGA, NGANG, SAC
from articles.vietnamese.syllables import is_syllable, spell

_TELEX_TONES: Final = {"z": NGANG, "s": SAC, "f": HUYEN, "r": HOI, "x": NGA, "j": NANG}
_VNI_TONES: Final = {"0": NGANG, "1": SAC, "2": HUYEN, "3": HOI, "4": NGA, "5": NANG}
_CIRCUMFLEX: Final = {"a": "â", "e": "ê", "o": "ô"}
_HORN: Final = {"o": "ơ", "u": "ư"}
_BREVE: Final = {"a": "ă"}
_TOKEN: Final = re.compile(r"[^\W_]+")
# The first vowel ends the onset; the i of gi and the u of qu belong to it.
_ONSET: Final = re.compile(r"(?:gi(?=[aeouw])|qu(?=[aeiyow])|[^aeiouyw]*)")

# English and other words of news that happen to be Telex for a syllable.
_FOREIGN_WORDS: Final = """
    air as ax bar bee boom box bus car core cow cows gas has her his how if is lisa low
    max maxi mix moon more noon nora nose now of or ox par per pisa pos pose room rosa
    rose row see seen sex six sofa soon tax taxi tee teen too us var visa war was co2
"""
_FOREIGN: Final = frozenset(_FOREIGN_WORDS.split())


class _Syllable:
    """A syllable as it grows, key by key."""

    def __init__(self, onset: str, *, has_bar: bool) -> None:
        self.onset = onset
        self.has_bar = has_bar
        self.rime: list[str] = []
        self.tone: int | None = None

    def mark(self, letters: dict[str, str]) -> bool:
        """Give the last letter that takes it a circumflex, breve or horn."""
        for place in reversed(range(len(self.rime))):
            letter = self.rime[place]
            if letter in letters:
                self.rime[place] = letters[letter]
                # One key makes both horns: duong + w is dương.
                if self.rime[place - 1 : place + 1] == ["u", "ơ"]:
                    self.rime[place - 1] = "ư"
                return True
        return False

    def set_tone(self, tone: int) -> bool:
        if self.tone is not None or not self.rime:
            return False
        self.tone = tone
        return True

    def spelt(self) -> str | None:
        """Return the finished syllable, None if Vietnamese has none such."""
        onset = "đ" + self.onset[1:] if self.has_bar else self.onset
        rime = "".join(self.rime)
        # thuở, huơ: the one rime where the u stays without a horn.
        rime = "uơ" if rime == "ươ" else rime
        return spell(onset + rime, self.tone or NGANG)


def _telex(token: str) -> str | None:
    has_bar = token.startswith("dd")
    token = token[1:] if has_bar else token
    onset = _ONSET.match(token)
    syllable = _Syllable(onset[0] if onset else "", has_bar=has_bar)
    for key in token[len(syllable.onset) :]:
        if not _press_telex(syllable, key):
            return None
    return syllable.spelt()


def _press_telex(syllable: _Syllable, key: str) -> bool:
    if key in _TELEX_TONES:
        return syllable.set_tone(_TELEX_TONES[key])
    if key == "d" and syllable.onset == "d" and not syllable.has_bar:
        syllable.has_bar = True
    elif key == "w":
        if "".join(syllable.rime).endswith("ua"):
            return syllable.mark({"u": "ư"})
        if not syllable.mark(_HORN | _BREVE):
            syllable.rime.append("ư")
    elif not (key in _CIRCUMFLEX and syllable.mark({key: _CIRCUMFLEX[key]})):
        syllable.rime.append(key)
    return True


def _vni(token: str) -> str | None:
    onset = _ONSET.match(token.replace("9", ""))
    syllable = _Syllable(onset[0] if onset else "", has_bar=False)
    letters = token
    if "9" in token:
        if not token.startswith("d") or token.count("9") > 1:
            return None
        syllable.has_bar = True
        letters = token.replace("9", "")
    for key in letters[len(syllable.onset) :]:
        if not _press_vni(syllable, key):
            return None
    return syllable.spelt()


def _press_vni(syllable: _Syllable, key: str) -> bool:
    if key in _VNI_TONES:
        return syllable.set_tone(_VNI_TONES[key])
    if key == "6":
        return syllable.mark(_CIRCUMFLEX)
    if key == "7":
        return syllable.mark(_HORN)
    if key == "8":
        return syllable.mark(_BREVE)
    syllable.rime.append(key)
    return key.isalpha()


def _decode(text: str, undo: Callable[[str], str | None]) -> str:
    def replace(found: re.Match[str]) -> str:
        token = found[0]
        small = token.lower()
        if not token.isascii() or len(token) > 12 or small in _FOREIGN or is_syllable(token):
            return token
        syllable = undo(small)
        if syllable is None or syllable == small:
            return token
        if token.isupper():
            return syllable.upper()
        return syllable.capitalize() if token[0].isupper() else syllable

    return _TOKEN.sub(replace, text)


def decode_telex(text: str) -> str:
    """Return ``text`` with every token that can only be Telex typing spelt out.

    Understands aa ee oo aw ow uw w dd and the tone keys s f r x j z, each anywhere
    after its vowel. Plain syllables, common foreign words and whatever gives no
    Vietnamese syllable stay as typed. Tones go where the new style puts them.
    """
    return _decode(text, _telex)


def decode_vni_typing(text: str) -> str:
    """Return ``text`` with every token that can only be VNI typing spelt out.

    Keys: 1 to 5 tones, 6 circumflex, 7 horn, 8 breve, 9 đ, 0 none. A token needs two
    letters, so that A1, G7 and Q10 stay.
    """

    def undo(token: str) -> str | None:
        return _vni(token) if sum(map(str.isalpha, token)) > 1 else None

    return _decode(text, undo)
