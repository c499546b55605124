"""The set phrases of a newspaper page: photo credits, datelines, bylines.

Each function reads one line, cleaned and joined by ``text.clean_line``; none raises.
Where print is ambiguous the line is left whole: a lost credit is put right by hand,
a sentence cut in two is published.
"""

import re
from typing import Final, NamedTuple

from articles.vietnamese.text import clean_line


class Caption(NamedTuple):
    """A photo's caption, and who took it; ``credit`` is empty if the line names nobody."""

    caption: str
    credit: str


class Dateline(NamedTuple):
    """The paper's mark without brackets or dash, and what follows it."""

    dateline: str
    rest: str


class Byline(NamedTuple):
    """The names in printed order, and what else the line says (``tổng hợp``)."""

    authors: list[str]
    note: str


_UPPER: Final = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_KIND: Final = r"(?:\s(?:minh h(?:ọa|oạ)|tư liệu))?"
_BRACKETED_CREDIT: Final = re.compile(
    rf"(?P<caption>.*?)\s*[(\[]\s*(?:nguồn\s)?ảnh{_KIND}\s*:\s*(?P<credit>[^()\[\]]+)[)\]]\s*\.?",
    re.IGNORECASE,
)
# Outside brackets a capital is asked for: "xem ảnh: ..." is running text.
_OPEN_CREDIT: Final = re.compile(
    r"(?P<caption>(?:.*[\s.\-–—|])?)(?:Ảnh|ẢNH|Nguồn ảnh)"
    rf"(?i:{_KIND})\s*:\s*(?P<credit>\S.*)"
)
# Longer lines are paragraphs, whatever stands at their end.
_LONGEST_CAPTION: Final = 600
_INITIALS_END: Final = re.compile(r"\w\.\w\.$")
_NEW_SENTENCE: Final = re.compile(rf"\w{{3,}}[.!?]\s+[{_UPPER}]")


def split_caption(line: str) -> Caption:
    """Split "... Ảnh: A" or "... (Ảnh: A)" into caption and credit.

    The credit loses its full stop unless it ends in initials. "Ảnh tư liệu" with no
    colon is part of the caption.
    """
    line = clean_line(line)
    if len(line) > _LONGEST_CAPTION:
        return Caption(line, "")
    found = _BRACKETED_CREDIT.fullmatch(line) or _OPEN_CREDIT.fullmatch(line)
    if found is None:
        return Caption(line, "")
    credit = found["credit"].strip()
    if not _INITIALS_END.search(credit):
        credit = credit.rstrip(" .")
    if not credit or len(credit) > 80 or _NEW_SENTENCE.search(credit):
        return Caption(line, "")
    return Caption(found["caption"].rstrip(" -–—|"), credit)


def looks_like_caption(line: str) -> bool:
    """Tell whether the line ends in a photo credit."""
    return bool(split_caption(line).credit)


_MARK: Final = rf"[{_UPPER}][{_UPPER}0-9]*(?:[./+][{_UPPER}0-9]+)*\+?"
# Marks that are not all capitals, as the papers themselves print them.
_NAMED_MARK: Final = r"Dân trí|VnExpress|VietNamNet|Vietnamnet|VietnamPlus|Vietnam\+|Zing|Znews"
_PLACE: Final = rf"[{_UPPER}][^\W\d_]*(?:[ ,.]+[{_UPPER}][^\W\d_]*){{0,3}}[ ,.]*"
_LONGEST_DATELINE: Final = 60
_DATELINES: Final = (
    re.compile(rf"\(\s*(?P<mark>{_MARK}|{_NAMED_MARK})\s*\)\s*[-–—:]?\s*"),
    re.compile(rf"\(\s*(?P<mark>[{_UPPER}][^().!?]{{1,24}}?)\s*\)\s*[-–—]\s*"),
    re.compile(rf"(?P<mark>{_PLACE}\({_MARK}\))\s*[-–—]\s*"),
    re.compile(rf"(?P<mark>{_MARK}|{_NAMED_MARK})\s*[-–—]\s+"),
)
# Capitals that open sentences and headlines, not texts of a paper by that name.
_CAPITAL_WORDS: Final = """
    TP.HCM TPHCM TP UBND HĐND MTTQ UBMTTQ TAND VKSND CSGT PCCC BCS BCH HLV CLB THPT THCS
    ASEAN EU WHO LHQ APEC WTO FIFA AFF SEA GDP COVID USD VNĐ VND Q A B C
"""
_NOT_MARKS: Final = frozenset(_CAPITAL_WORDS.split())


def split_dateline(text: str) -> Dateline:
    """Split the paper's mark off a lead: "BDK.VN - Ngày ...", "(PLO)- Bên ...".

    A mark is capitals, digits and dots of at least two letters, a paper's known name,
    or a short name in brackets before a dash; "Hà Nội - Huế" and "UBND - HĐND" are
    not. "Hà Nội (TTXVN) - ..." gives "Hà Nội (TTXVN)".
    """
    text = clean_line(text)
    for pattern in _DATELINES:
        found = pattern.match(text, 0, _LONGEST_DATELINE)
        if not found or found.end() == len(text):
            continue
        if len(found["mark"]) > 1 and found["mark"] not in _NOT_MARKS:
            return Dateline(found["mark"], text[found.end() :])
    return Dateline("", text)


_LONGEST_BYLINE: Final = 200
_WORK: Final = r"(?:tin|bài|ảnh|clip|video|đồ họa)"
_ROLE: Final = re.compile(
    rf"(?P<role>{_WORK}(?:\s?(?:[,\-–&]|và)\s?{_WORK})*"
    r"|tác giả|thực hiện|tổng hợp|biên dịch|phóng viên)\s*:\s*(?P<names>.+)",
    re.IGNORECASE,
)
_NOTE: Final = re.compile(r"(?P<names>.*?)\s*\((?P<note>[^()]+)\)\s*")
_BETWEEN_NAMES: Final = re.compile(r"\s+[-–—]\s+|\s*[–—,;/&|]\s*|\s+và\s+")
_SOURCE: Final = re.compile(r"(?:theo|nguồn)\b", re.IGNORECASE)


def split_byline(line: str) -> Byline:
    """Split "A - B (tổng hợp)" into names and note.

    A role before a colon ("Bài và ảnh: A") becomes the note, but "Tác giả:" says
    nothing. "Theo TTXVN" names a source, not an author: it is the note. Several
    notes are joined by "; ". A line too long for a byline is all note.
    """
    names, notes = clean_line(line), list[str]()
    if len(names) > _LONGEST_BYLINE:
        return Byline([], names)
    if found := _ROLE.fullmatch(names):
        names = found["names"]
        if found["role"].lower() != "tác giả":
            notes.append(found["role"])
    if found := _NOTE.fullmatch(names):
        names = found["names"]
        notes.append(found["note"].strip())
    parts = [part for part in map(str.strip, _BETWEEN_NAMES.split(names)) if part]
    notes += [part for part in parts if _SOURCE.match(part)]
    return Byline([part for part in parts if not _SOURCE.match(part)], "; ".join(notes))


_NAME_WORD: Final = rf"(?:[{_UPPER}][^\W\d_]*(?:['’\-][^\W\d_]+)*|[{_UPPER}](?:\.[{_UPPER}])+\.?)"
_NAME: Final = re.compile(rf"{_NAME_WORD}(?: {_NAME_WORD}){{0,4}}")
_FURNITURE: Final = frozenset({"bình luận", "chia sẻ", "từ khóa", "tin liên quan"})


def looks_like_byline(line: str) -> bool:
    """Tell whether the line is one to four names, with or without a role or note.

    By shape alone: "Hà Nội" passes too, so ask it only of a line where a byline stands.
    """
    line = clean_line(line)
    if not line or len(line) > 80 or line.lower() in _FURNITURE:
        return False
    authors, note = split_byline(line)
    if not authors:
        return bool(_SOURCE.match(note)) and line[-1] not in ".!?:"
    return len(authors) <= 4 and all(map(_NAME.fullmatch, authors))
