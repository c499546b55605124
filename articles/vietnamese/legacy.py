"""The tables of the encodings that Vietnamese newspapers used before Unicode.

Each maps what such a text looks like when its bytes are read as Latin-1 (or, from
0x80 to 0x9F, as Windows-1252) to the letters that were meant. Sources: TCVN
5712:1993, of which TCVN3 ("ABC" fonts) is the subset with small toned letters only,
and the VNI-Windows table of VNI Software.
"""

import re
from typing import Final

from articles.vietnamese.letters import HOI, HUYEN, NANG, NGA, SAC, with_tone

#: Quotes, dashes and the like at 0x80 to 0x9F; five codes mean nothing in Windows-1252.
WINDOWS: Final = {
    chr(code): shown
    for code in range(0x80, 0xA0)
    if (shown := bytes([code]).decode("cp1252", errors="ignore"))
}

# (first code, letters from there on); TCVN orders tones huyền hỏi ngã sắc nặng.
_TCVN3_RUNS: Final = (
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)
_VN1_RUNS: Final = (
    (0x01, "ÚỤ"),
    (0x04, "ỪỬỮ"),
    (0x11, "ỨỰỲỶỸÝỴ"),
    (0x80, "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"),
    (0xAF, "Ằ\u0300\u0309\u0303\u0301\u0323"),
    (0xBA, "Ẳ"),
    (0xBF, "ẴẮẦẨẪẤỀ"),
    (0xCD, "Ể"),
    (0xD9, "ỄẾỒ"),
    (0xE0, "Ổ"),
    (0xF0, "Ỗ"),
    (0xFF, "Ố"),
)


def _table(runs: tuple[tuple[int, str], ...]) -> dict[str, str]:
    return {chr(first + offset): letter for first, run in runs for offset, letter in enumerate(run)}


_SMALL: Final = _table(_TCVN3_RUNS)
_FULL: Final = _SMALL | _table(_VN1_RUNS)

_TCVN3: Final = str.maketrans(_SMALL | WINDOWS)

_VN1: Final = str.maketrans(_FULL | {shown: _FULL[code] for code, shown in WINDOWS.items()})
_WINDOWS_1258: Final = str.maketrans(
    {
        chr(code): meant
        for code in range(0x80, 0x100)
        if (meant := bytes([code]).decode("cp1258", errors="ignore"))
    }
)
_FROM_WINDOWS: Final = str.maketrans(WINDOWS)

# VNI writes the letter, then one character for its marks; that has the letter's case.
_VNI_TONES: Final = {HUYEN: "ø", HOI: "û", NGA: "õ", SAC: "ù", NANG: "ï"}
_VNI_CIRCUMFLEX: Final = {0: "â", HUYEN: "à", HOI: "å", NGA: "ã", SAC: "á", NANG: "ä"}
_VNI_BREVE: Final = {0: "ê", HUYEN: "è", HOI: "ú", NGA: "ü", SAC: "é", NANG: "ë"}
_VNI_SINGLE: Final = {
    "ñ": "đ", "ô": "ơ", "ö": "ư", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "í": "í", "ò": "ị", "î": "ỵ",
}  # fmt: skip


def _vni_pairs() -> dict[str, str]:
    small = {
        letter + mark: with_tone(meant, tone)
        for letter, meant in [*zip("aeouy", "aeouy", strict=True), ("ô", "ơ"), ("ö", "ư")]
        for tone, mark in _VNI_TONES.items()
    }
    for letter, meant in zip("aeo", "âêô", strict=True):
        small |= {letter + m: with_tone(meant, tone) for tone, m in _VNI_CIRCUMFLEX.items()}
    small |= {"a" + mark: with_tone("ă", tone) for tone, mark in _VNI_BREVE.items()}
    return small


def _both_cases(small: dict[str, str]) -> dict[str, str]:
    capitals = {shown.upper(): meant.upper() for shown, meant in small.items()}
    # Typists left the mark small after a capital, and the fonts drew it all the same.
    mixed = {shown[0].upper() + shown[1:]: meant.upper() for shown, meant in small.items()}
    return small | mixed | capitals


_VNI_PAIRS: Final = _vni_pairs()
_VNI: Final = _both_cases(_VNI_SINGLE | _VNI_PAIRS)
_VNI_LETTERS: Final = "aeouyôö"
_VNI_MARKS: Final = "".join({pair[1] for pair in _VNI_PAIRS})
_VNI_ALONE: Final = "".join(_VNI_SINGLE)
_VNI_RE: Final = re.compile(
    f"[{_VNI_LETTERS}{_VNI_LETTERS.upper()}][{_VNI_MARKS}{_VNI_MARKS.upper()}]"
    f"|[{_VNI_ALONE}{_VNI_ALONE.upper()}]"
)


def from_vni(text: str) -> str:
    """Return ``text`` with every VNI sequence replaced by the letter it stands for."""
    text = text.translate(_FROM_WINDOWS)
    # A letter and a mark that do not belong together stay as they are.
    return _VNI_RE.sub(lambda found: _VNI.get(found[0], found[0]), text)


def from_tcvn3(text: str) -> str:
    """Return TCVN3 ``text`` in letters; capitals with a tone come out small."""
    return text.translate(_TCVN3)


def from_vn1(text: str) -> str:
    """Return TCVN 5712:1993 VN1 ``text`` in letters, some with combining marks."""
    return text.translate(_VN1)


def from_windows_1258(text: str) -> str:
    """Return ``text``, Windows-1258 read as Latin-1, in letters with combining marks."""
    return text.translate(_WINDOWS_1258)
