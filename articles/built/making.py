"""An article's page: of stored parts where all are there, by its template where one is missing."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Collection, Mapping
from datetime import timedelta
from typing import Final

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language

from articles.built import frames, storing
from articles.built.deflate import Piece
from articles.built.parts import NAMES, PLACE, STORY, Making, Part, making
from articles.built.reading import Found
from articles.dependencies import Dependencies, collecting
from articles.masthead import Masthead, load_masthead
from articles.models import Article
from articles.page import ArticlePage
from articles.signals import standing_key

logger = logging.getLogger(__name__)

TEMPLATE: Final = "articles/article_detail.html"

#: Returns what the page prints, as far as the named parts need it; None if readers may not have
#: the article any more.
Load = Callable[[Collection[str]], ArticlePage | None]


class Elsewhere(Exception):
    """The article's ``address`` is another one."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def whole(found: Found) -> list[Piece] | None:
    """Return the page of what is stored; None where a part of it is missing."""
    frame = _frame_of(found) if len(found.parts) == len(NAMES) else None
    page = frame.filled(found.parts) if frame else None
    if frame is not None and page is not None:
        _note(frame, found.parts)
    return page


def make(request: HttpRequest, found: Found, load: Load) -> list[Piece] | None:
    """Return the page with the parts made that are missing, which are then stored.

    None if ``load`` gives none. A request without a path is the newsroom's own.

    Raises:
        Elsewhere: the article has another address than was asked for.
    """
    began = time.time()
    with making(found.parts) as page:
        # What is loaded belongs to the parts that it is loaded for.
        with collecting():
            content = load([name for name in NAMES if page.needs(name)])
        if content is None:
            return None
        if request.path not in {"", content.article.get_absolute_url()}:
            raise Elsewhere(content.article.get_absolute_url())
        frame = _frame_of(found)
        with collecting() as around:
            masthead = _masthead(found)
            context = {"page": content, "masthead": masthead}
            html = render_to_string(TEMPLATE, context, request)
    if frame is None:
        texts = [Piece.of(text) for text in html.split(PLACE)]
        frame = _kept(texts, content.article, page, found.number, masthead, around)
    made = [_part(name, content.article, page, found.number, began) for name in page.pieces]
    language, is_first = get_language() or "", not found.parts
    storing.store(content.article.pk, language, made, is_first=is_first)
    parts = found.parts | {part.name: part for part in made}
    _note(frame, parts)
    return frame.filled(parts)


def _part(name: str, article: Article, page: Making, number: int, began: float) -> Part:
    """Return a part as it has just been made, with all that it depends on."""
    of = page.found[name]
    key, lag = next(iter(of.lags.items()), ("", timedelta()))
    # A correction stands in the story alone.
    own = f"article:{article.pk}" if name == STORY else standing_key(article.pk)
    return Part(
        name=name,
        address=article.get_absolute_url(),
        pieces=page.pieces[name],
        keys=json.dumps(sorted(of.keys | {own, "site"})),
        number=number,
        made_at=began,
        until=of.ends.timestamp() if of.ends else None,
        lag_key=key,
        lag=lag.total_seconds(),
    )


def _frame_of(found: Found) -> frames.Frame | None:
    place = (get_language() or "", found.top_section)
    return frames.get(place, changed=found.frame, head=found.number)


def _masthead(found: Found) -> Masthead:
    """Return what a frame prints: of the last that was made, if that still holds."""
    last = frames.last(changed=found.frame, head=found.number)
    if last is None:
        return load_masthead()
    last.note()
    return last.masthead


def _kept(
    texts: list[Piece],
    article: Article,
    page: Making,
    number: int,
    masthead: Masthead,
    found: Dependencies,
) -> frames.Frame:
    """Return the frame that a page was made with, kept unless it is this page's alone."""
    until = found.until.timestamp() if found.until else None
    frame = frames.Frame(texts, page.order, number, frames.today(), until, masthead)
    if found.keys <= frames.KEYS:
        frames.keep((get_language() or "", article.top_section_id), frame)
    else:
        logger.error("The frame of %s depends on %s.", article.get_absolute_url(), found.keys)
    return frame


def _note(frame: frames.Frame, parts: Mapping[str, Part]) -> None:
    """Note for the page what it was put together from."""
    frame.note()
    now = time.time()
    for part in parts.values():
        part.note(now)
