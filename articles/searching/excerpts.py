"""What a hit shows: its headline, and the place in its text that says most about the query."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article
from articles.richtext import plain_text
from articles.searching.query import Query
from articles.searching.words import Word
from articles.vietnamese.text import clean

#: Of a text so many characters are looked through, and so many are shown.
READ: Final = 60_000
LENGTH: Final = 260
#: Words wider apart than this are not shown together.
_BEFORE: Final = 60


@dataclass(frozen=True)
class Hit:
    """A found article, loaded by ``with_card_data()``, and its texts with the words marked.

    ``excerpt`` is the lead where that and the title have every word, else a part of the text.
    """

    article: Article
    kicker: SafeString
    title: SafeString
    excerpt: SafeString
    is_exact: bool = False


def hit(query: Query, article: Article, *, is_exact: bool = False) -> Hit:
    """Return what to show of a found article, whose body is loaded."""
    return Hit(
        article,
        query.marked(article.kicker, exactly=is_exact),
        query.marked(article.title, exactly=is_exact),
        _excerpt(query, article, is_exact),
        is_exact,
    )


def _excerpt(query: Query, article: Article, exactly: bool) -> SafeString:
    asked = {word.folded for word in query.all_words}
    head = query.found_in(f"{article.title}\n{article.lead}", exactly=exactly)
    if asked <= {word.folded for word in head}:
        return query.marked(article.lead, exactly=exactly)
    text = clean(" ".join(plain_text(article.body[: 4 * READ]).splitlines()))[:READ]
    found = query.found_in(text, exactly=exactly) or query.found_in(text)
    if not found:
        return query.marked(article.lead, exactly=exactly)
    start, end = _cut(text, found)
    marked = query.marked(text[start:end], exactly=exactly)
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    return format_html("{}{}{}", before, mark_safe(marked), after)  # noqa: S308  (marked escapes)


def _cut(text: str, found: list[Word]) -> tuple[int, int]:
    """Return where to begin and end, between words: the first place with most of the words."""
    start = max(0, _densest(found) - _BEFORE)
    end = min(len(text), start + LENGTH)
    if start:
        start = text.find(" ", start, end) + 1 or start
    if end < len(text):
        end = text.rfind(" ", start, end) if text.rfind(" ", start, end) > start else end
    return start, end


def _densest(found: list[Word]) -> int:
    """Return where the first stretch begins that has most different words, then most words."""
    best, place, first = (0, 0), found[0].start, 0
    inside: Counter[str] = Counter()
    for word in found:
        inside[word.folded] += 1
        while word.start - found[first].start > LENGTH - _BEFORE:
            inside[found[first].folded] -= 1
            if not inside[found[first].folded]:
                del inside[found[first].folded]
            first += 1
        if (worth := (len(inside), inside.total())) > best:
            best, place = worth, found[first].start
    return place
