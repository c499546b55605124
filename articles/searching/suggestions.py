"""What is suggested while somebody types: sections, authors, keywords, titles; public ones only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from django.db.models import Q

from articles.masthead import Masthead
from articles.models import Article, Author, Section, Tag
from articles.names import public_authors
from articles.searching import statement
from articles.searching.offers import keywords_near
from articles.searching.query import Query, begun_word, read_query
from articles.searching.statement import Layer, TooMuchWork
from articles.searching.terms import Terms
from articles.searching.words import in_title
from articles.vietnamese.text import fold

#: So many letters are needed, and so many of each kind are suggested.
SHORTEST: Final = 2
MOST: Final = {"sections": 2, "authors": 2, "keywords": 3, "titles": 5}
#: Milliseconds: who types does not wait.
TIMEOUT: Final = 300


@dataclass(frozen=True)
class Suggestions:
    sections: list[Section] = field(default_factory=list)
    authors: list[Author] = field(default_factory=list)
    keywords: list[Tag] = field(default_factory=list)
    titles: list[Article] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.sections or self.authors or self.keywords or self.titles)


def suggest(raw: str, masthead: Masthead) -> Suggestions:
    """Return what ``raw`` may be the beginning of, in at most five queries."""
    query = read_query(raw)
    begun = begun_word(raw)
    if not query.all_words or len(fold(query.text)) < SHORTEST:
        return Suggestions()
    words = [word.folded for word in query.all_words]
    return Suggestions(
        _sections(words, masthead)[: MOST["sections"]],
        _authors(words),
        keywords_near(words, begun=True)[: MOST["keywords"]],
        _titles(query, begun),
    )


def _sections(words: list[str], masthead: Masthead) -> list[Section]:
    every = [one for branch in masthead.branches for one in (branch.section, *branch.children)]
    return [section for section in every if _begins(words, section.name)]


def _begins(words: list[str], name: str) -> bool:
    """Say whether each word begins one of the name's."""
    own = [word.folded for word in read_query(name).all_words]
    return all(any(mine.startswith(word) for mine in own) for word in words)


def _authors(words: list[str]) -> list[Author]:
    condition = Q()
    for word in words:
        condition &= Q(folded__startswith=word) | Q(folded__contains=f" {word}")
    return list(public_authors().filter(condition).order_by("sort_key", "pk")[: MOST["authors"]])


def _titles(query: Query, begun: str) -> list[Article]:
    """Return the newest public articles with the words in their titles."""
    whole = [word.folded for word in query.all_words if word.folded != begun]
    if len(begun) < SHORTEST:
        begun = ""
    terms = Terms(tuple(map(in_title, whole)), begun=begun)
    if not terms:
        return []
    try:
        layer = Layer(terms, Article.objects.all())
        places = statement.newest([layer], limit=MOST["titles"], timeout=TIMEOUT)
    except TooMuchWork:
        return []
    fields = ("title", "slug", "language", "section__slug", "section__parent__slug")
    shown = Article.objects.public().select_related("section__parent").only(*fields)
    found = shown.in_bulk([place.pk for place in places]) if places else {}
    return [found[place.pk] for place in places if place.pk in found]
