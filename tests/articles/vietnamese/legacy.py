"""Encoders for old Vietnamese encodings, for tests alone.

Written letter by letter from the printed tables (TCVN 5712:1993, VNI-Windows), apart
from the decoder, so that one mistake cannot hide in both.
"""

import unicodedata

_TCVN3 = """
    à B5 ả B6 ã B7 á B8 ạ B9   ă A8 ằ BB ẳ BC ẵ BD ắ BE ặ C6   â A9 ầ C7 ẩ C8 ẫ C9 ấ CA ậ CB
    è CC ẻ CE ẽ CF é D0 ẹ D1   ê AA ề D2 ể D3 ễ D4 ế D5 ệ D6   ì D7 ỉ D8 ĩ DC í DD ị DE
    ò DF ỏ E1 õ E2 ó E3 ọ E4   ô AB ồ E5 ổ E6 ỗ E7 ố E8 ộ E9   ơ AC ờ EA ở EB ỡ EC ớ ED ợ EE
    ù EF ủ F1 ũ F2 ú F3 ụ F4   ư AD ừ F5 ử F6 ữ F7 ứ F8 ự F9   ỳ FA ỷ FB ỹ FC ý FD ỵ FE   đ AE
    Ă A1 Â A2 Ê A3 Ô A4 Ơ A5 Ư A6 Đ A7
"""
_VN1_CAPITALS = """
    À 80 Ả 81 Ã 82 Á 83 Ạ 84   Ằ AF Ẳ BA Ẵ BF Ắ C0 Ặ 85   Ầ C1 Ẩ C2 Ẫ C3 Ấ C4 Ậ 86
    È 87 Ẻ 88 Ẽ 89 É 8A Ẹ 8B   Ề C5 Ể CD Ễ D9 Ế DA Ệ 8C   Ì 8D Ỉ 8E Ĩ 8F Í 90 Ị 91
    Ò 92 Ỏ 93 Õ 94 Ó 95 Ọ 96   Ồ DB Ổ E0 Ỗ F0 Ố FF Ộ 97   Ờ 98 Ở 99 Ỡ 9A Ớ 9B Ợ 9C
    Ù 9D Ủ 9E Ũ 9F Ú 01 Ụ 02   Ừ 04 Ử 05 Ữ 06 Ứ 11 Ự 12   Ỳ 13 Ỷ 14 Ỹ 15 Ý 16 Ỵ 17
"""
_VNI = """
    à aø ả aû ã aõ á aù ạ aï   ă aê ằ aè ẳ aú ẵ aü ắ aé ặ aë   â aâ ầ aà ẩ aå ẫ aã ấ aá ậ aä
    è eø ẻ eû ẽ eõ é eù ẹ eï   ê eâ ề eà ể eå ễ eã ế eá ệ eä   ì ì ỉ æ ĩ ó í í ị ò
    ò oø ỏ oû õ oõ ó où ọ oï   ô oâ ồ oà ổ oå ỗ oã ố oá ộ oä   ơ ô ờ ôø ở ôû ỡ ôõ ớ ôù ợ ôï
    ù uø ủ uû ũ uõ ú uù ụ uï   ư ö ừ öø ử öû ữ öõ ứ öù ự öï   ỳ yø ỷ yû ỹ yõ ý yù ỵ î   đ ñ
"""


def _pairs(table):
    parts = table.split()
    return dict(zip(parts[::2], parts[1::2], strict=True))


TCVN3 = {letter: int(code, 16) for letter, code in _pairs(_TCVN3).items()}
VN1 = TCVN3 | {letter: int(code, 16) for letter, code in _pairs(_VN1_CAPITALS).items()}
VNI = _pairs(_VNI)
VNI |= {letter.upper(): shown.upper() for letter, shown in VNI.items()}


def _single(character: str, table: dict[str, int]) -> bytes:
    code = table.get(character, table.get(character.lower()))
    return character.encode("cp1252") if code is None else bytes([code])


def to_tcvn3(text: str) -> bytes:
    """TCVN3 as ABC fonts have it: capitals with a tone are written with the small letter's code."""
    return b"".join(_single(character, TCVN3) for character in text)


def to_vn1(text: str) -> bytes:
    """TCVN 5712:1993 VN1; it has no curly quotation marks, which become straight."""
    text = text.translate({0x201C: '"', 0x201D: '"'})
    return b"".join(_single(character, VN1) for character in text)


def to_vni(text: str) -> str:
    """VNI as it looks in a Western font."""
    return "".join(VNI.get(character, character) for character in text)


def to_windows_1258(text: str) -> bytes:
    """Windows-1258: letters with quality composed, tones as combining marks."""
    out = []
    for character in text:
        parts = unicodedata.normalize("NFD", character)
        tone = "".join(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
        base = "".join(part for part in parts if part not in tone)
        out.append(unicodedata.normalize("NFC", base) + tone)
    return "".join(out).encode("cp1258")
