"""The Vietnamese alphabet: 12 vowels, 6 tones, đ (TCVN 6909:2001, a subset of Unicode).

Every other module takes its letters from here, so that tone order and letter
order are written down once.
"""

import unicodedata
from typing import Final

#: The twelve vowels without tone, in dictionary order.
VOWELS: Final = "aăâeêioôơuưy"

#: The combining tone marks in dictionary order: ngang, huyền, hỏi, ngã, sắc, nặng.
TONE_MARKS: Final = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")

#: Tone numbers: indices into :data:`TONE_MARKS`.
NGANG, HUYEN, HOI, NGA, SAC, NANG = range(6)


def with_tone(vowel: str, tone: int) -> str:
    """Return a toneless ``vowel`` (either case) as one letter that carries ``tone``."""
    return unicodedata.normalize("NFC", vowel + TONE_MARKS[tone])


#: Every vowel, with or without tone, in both cases -> (the vowel without tone, tone).
TONE_OF: Final = {
    with_tone(vowel, tone): (vowel, tone)
    for vowel in VOWELS + VOWELS.upper()
    for tone in range(len(TONE_MARKS))
}

#: The vowels that carry a tone, small ones only: what TCVN3 has no capitals for.
SMALL_TONED: Final = "".join(
    letter for letter, (_, tone) in TONE_OF.items() if tone and letter.islower()
)

#: For ``str.translate``: takes the tone off every letter and nothing else.
WITHOUT_TONE: Final = str.maketrans({letter: bare for letter, (bare, _) in TONE_OF.items()})

#: Letters of the Vietnamese alphabet that no Western encoding has.
BEYOND_LATIN_1: Final = "đĐ" + "".join(letter for letter in TONE_OF if ord(letter) > 0xFF)
