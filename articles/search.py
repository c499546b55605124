"""Readers' search: public articles whose title, kicker or lead has every word of the query.

Words are compared whole (``an`` is not in ``bàn``) and accent-blind, on the column ``folded``; so
SQLite and PostgreSQL find the same rows. Newest first. Where the query carries accents, articles
that have its words with those very accents go before the others, within each window of the
``WINDOW`` newest hits: the database cannot tell accents apart, so that many are compared here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.db.models import Q
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString

from articles.fronts import PAGE_SIZE, listing
from articles.models import Article
from articles.querysets import ArticleQuerySet, InvalidCursor, cursor_of
from articles.vietnamese.telex import decode_telex
from articles.vietnamese.text import clean, clean_line, fold, match_key

MAX_LENGTH = 200
WINDOW = 200

# What people and keyboards put round words; the text may have others in its place.
_EDGES: Final = "\"'“”‘’«»()[]{}<>.,;:!?…–—-"
_LETTER: Final = "[a-z0-9]"
# A place in a ranked window: the cursor that opens it, and how many of its hits were shown.
_PLACE: Final = re.compile(r"(-?[0-9a-f]+-[0-9a-f]+)(?:-([0-9a-f]{1,2}))?")


@dataclass(frozen=True)
class Query:
    """What a reader asked for: ``text`` on one line, and its words as they were typed."""

    text: str
    words: tuple[str, ...]

    @property
    def has_accents(self) -> bool:
        return fold(self.text) != self.text.lower()

    @cached_property
    def folded(self) -> list[str]:
        """The words without accents, each once, longest first."""
        return sorted({fold(word).strip() for word in self.words}, key=lambda w: (-len(w), w))

    @cached_property
    def keys(self) -> frozenset[str]:
        """The words with their accents, alike for old and new tone marks."""
        return frozenset(map(match_key, self.words))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(map(_whole, self.folded)))

    def matches(self) -> Q:
        """Return the condition that an article has every word."""
        condition = Q()
        for word in self.folded:
            # The plain comparison is the one that an index can serve.
            condition &= Q(folded__contains=word) & Q(folded__regex=_whole(word))
        return condition

    def spans(self, cleaned: str) -> Iterator[tuple[int, int]]:
        """Yield where the words stand in ``cleaned`` text, whatever their accents there."""
        # fold() gives one character for one: its spans are those of the text.
        return (found.span() for found in self._pattern.finditer(fold(cleaned)))

    def is_exact_in(self, article: Article) -> bool:
        """Say whether the article has every word with the very accents of the query."""
        text = clean("\n".join((article.title, article.kicker, article.lead)))
        return self.keys <= {match_key(text[start:end]) for start, end in self.spans(text)}

    def marked(self, text: str, *, exactly: bool = False) -> SafeString:
        """Return ``text`` as HTML with the words in ``<mark>``; ``exactly`` heeds accents."""
        text = clean(text)
        pieces, end = [], 0
        for start, stop in self.spans(text):
            if not exactly or match_key(text[start:stop]) in self.keys:
                pieces.append((text[end:start], text[start:stop]))
                end = stop
        return format_html_join("", "{}<mark>{}</mark>", pieces) + escape(text[end:])


@dataclass(frozen=True)
class Hit:
    """A found article, loaded by ``with_card_data()``, and its texts with the words marked."""

    article: Article
    kicker: SafeString
    title: SafeString
    lead: SafeString


@dataclass(frozen=True)
class Results:
    """One page of what ``query`` found: another query than was asked if that was raw Telex.

    ``cursor`` is the page's own, empty on the first; ``older`` that of the next, empty on the last.
    """

    query: Query
    hits: list[Hit]
    cursor: str = ""
    older: str = ""


def read_query(raw: str) -> Query:
    """Return the query in whatever a reader sent, cut at its last whole word if it is too long."""
    text = clean_line(raw)
    if len(text) > MAX_LENGTH:
        text = text[:MAX_LENGTH].rpartition(" ")[0] or text[:MAX_LENGTH]
    words = (word.strip(_EDGES) for word in text.split())
    return Query(text, tuple(dict.fromkeys(word for word in words if fold(word).strip())))


def search(query: Query, *, cursor: str = "") -> Results:
    """Return a page of the public articles that ``query`` finds, in at most four queries.

    A first page that would be empty is searched for once more with raw Telex spelt out.

    Raises:
        InvalidCursor: ``cursor`` is not one that a page gave out.
    """
    results = _find(query, cursor)
    if results.hits or cursor:
        return results
    decoded = read_query(decode_telex(query.text))
    return (_find(decoded, "") if decoded != query else results) or results


def _find(query: Query, cursor: str) -> Results:
    if not query.words:
        return Results(query, [])
    found = Article.objects.filter(query.matches())
    if query.has_accents:
        return _ranked(query, found.public().newest_first(), cursor)
    page = listing(found, cursor=cursor)
    return Results(query, [_hit(query, a) for a in page.articles], page.cursor, page.older)


def _ranked(query: Query, found: ArticleQuerySet, cursor: str) -> Results:
    """Return a page of ``found`` with exact matches first within its window of hits."""
    opening, skip = _place(cursor)
    if opening:
        found = found.before(opening)
    rows = list(found.only("title", "kicker", "lead", "published_at")[: WINDOW + 1])
    window = rows[:WINDOW]
    exact = {article.pk for article in window if query.is_exact_in(article)}
    ranked = sorted((article.pk for article in window), key=lambda pk: pk not in exact)
    shown = ranked[skip : skip + PAGE_SIZE]
    older = ""
    if skip + PAGE_SIZE < len(window):
        older = f"{opening or _opening_at(window[0])}-{skip + PAGE_SIZE:x}"
    elif len(rows) > WINDOW:
        older = cursor_of(window[-1])
    cards = Article.objects.public().with_card_data().in_bulk(shown)
    hits = [_hit(query, cards[pk], exactly=pk in exact) for pk in shown if pk in cards]
    return Results(query, hits, cursor, older)


def _place(cursor: str) -> tuple[str, int]:
    """Return the cursor that opens a window (empty for the first) and the hits to skip in it.

    Raises:
        InvalidCursor: ``cursor`` is neither empty nor of that form.
    """
    if not cursor:
        return "", 0
    match = _PLACE.fullmatch(cursor)
    if match is None:
        raise InvalidCursor(cursor[:40])
    return match[1], int(match[2] or "0", 16)


def _opening_at(article: Article) -> str:
    """Return the cursor of a window that has ``article`` first, so that newer ones stay out."""
    return cursor_of(Article(pk=article.pk + 1, published_at=article.published_at))


def _hit(query: Query, article: Article, *, exactly: bool = False) -> Hit:
    texts = (article.kicker, article.title, article.lead)
    return Hit(article, *(query.marked(text, exactly=exactly) for text in texts))


def _whole(word: str) -> str:
    """Return a regular expression for a folded word, alike to Python and to PostgreSQL.

    Only a letter or digit needs the word to end there: ``50%`` is found in ``50%.``
    """
    before = f"(?<!{_LETTER})" if re.match(_LETTER, word[0]) else ""
    after = f"(?!{_LETTER})" if re.match(_LETTER, word[-1]) else ""
    return f"{before}{re.escape(word)}{after}"
