"""Who wrote it: names, the note beside them, and the source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from articles.importing.labels import source_of, without_label
from articles.importing.parts import Item, Kind, checked
from articles.vietnamese.newsprint import split_byline, split_caption
from articles.vietnamese.text import match_key

MAX_AUTHOR: Final = 120
MAX_NOTE: Final = 80
MAX_SOURCE: Final = 120


class Signature(NamedTuple):
    authors: tuple[str, ...]
    note: str
    source: str


def sign(items: Iterable[Item]) -> Signature:
    """Return what the byline and source lines state; a name that stands twice counts once.

    Raises:
        ParseError: a name, the note or the source is longer than can be kept.
    """
    authors: dict[str, str] = {}
    notes: list[str] = []
    sources: list[str] = []
    number = 0
    for item in items:
        if item.kind not in {Kind.BYLINE, Kind.SOURCE}:
            continue
        number = item.number
        if item.kind == Kind.SOURCE:
            sources.append(without_label(Kind.SOURCE, item.text))
            continue
        names, note = _split(without_label(Kind.BYLINE, item.text))
        for name in names:
            authors.setdefault(match_key(name), checked(name, MAX_AUTHOR, item.kind, number))
        for one in filter(None, note.split("; ")):
            (sources if source_of(one) else notes).append(source_of(one) or one)
    note, source = "; ".join(dict.fromkeys(notes)), ", ".join(dict.fromkeys(sources))
    return Signature(
        tuple(authors.values()),
        checked(note, MAX_NOTE, Kind.BYLINE, number),
        checked(source, MAX_SOURCE, Kind.SOURCE, number),
    )


def _split(line: str) -> tuple[list[str], str]:
    """Return a byline's names and note; who only took the photos is in the note."""
    caption, credit = split_caption(line)
    if credit and not caption:
        return [], line
    return split_byline(line)
