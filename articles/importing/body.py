"""Tell the body's paragraphs from subheadings, quotations, lists and pointers elsewhere."""

import re
from typing import Final

from articles.importing.captions import mark_lines_above_credits, mark_twins
from articles.importing.labels import label_of, mark_of
from articles.importing.leftovers import is_pointer
from articles.importing.lines import ends_sentence
from articles.importing.parts import Kind
from articles.importing.units import Units

_LONGEST_HEADING: Final = 120
_MOST_HEADING_WORDS: Final = 16
_LONGEST_ITEM: Final = 300
_DASH: Final = re.compile(r"[-–—*+]\s")


def mark_body(units: Units, start: int) -> None:
    """Mark every line that is still free; the body begins at ``start``."""
    mark_twins(units, start)
    mark_lines_above_credits(units, start)
    free = [index for index in range(len(units)) if units.is_free(index)]
    for index in free:
        units.kinds[index] = _kind_of(units, index)
    _mark_headings(units, start, free)


def _kind_of(units: Units, index: int) -> Kind:
    """Return the kind of a line of the body by itself; subheadings are found later."""
    text = units.texts[index]
    if is_pointer(text):
        return Kind.DROP
    label = label_of(text)
    if label in {Kind.CAPTION, Kind.ALT, Kind.TAGS} and not ends_sentence(text):
        return label
    mark = mark_of(text)
    if mark == Kind.LIST and _DASH.match(text) and not _is_item(units, index):
        return Kind.PARAGRAPH
    return mark or Kind.PARAGRAPH


def _is_item(units: Units, index: int) -> bool:
    """Tell whether a line with a dash is one of several: an answer in an interview is not."""
    near = [one for one in (index - 1, index + 1) if 0 <= one < len(units)]
    return len(units.texts[index]) <= _LONGEST_ITEM and any(
        _DASH.match(units.texts[one]) and len(units.texts[one]) <= _LONGEST_ITEM for one in near
    )


def _mark_headings(units: Units, start: int, free: list[int]) -> None:
    """Make short lines before a paragraph its subheading; three in a row are verse or a list."""
    run: list[int] = []
    for index in free:
        if units.kinds[index] == Kind.PARAGRAPH and _is_short(units, index):
            run.append(index)
            continue
        if units.kinds[index] == Kind.PARAGRAPH and len(run) < 3:
            for one in run:
                if one >= start:
                    units.kinds[one] = Kind.HEADING
        run = []


def _is_short(units: Units, index: int) -> bool:
    text = units.texts[index]
    return (
        len(text) <= _LONGEST_HEADING
        and units.words(index) <= _MOST_HEADING_WORDS
        and not ends_sentence(text)
        and not text.endswith(",")
        and not _DASH.match(text)
    )
