"""Pages of what readers search for.

Articles that have the words with the very accents of the query come before those that have them
with others, each newest first. Or the best first, among the newest ``WINDOW``: a word in the title
counts for more than one in kicker or lead, and that for more than one elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from articles.fronts import PAGE_SIZE
from articles.models import Article, Author, SearchEntry, Section
from articles.querysets import InvalidCursor, cursor_at, parse_cursor
from articles.searching import external
from articles.searching.excerpts import Hit, hit
from articles.searching.query import Query, read_query
from articles.searching.statement import Layer, Place
from articles.searching.words import BORDER, by_author
from articles.vietnamese.telex import decode_telex, decode_vni_typing

#: So many of the newest hits are put in order where the best are wanted first.
WINDOW: Final = 200
_TITLE, _HEAD, _ELSEWHERE = 4, 2, 1

# A place behind exact hits or (with an f) behind those with other accents.
_NEWEST_PLACE: Final = re.compile(r"(f?)(-?[0-9a-f]+-[0-9a-f]+)")
# The cursor that opens a window, and how many of its hits were shown.
_BEST_PLACE: Final = re.compile(r"(-?[0-9a-f]+-[0-9a-f]+)-([0-9a-f]{1,3})")


@dataclass(frozen=True)
class Wanted:
    """What a reader wants: ``query``, and each of these that is given narrows it down.

    ``since`` and ``until`` are moments, both included.
    """

    query: Query
    section: Section | None = None
    author: Author | None = None
    since: datetime | None = None
    until: datetime | None = None
    best_first: bool = False

    def everything(self) -> Layer:
        """Return all of the result as one part, in no more order than the newest first."""
        return Layer(self.query.terms, Article.objects.all(), None, self.until)

    def layers(self, *, exact: Place | None, folded: Place | None, skip_exact: bool) -> list[Layer]:
        """Return the parts of the result, behind the places ``exact`` and ``folded``."""
        query, narrowed, terms = self.query, Article.objects.all(), self.query.terms
        if self.section:
            narrowed = narrowed.in_section(self.section)
            terms = replace(terms, section=self.section.pk)
        facts = (by_author(self.author.pk),) if self.author else ()
        if self.author:
            narrowed = narrowed.by_author(self.author)
            terms = replace(terms, every=(*terms.every, *facts))
        if not query.has_accents:
            return [Layer(terms, narrowed, folded, self.until)]
        exactly = replace(terms, every=(*query.exact_tokens, *facts))
        others = replace(terms, but=query.exact_tokens)
        behind = Layer(others, narrowed, folded, self.until)
        before = Layer(exactly, narrowed, exact, self.until, is_exact=True)
        return [behind] if skip_exact else [before, behind]


@dataclass(frozen=True)
class Results:
    """One page of what ``query`` found: another query than was asked if that was typed raw.

    ``cursor`` is the page's own, empty on the first; ``older`` that of the next, empty on the last.
    ``number`` is how many there are, None if nobody has counted; ``more`` says that there are more.
    """

    query: Query
    hits: list[Hit] = field(default_factory=list)
    cursor: str = ""
    older: str = ""
    number: int | None = None
    more: bool = False


def search(wanted: Wanted, *, cursor: str = "") -> Results:
    """Return a page of the public articles that are ``wanted``, in two queries.

    A first page that would be empty is searched for once more with Telex or VNI keys spelt out.

    Raises:
        InvalidCursor: ``cursor`` is not one that a page gave out.
        TooMuchWork: it took too long.
    """
    results = _find(wanted, cursor)
    if results.hits or cursor:
        return results
    decoded = read_query(spelt_out(wanted.query.text))
    if decoded == wanted.query:
        return results
    found = _find(replace(wanted, query=decoded), "")
    return found if found.hits else results


def spelt_out(text: str) -> str:
    """Return ``text`` as it would be with a Vietnamese keyboard, by Telex or else by VNI."""
    telex = decode_telex(text)
    return telex if telex != text else decode_vni_typing(text)


def _find(wanted: Wanted, cursor: str) -> Results:
    find = _best if wanted.best_first else _newest
    return find(wanted, cursor)


def _newest(wanted: Wanted, cursor: str) -> Results:
    place, is_folded = None, False
    if cursor:
        match = _NEWEST_PLACE.fullmatch(cursor)
        if match is None or (match[1] and not wanted.query.has_accents):
            raise InvalidCursor(cursor[:40])
        place, is_folded = _place(match[2]), bool(match[1])
    if not wanted.query.all_words:
        return Results(wanted.query)
    is_behind = is_folded or not wanted.query.has_accents
    layers = wanted.layers(exact=place, folded=place if is_behind else None, skip_exact=is_folded)
    places = external.finder().places(layers, limit=PAGE_SIZE + 1, since=wanted.since)
    shown = places[:PAGE_SIZE]
    older = ""
    if len(places) > PAGE_SIZE:
        last = shown[-1]
        mark = "f" if wanted.query.has_accents and not last.is_exact else ""
        older = mark + cursor_at(last.published_at, last.pk)
    hits = _hits(wanted.query, shown)
    is_all = not cursor and not older
    return Results(wanted.query, hits, cursor, older, len(hits) if is_all else None)


def _best(wanted: Wanted, cursor: str) -> Results:
    opening, skip = None, 0
    if cursor:
        match = _BEST_PLACE.fullmatch(cursor)
        if match is None:
            raise InvalidCursor(cursor[:40])
        opening, skip = _place(match[1]), int(match[2], 16)
    if not wanted.query.all_words:
        return Results(wanted.query)
    layers = wanted.layers(exact=opening, folded=opening, skip_exact=False)
    places = external.finder().places(layers, limit=WINDOW + 1, since=wanted.since)
    window = places[:WINDOW]
    ranked = _ranked(wanted.query, window)
    shown = ranked[skip : skip + PAGE_SIZE]
    older = ""
    if skip + PAGE_SIZE < len(ranked):
        opening = opening or _opening(window)
        older = f"{cursor_at(opening.published_at, opening.pk)}-{skip + PAGE_SIZE:x}"
    return Results(
        wanted.query, _hits(wanted.query, shown), cursor, older, len(window), len(places) > WINDOW
    )


def _place(cursor: str) -> Place:
    moment, pk = parse_cursor(cursor)
    return Place(min(pk, 2**63 - 1), moment)


def _opening(places: Iterable[Place]) -> Place:
    """Return the place that all of ``places`` are behind, and whatever is newer is not."""
    newest = max(places, key=lambda place: (place.published_at, place.pk))
    return Place(newest.pk + 1, newest.published_at)


def _ranked(query: Query, places: Sequence[Place]) -> list[Place]:
    """Return the places with the best first: as they came where they are alike."""
    entries = SearchEntry.objects.filter(pk__in=[place.pk for place in places])
    scores = {pk: _score(query, head) for pk, head in entries.values_list("pk", "head")}
    return sorted(places, key=lambda place: (not place.is_exact, -scores.get(place.pk, 0)))


def _score(query: Query, head: str) -> int:
    """Return what an article's ``SearchEntry.head`` is worth for the words of a query."""
    title, _border, others = head.partition(f" {BORDER} ")
    in_title, in_others = set(title.split()), set(others.split())
    return sum(
        _TITLE if word.folded in in_title else _HEAD if word.folded in in_others else _ELSEWHERE
        for word in query.all_words
    )


def _hits(query: Query, places: Sequence[Place]) -> list[Hit]:
    """Return the hits at these places in their order: those that are public still."""
    cards = Article.objects.public().with_card_data().defer(None).defer("folded")
    found = cards.in_bulk([place.pk for place in places])
    return [
        hit(query, found[place.pk], is_exact=place.is_exact)
        for place in places
        if place.pk in found
    ]
