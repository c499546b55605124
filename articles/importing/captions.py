"""Find the photos' captions, and the alternative texts that repeat them."""

import re
from typing import Final

from articles.importing.parts import Kind
from articles.importing.units import MAX_CAPTION, Units, repeats
from articles.vietnamese.newsprint import looks_like_caption, split_caption
from articles.vietnamese.text import match_key

_SIGNED: Final = re.compile(r"(?:tin|bài)\b[^:.]{0,20}:", re.IGNORECASE)
_LONGEST_ABOVE_CREDIT: Final = 30


def mark_captions(units: Units) -> None:
    """Mark every line that ends in a photo's credit, and the lines beside it that repeat it."""
    for index, text in enumerate(units.texts):
        if units.is_free(index) and _is_caption(text, is_first=index == 0):
            units.kinds[index] = Kind.CAPTION
    for index in range(len(units)):
        if units.kinds[index] == Kind.CAPTION:
            _mark_repeats(units, index)


def _is_caption(text: str, *, is_first: bool) -> bool:
    if len(text) > MAX_CAPTION or not looks_like_caption(text) or _SIGNED.match(text):
        return False
    # A photo story's headline may say "Ảnh: …"; it is the first line and nothing but that.
    return not is_first or bool(split_caption(text).caption)


def _mark_repeats(units: Units, caption: int) -> None:
    """Mark the repetitions beside one caption; of equal lines the last is the caption."""
    text = units.texts[caption]
    for beside in (caption - 1, caption + 1):
        if not 0 <= beside < len(units) or not repeats(units.texts[beside], text):
            continue
        if units.is_free(beside):
            units.kinds[beside] = Kind.ALT
        elif beside > caption and units.kinds[beside] == Kind.CAPTION:
            units.kinds[caption] = Kind.ALT


def mark_twins(units: Units, start: int) -> None:
    """Mark two equal short lines after each other: alternative text and caption, no credit."""
    for index in range(start, len(units) - 1):
        if (
            units.is_free(index)
            and units.is_free(index + 1)
            and len(units.texts[index]) <= MAX_CAPTION
            and match_key(units.texts[index]) == match_key(units.texts[index + 1])
        ):
            units.kinds[index], units.kinds[index + 1] = Kind.ALT, Kind.CAPTION


def mark_lines_above_credits(units: Units, start: int) -> None:
    """Mark a short line whose credit stands on the next: ``Quang cảnh hội nghị.``, ``Ảnh: A``."""
    for index in range(start + 1, len(units)):
        if (
            units.kinds[index] == Kind.CAPTION
            and not split_caption(units.texts[index]).caption
            and units.is_free(index - 1)
            and units.words(index - 1) <= _LONGEST_ABOVE_CREDIT
        ):
            units.kinds[index - 1] = Kind.CAPTION
