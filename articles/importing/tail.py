"""Find where the article ends: byline, source, keywords, and what the page adds below."""

import re
from typing import Final

from articles.importing.labels import label_of, source_of
from articles.importing.leftovers import (
    has_comment_count,
    is_end_mark,
    is_leftover,
    is_pointer,
)
from articles.importing.lines import ends_sentence
from articles.importing.parts import Kind
from articles.importing.units import Units, is_date_line, is_running_text
from articles.vietnamese.newsprint import looks_like_byline, split_caption
from articles.vietnamese.text import fold

_MOST_SIGNED: Final = 4
_LONGEST_LABELLED: Final = 400
_KEYWORD_HEADING: Final = re.compile(r"(?:tu khoa|tags?|keywords?)\s*:?")


def mark_tail(units: Units, start: int) -> None:
    """Mark, from ``start`` on, what stands after the article's last paragraph."""
    _mark_keyword_lists(units, start)
    _cut_off(units, start)
    signed = 0
    for index in range(len(units) - 1, start - 1, -1):
        kind = units.kinds[index] or _kind_at_end(units, index, signed)
        if kind is None:
            return
        if kind == Kind.CAPTION and _credits_all(units, index, start):
            kind = Kind.BYLINE
        units.kinds[index] = kind
        signed += kind in {Kind.BYLINE, Kind.SOURCE}


def _cut_off(units: Units, start: int) -> None:
    """Leave out other people's words after the article."""
    for index in range(start, len(units)):
        text = units.texts[index]
        if units.is_free(index) and is_end_mark(text) and _ends_article(units, index, start):
            for rest in range(index, len(units)):
                is_keywords = label_of(units.texts[rest]) == Kind.TAGS
                if not is_keywords and units.kinds[rest] != Kind.TAGS:
                    units.kinds[rest] = Kind.DROP
            return


def _ends_article(units: Units, mark: int, start: int) -> bool:
    """Tell whether nothing of the article comes after an end mark."""
    if has_comment_count(units.texts[mark]):
        return True
    before = mark - 1
    while before >= start and is_leftover(units.texts[before]):
        before -= 1
    if before >= start and _is_signature(units.texts[before]):
        return True
    return not any(is_running_text(text) for text in units.texts[mark + 1 :])


def _is_signature(text: str) -> bool:
    return looks_like_byline(text) or bool(source_of(text))


def _mark_keyword_lists(units: Units, start: int) -> None:
    """Mark the short lines under a line that says nothing but ``Từ khóa:``."""
    is_list = False
    for index in range(start, len(units)):
        text = units.texts[index]
        if _KEYWORD_HEADING.fullmatch(fold(text)):
            units.kinds[index] = Kind.DROP
            is_list = True
        elif is_list and len(text) <= 60 and not is_leftover(text) and not ends_sentence(text):
            units.kinds[index] = Kind.TAGS
        else:
            is_list = False


def _kind_at_end(units: Units, index: int, signed: int) -> Kind | None:
    """Return what a line is if nothing but such lines follows; None for the article's text."""
    text = units.texts[index]
    label = label_of(text)
    if label in {Kind.TAGS, Kind.SOURCE, Kind.BYLINE} and len(text) <= _LONGEST_LABELLED:
        return label
    if is_leftover(text) or is_pointer(text):
        return Kind.DROP
    if is_date_line(text):
        return Kind.DROP if units.has(Kind.TIME) else Kind.TIME
    if signed < _MOST_SIGNED and source_of(text):
        return Kind.SOURCE
    if signed < _MOST_SIGNED and looks_like_byline(text):
        return Kind.BYLINE
    return None


def _credits_all(units: Units, index: int, start: int) -> bool:
    """Tell whether ``Ảnh: …`` is part of the byline, and not of one photo."""
    if split_caption(units.texts[index]).caption:
        return False
    has_name_below = index + 1 < len(units) and units.kinds[index + 1] == Kind.BYLINE
    return has_name_below or (index > start and looks_like_byline(units.texts[index - 1]))
