"""Guess what each line of an article's text is."""

from collections.abc import Mapping
from dataclasses import replace

from articles.importing.body import mark_body
from articles.importing.captions import mark_captions
from articles.importing.header import mark_header
from articles.importing.lines import cut, unwrap
from articles.importing.parts import Kind, Part
from articles.importing.tail import mark_tail
from articles.importing.units import Units


def read(text: str, kinds: Mapping[int, Kind] | None = None) -> tuple[Part, ...]:
    """Return each line of ``text`` that is not blank with what it is taken for, in order.

    ``kinds`` (by line number) says what lines are that somebody has looked at.

    Raises:
        ParseError: the text is empty, or larger than an article can be.
    """
    groups = unwrap(cut(text))
    units = Units([" ".join(line.text for line in group).strip() for group in groups])
    _guess(units)
    parts = [
        Part(line.number, line.line, line.text, _kind(units.kinds[index], is_first=place == 0))
        for index, group in enumerate(groups)
        for place, line in enumerate(group)
    ]
    return tuple(replace(part, kind=(kinds or {}).get(part.number, part.kind)) for part in parts)


def _guess(units: Units) -> None:
    """Give every paragraph its kind."""
    mark_captions(units)
    start = mark_header(units)
    mark_tail(units, start)
    mark_body(units, start)


def _kind(kind: Kind | None, *, is_first: bool) -> Kind:
    """Return the kind of one line of a paragraph of that ``kind``."""
    if kind is None:
        raise AssertionError("mark_body leaves no line free")
    return kind if is_first or kind == Kind.DROP else Kind.JOIN
