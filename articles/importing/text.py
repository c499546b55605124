"""Make an article of plain text, as it was copied from a web page, a manuscript or a chat."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Final

from django.utils.translation import gettext as _

from articles.importing.labels import without_label
from articles.importing.parts import (
    BODY_KINDS,
    Block,
    Item,
    Kind,
    ParsedArticle,
    ParseError,
    Part,
    checked,
    items_of,
)
from articles.importing.phototexts import photo_texts
from articles.importing.reading import read
from articles.importing.signature import sign
from articles.importing.units import MAX_TITLE
from articles.vietnamese.dates import ImpossibleDate, parse_datetime
from articles.vietnamese.newsprint import split_dateline

MAX_KICKER: Final = 120
MAX_DATELINE: Final = 40
MAX_TAG: Final = 100
MAX_TAGS: Final = 30
# Outside these years a date is a slip of the fingers, and some databases hold none.
_TEXT_KINDS: Final = BODY_KINDS | {Kind.LEAD}
_YEARS: Final = range(1900, 2100)


def parse(text: str, kinds: Mapping[int, Kind] | None = None) -> ParsedArticle:
    """Return the article in ``text``; ``kinds`` (by line number) overrides what lines look like.

    Raises:
        ParseError: there is no article in it; says in which line and what to do.
    """
    return assemble(read(text, kinds))


def assemble(parts: Sequence[Part]) -> ParsedArticle:
    """Return the article that lines make whose kinds are settled.

    Raises:
        ParseError: as for ``parse``.
    """
    items = items_of(parts)
    title = _title(items)
    dateline, lead = _lead(_joined(items, Kind.LEAD))
    authors, note, source = sign(items)
    return ParsedArticle(
        parts=tuple(parts),
        title=title,
        kicker=_joined(items, Kind.KICKER, MAX_KICKER),
        published_at=_published_at(items),
        dateline=dateline,
        lead=lead,
        captions=photo_texts(items),
        body=_blocks(items),
        authors=authors,
        byline_note=note,
        source=source,
        tags=_tags(items),
    )


def _joined(items: Sequence[Item], kind: Kind, limit: int = 10**9) -> str:
    """Return the texts of one kind as one line."""
    chosen = [item for item in items if item.kind == kind]
    text = " ".join(without_label(kind, item.text) for item in chosen)
    return checked(text, limit, kind, chosen[0].number) if chosen else ""


def _title(items: Sequence[Item]) -> str:
    chosen = [item for item in items if item.kind == Kind.TITLE]
    if not items:
        raise ParseError(_("Every line is left out: there is nothing to make an article of."))
    if not chosen:
        first = next((item for item in items if item.kind in _TEXT_KINDS), items[0])
        raise ParseError(_no_title(first), line=first.number)
    title = _joined(items, Kind.TITLE)
    if len(title) > MAX_TITLE:
        raise ParseError(_too_long_for_title(title), line=chosen[0].number)
    return title


def _no_title(first: Item) -> str:
    if len(first.text) > MAX_TITLE:
        return _too_long_for_title(first.text)
    return _("There is no title: put it on a line of its own at the top of the text.")


def _too_long_for_title(text: str) -> str:
    return _(
        "A title has at most %(limit)d characters, this has %(length)d and is probably a paragraph:"
        " put the title on a line of its own above it."
    ) % {"limit": MAX_TITLE, "length": len(text)}


def _lead(text: str) -> tuple[str, str]:
    """Return dateline and lead."""
    dateline, lead = split_dateline(text)
    return (dateline, lead) if len(dateline) <= MAX_DATELINE else ("", text)


def _published_at(items: Sequence[Item]) -> datetime | None:
    chosen = [item for item in items if item.kind == Kind.TIME]
    if len(chosen) > 1:
        raise ParseError(
            _("A second line is taken for the time: leave one of them out."), line=chosen[1].number
        )
    return _moment(chosen[0]) if chosen else None


def _moment(item: Item) -> datetime:
    try:
        moment = parse_datetime(item.text)
    except ImpossibleDate:
        moment = None
        message = _("“%s” is no possible date: write it like 31/12/2025 - 08:30.")
    else:
        message = _("“%s” is not read as a time: write it like 31/12/2025 - 08:30.")
        if moment and moment.year not in _YEARS:
            moment = None
    if moment is None:
        raise ParseError(message % item.text[:80], line=item.number)
    return moment


def _blocks(items: Sequence[Item]) -> tuple[Block, ...]:
    """Return the body; list items that follow each other are one list."""
    blocks: list[Block] = []
    for kind, run in groupby(
        (item for item in items if item.kind in BODY_KINDS), lambda item: item.kind
    ):
        texts = [without_label(kind, item.text) for item in run]
        blocks += [Block(kind, t) for t in (["\n".join(texts)] if kind == Kind.LIST else texts)]
    return tuple(blocks)


def _tags(items: Sequence[Item]) -> tuple[str, ...]:
    tags: dict[str, None] = {}
    for item in items:
        if item.kind != Kind.TAGS:
            continue
        for tag in re.split(r"[,;#|]", without_label(Kind.TAGS, item.text)):
            if tag.strip():
                tags[checked(tag.strip(), MAX_TAG, Kind.TAGS, item.number)] = None
        if len(tags) > MAX_TAGS:
            raise ParseError(
                _("More than %d keywords: take out the less important ones.") % MAX_TAGS,
                line=item.number,
            )
    return tuple(tags)
