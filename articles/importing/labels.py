"""What a manuscript writes before a part to name it: ``Tít:``, ``Sapo:``, ``Từ khóa:``."""

import re
from typing import Final

from articles.importing.parts import Kind

_LABELS: Final = {
    kind: re.compile(rf"(?:{names})\s*:\s*(?P<text>\S.*)", re.IGNORECASE)
    for kind, names in {
        Kind.TITLE: "tít(?: chính| bài)?|tiêu đề|tựa(?: đề| bài)?|headline",
        Kind.KICKER: "tít phụ|kicker",
        Kind.LEAD: "sapo|sa-?pô|sa pô|chapeau",
        Kind.CAPTION: "chú thích(?: ảnh)?",
        Kind.ALT: "văn bản thay thế|alt",
        Kind.TAGS: "từ kh(?:óa|oá)|tags?|keywords?",
        Kind.SOURCE: "nguồn(?: tin| bài)?",
        Kind.BYLINE: "tác giả|bút danh",
    }.items()
}
_MARKS: Final = {
    Kind.HEADING: re.compile(r"#{2,4}\s+(?P<text>\S.*)"),
    Kind.QUOTE: re.compile(r">\s*(?P<text>[^>\s].*)"),
    Kind.LIST: re.compile(r"(?:[-–—*+]\s+|[•·▪●○]\s*)(?P<text>\S.*)"),
}
_THEO: Final = re.compile(r"\(?\s*(?:theo|nguồn\s?:)\s*(?P<text>[^()]+?)\s*\)?", re.IGNORECASE)
_AGENCIES: Final = re.compile(
    r"\(?(?P<text>(?:TTXVN|TTXVN/Vietnam\+|Vietnam\+|VOV|VTV|AFP|AP|Reuters|Xinhua|Tân Hoa Xã))\)?"
)
_LONGEST_SOURCE: Final = 80


def label_of(text: str) -> Kind | None:
    """Return the part that the line names itself as."""
    return next((kind for kind, label in _LABELS.items() if label.fullmatch(text)), None)


def mark_of(text: str) -> Kind | None:
    """Return the kind of block that the line's first sign makes it."""
    return next((kind for kind, mark in _MARKS.items() if mark.fullmatch(text)), None)


def without_label(kind: Kind, text: str) -> str:
    """Return ``text`` without what says only that it is of this ``kind``."""
    if kind == Kind.SOURCE:
        return source_of(text) or text
    pattern = _LABELS.get(kind) or _MARKS.get(kind)
    found = pattern.fullmatch(text) if pattern else None
    return found["text"] if found else text


def source_of(text: str) -> str:
    """Return whom ``Theo TTXVN``, ``(Nguồn: VOV)`` or a bare agency's name states, or ``""``."""
    if len(text) > _LONGEST_SOURCE or text[-1:] in set(".!?:"):
        return ""
    found = _AGENCIES.fullmatch(text) or _THEO.fullmatch(text)
    return found["text"] if found else ""
