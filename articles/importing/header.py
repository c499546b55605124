"""Find title, kicker, time and lead."""

from typing import Final

from articles.importing.labels import label_of
from articles.importing.leftovers import is_leftover, is_section_line
from articles.importing.parts import Kind
from articles.importing.units import Units, is_date_line, is_prose, is_running_text
from articles.vietnamese.newsprint import looks_like_byline, split_byline
from articles.vietnamese.text import match_key

_MOST_CANDIDATES: Final = 6
_LONGEST_KICKER: Final = 120


def mark_header(units: Units) -> int:
    """Mark everything up to the lead and round it; return the index of what follows."""
    candidates, lead = _candidates(units)
    title = _title(units, candidates)
    if title is not None:
        units.kinds[title] = Kind.TITLE
        lead = _mark_below_title(units, title, [c for c in candidates if c > title], lead)
    if lead is not None:
        units.kinds[lead] = Kind.LEAD
    last = max((one for one in (title, lead) if one is not None), default=-1)
    _mark_below_lead(units, last + 1)
    return last + 1


def _candidates(units: Units) -> tuple[list[int], int | None]:
    """Mark furniture and named parts; return possible titles, and the first running text."""
    found: list[int] = []
    for index, text in enumerate(units.texts):
        if not units.is_free(index):
            continue
        has_title = bool(found) or units.has(Kind.TITLE)
        if is_leftover(text):
            units.kinds[index] = Kind.DROP
        elif is_date_line(text):
            units.kinds[index] = Kind.DROP if units.has(Kind.TIME) else Kind.TIME
        elif (label := label_of(text)) and not (label == Kind.TITLE and has_title):
            units.kinds[index] = label
        elif is_running_text(text) if has_title else is_prose(text):
            return found, None if units.has(Kind.LEAD) else index
        else:
            found.append(index)
        if len(found) == _MOST_CANDIDATES or (units.has(Kind.LEAD) and has_title):
            break
    return found, None


def _title(units: Units, candidates: list[int]) -> int | None:
    """Return the title's index, and mark what stands over it."""
    if units.has(Kind.TITLE):
        return units.kinds.index(Kind.TITLE)
    if len(candidates) > 1 and _is_signed(units.texts[candidates[0]]):
        units.kinds[candidates.pop(0)] = Kind.BYLINE
    while len(candidates) > 1 and is_section_line(units.texts[candidates[0]]):
        units.kinds[candidates.pop(0)] = Kind.DROP
    if len(candidates) > 1 and _is_kicker(units, *candidates[:2]):
        units.kinds[candidates.pop(0)] = Kind.KICKER
    return candidates[0] if candidates else None


def _is_signed(text: str) -> bool:
    return looks_like_byline(text) and bool(split_byline(text).note)


def _is_kicker(units: Units, first: int, second: int) -> bool:
    """Tell whether the first of two headlines stands over the second, the real one."""
    if Kind.TIME in units.kinds[first:second] and units.words(first) >= 5:
        return False
    return units.words(first) <= 7 and units.words(first) < units.words(second) in range(5, 21)


def _mark_below_title(units: Units, title: int, below: list[int], lead: int | None) -> int | None:
    """Mark repeated title, byline and kicker under the title; return the lead's index."""
    free = []
    for index in below:
        text = units.texts[index]
        if match_key(text) == match_key(units.texts[title]):
            units.kinds[index] = Kind.DROP
        elif looks_like_byline(text):
            units.kinds[index] = Kind.BYLINE
        else:
            free.append(index)
    if units.has(Kind.LEAD):
        return units.kinds.index(Kind.LEAD)
    # A lead that lacks its full stop still has a sentence's length.
    unstopped = next((index for index in free if units.words(index) >= 12), None)
    if unstopped is None and lead is None and 0 < len(free) <= 2:
        unstopped = free[-1]
    lead = lead if unstopped is None else unstopped
    if 0 < len(free) < 3 and free[0] != lead and not units.has(Kind.KICKER):
        is_short = len(units.texts[free[0]]) <= _LONGEST_KICKER
        units.kinds[free[0]] = Kind.KICKER if is_short else None
    return lead


def _mark_below_lead(units: Units, start: int) -> None:
    """Mark time and leftovers that stand directly under the lead."""
    for index in range(start, len(units)):
        text = units.texts[index]
        if not units.is_free(index):
            continue
        if is_date_line(text) and not units.has(Kind.TIME):
            units.kinds[index] = Kind.TIME
        elif is_leftover(text):
            units.kinds[index] = Kind.DROP
        else:
            return
