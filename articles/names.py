"""Authors and keywords that readers may know of, in the order of the Vietnamese alphabet.

A name that only hidden articles bear may be a secret: what is listed here has a public article at
this moment, by the same gate as the articles themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import or_
from typing import Final

from django.db.models import Count, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from articles.asking import finds, holding
from articles.dependencies import depends_on
from articles.models import Article, Author, Tag, TaggedArticle
from articles.querysets import InvalidCursor
from articles.vietnamese.sorting import LETTERS, initial_of, letter_code
from articles.vietnamese.text import clean_line

PAGE_SIZE: Final = 100
#: The newest uses of keywords that are looked at for those in use lately, and how many are shown.
LATE_USES: Final = 1000
LATE_SIZE: Final = 40
#: Stands for what begins with no letter: digits before the alphabet, other scripts after it.
OTHER: Final = "#"

Name = Author | Tag

_CURSOR: Final = re.compile(r"([0-9a-z]{1,500})-([0-9a-f]{1,15})")


class UnknownLetter(ValueError):
    """A ``?chu=`` that no name could begin with."""


@dataclass(frozen=True)
class NamesPage:
    """A page of names; ``groups`` are the initials with their names. ``letter`` is empty on the
    list of all; ``cursor`` and ``after`` are those of this page and of the next, or empty."""

    groups: list[tuple[str, list[Name]]]
    letter: str = ""
    cursor: str = ""
    after: str = ""


def public_authors() -> QuerySet[Author]:
    """Keep the authors of public articles."""
    articles = Article.objects.public().by_author(OuterRef("pk")).newest_first()
    return Author.objects.filter(finds(articles)).defer("folded")


def public_tags() -> QuerySet[Tag]:
    """Keep the keywords of public articles."""
    articles = Article.objects.public().tagged(OuterRef("pk")).newest_first()
    tags: QuerySet[Tag] = Tag.objects.filter(finds(articles))
    return tags


def page_of(names: QuerySet[Author] | QuerySet[Tag], *, letter: str, cursor: str) -> NamesPage:
    """Return a page of ``names``, those that begin with ``letter`` or all of them, in one query.

    Raises:
        InvalidCursor: ``cursor`` is not one that a page gave out.
        UnknownLetter: ``letter`` is none; in any case and form of Unicode, it may be.
    """
    depends_on("front", names.model.LISTED_AS)
    letter = read_letter(letter)
    rows = names.filter(_begins_with(letter)) if letter else names
    if cursor:
        key, pk = _parse(cursor)
        rows = rows.filter(sort_key__gte=key).exclude(sort_key=key, pk__lte=pk)
    found: list[Name] = list(rows.order_by("sort_key", "pk")[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    after = f"{shown[-1].sort_key}-{shown[-1].pk:x}" if len(found) > PAGE_SIZE else ""
    return NamesPage(list(_grouped(shown)), letter, cursor, after)


def read_letter(raw: str) -> str:
    """Return the letter (or ``OTHER``) that ``raw`` means; empty for nothing.

    Raises:
        UnknownLetter: it means none.
    """
    letter = clean_line(raw[:20]).upper()
    if letter and letter not in (*LETTERS, OTHER):
        raise UnknownLetter(letter)
    return letter


def letters_of(names: QuerySet[Author] | QuerySet[Tag]) -> list[str]:
    """Return the letters that any of ``names`` begins with, in their order, in one query."""
    asked = [(letter, one) for letter in (*LETTERS, OTHER) for one in _ranges(letter)]
    there = holding(names, "sort_key", [one for _letter, one in asked])
    return list(dict.fromkeys(asked[place][0] for place in sorted(there)))


def tags_in_use(limit: int = LATE_SIZE) -> list[Tag]:
    """Return the keywords that the newest articles have most often, those first, in one query.

    Of the ``LATE_USES`` newest uses; how many there are in all is never asked.
    """
    counted = TaggedArticle.objects.filter(pk__in=newest_uses()).order_by().values("tag")
    ranked = counted.annotate(uses=Count("pk")).order_by("-uses", "-tag")[:limit]
    places = {row["tag"]: place for place, row in enumerate(ranked)}
    return sorted(Tag.objects.filter(pk__in=places), key=lambda tag: places[tag.pk])


def newest_uses() -> QuerySet[TaggedArticle, dict[str, int]]:
    """Return the newest uses of keywords in public articles, ``LATE_USES`` at the most."""
    public = finds(Article.objects.public().filter(pk=OuterRef("content_object")))
    uses: QuerySet[TaggedArticle] = TaggedArticle.objects.filter(public, released_at__lte=Now())
    return uses.order_by("-released_at", "-pk").values("pk")[:LATE_USES]


def _begins_with(letter: str) -> Q:
    ranges = [Q(sort_key__gte=low, sort_key__lt=high) for low, high in _ranges(letter)]
    return reduce(or_, ranges)


def _ranges(letter: str) -> list[tuple[str, str]]:
    """Return where the keys of what begins with ``letter`` lie: from the first to the second."""
    if letter == OTHER:
        return [("", letter_code("A")), (_next(letter_code("Z")), "zz")]
    code = letter_code(letter)
    return [(code, _next(code))]


def _next(code: str) -> str:
    """Return the first code behind ``code``."""
    return f"{code[0]}{int(code[1]) + 1}"


def _grouped(names: Iterable[Name]) -> Iterator[tuple[str, list[Name]]]:
    for initial, group in groupby(names, key=lambda name: initial_of(name.sort_key)):
        yield initial or OTHER, list(group)


def _parse(cursor: str) -> tuple[str, int]:
    match = _CURSOR.fullmatch(cursor)
    if match is None:
        raise InvalidCursor(cursor[:40])
    return match[1], int(match[2], 16)
