"""What a Vietnamese syllable can be: onset, rime and tone.

The rimes are those of the spelling taught in schools; loan spellings such as "xoong"
or "Krông" are left out on purpose, because the callers use this to tell Vietnamese
from everything else.
"""

from typing import Final

from articles.vietnamese.letters import NANG, SAC, TONE_OF, WITHOUT_TONE, with_tone
from articles.vietnamese.text import normalise_tone

_ONSETS: Final = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_COMMON_RIMES: Final = """
    a ac ach ai am an ang anh ao ap at au ay
    ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt
    ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    oa oac oach oai oam oan oang oanh oao oap oat oay
    oăc oăm oăn oăng oăt oe oen oeo oet
    uân uâng uât uây uê uêch uênh uơ uy uya uych uynh uyt uyu uyên uyêt
"""
_OPENING_RIMES: Final = "y yêm yên yêng yêt yêu"
_RIMES_AFTER_Q: Final = """
    a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây
    e en eo et ê ên ênh êt êch it ôc ơ ơi y ych ynh yt yên yêt
"""
# y for i by itself is written after these only: Mỹ, kỹ, lý, hy, sỹ, tỷ, vỹ.
_ONSETS_OF_Y: Final = "h k l m s t v"

_RIMES: Final = frozenset(_COMMON_RIMES.split())
_Y_RIMES: Final = frozenset(_OPENING_RIMES.split())
_AFTER_Q: Final = frozenset(_RIMES_AFTER_Q.split())
_BEFORE_FINAL_Y: Final = frozenset(_ONSETS_OF_Y.split())
_STOPS: Final = ("c", "ch", "p", "t")
_MARKED: Final = frozenset("ăâêôơư")


def _rime_fits(onset: str, rime: str) -> bool:
    front = rime[0] in "eêi"
    match onset:
        case "":
            return rime in _RIMES or rime in _Y_RIMES
        case "qu":
            return rime in _AFTER_Q
        case "k" if rime == "y":
            return True
        case "k" | "gh" | "ngh":
            return front and rime in _RIMES
        case "c" | "ng":
            return not front and rime in _RIMES
        case "g":
            return rime[0] not in "eê" and rime in _RIMES
        case "gi":
            return rime[0] != "i" and rime in _RIMES
    return rime in _RIMES or (rime == "y" and onset in _BEFORE_FINAL_Y)


# Later onsets win: "gia" is gi + a, not g + ia; that decides where its tone goes.
_SYLLABLES: Final = {
    onset + rime: (onset, rime)
    for onset in ("", *sorted(_ONSETS.split(), key=len))
    for rime in sorted(_RIMES | _Y_RIMES | _AFTER_Q)
    if _rime_fits(onset, rime)
}


def _tone_place(rime: str) -> int:
    """Return the index of the letter that carries the tone, in the new style."""
    vowels = len(rime.rstrip("chgmnpt"))
    marked = [place for place in range(vowels) if rime[place] in _MARKED]
    if marked:
        return marked[-1]
    if vowels == 3 or (vowels == 2 and len(rime) > 2):
        return 1
    return 0


def spell(toneless: str, tone: int) -> str | None:
    """Return a toneless small syllable spelt with ``tone``, or None if there is none such.

    Syllables that end in a stop (c, ch, p, t) take sắc or nặng only.
    """
    parts = _SYLLABLES.get(toneless)
    if parts is None:
        return None
    onset, rime = parts
    if rime.endswith(_STOPS) and tone not in (SAC, NANG):
        return None
    place = _tone_place(rime)
    return onset + rime[:place] + with_tone(rime[place], tone) + rime[place + 1 :]


def is_syllable(token: str) -> bool:
    """Tell whether ``token`` is one correctly spelt Vietnamese syllable.

    Small letters, capitals or one leading capital; the tone in the old or the new
    place. Says nothing about meaning: "bõn" is a syllable like any other.
    """
    if not (token.islower() or token.isupper() or token.istitle()):
        return False
    small = token.lower()
    toneless = small.translate(WITHOUT_TONE)
    if toneless not in _SYLLABLES:
        return False
    tones = [TONE_OF[letter][1] for letter in small if TONE_OF.get(letter, ("", 0))[1]]
    if len(tones) > 1:
        return False
    return spell(toneless, tones[0] if tones else 0) == normalise_tone(small)
