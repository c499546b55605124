"""How long the database works on readers' searches and lists, of a million articles."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from statistics import median
from time import perf_counter
from typing import Any, Final

from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse

from articles.models import Author, Byline, Tag, TaggedArticle
from articles.searching.finding import Wanted, search
from articles.searching.query import read_query
from articles.searching.statement import TIMEOUT, TooMuchWork
from articles.vietnamese.text import fold
from newsroom.benchmarks.archive import _insert, analyze
from newsroom.benchmarks.archivewords import RARE, WrittenArchive
from newsroom.benchmarks.figures import Figure, Sizes, significant

#: Milliseconds of the database's that a first page may take.
MOST: Final = 50.0
#: Articles where none are asked for: SQLite is for smaller papers.
FEW, MANY = 50_000, 1_000_000
#: One article in so many has the keyword that is measured, and the author.
TAGGED, SIGNED = 20, 50


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Take each first page's median, beside that of a statement which does nothing.

    A statement's time is the database's and the wire's.
    """
    archive = WrittenArchive()
    archive.grow(sizes.search_articles or (MANY if connection.vendor == "postgresql" else FEW))
    author, tag = _sign(), _tag()
    analyze()
    pages = {**_searches(archive), **_lists(archive, author, tag)}
    for name, page in pages.items():
        clock = _Clock(sizes.plans)
        milliseconds = median(clock.time(page) for _round in range(sizes.rounds + 2))
        clock.show(name)
        yield Figure(
            name=f"search.{name}",
            value=significant(milliseconds),
            unit="ms of the database's",
            target=MOST,
            holds=milliseconds <= MOST,
            against=significant(median(clock.time(_nothing) for _round in range(sizes.rounds + 2))),
        )


def _nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _searches(archive: WrittenArchive) -> dict[str, Callable[[], Any]]:
    words, texts = archive.vocabulary.words, archive.vocabulary.parts["text"]
    part = texts[7].split()
    asked = {
        "one-common-word": words[0],
        "one-word": words[300],
        "two-common-words": f"{words[0]} {words[3]}",
        "two-words": f"{words[40]} {words[90]}",
        "two-words-without-accents": f"{words[12]} {words[29]}",
        "rare-word": RARE[0],
        "no-hit-word": "khongcotunay",
        "no-hit-two-rare-words": f"{words[-3]} {words[-2]} {words[-5]}",
        "phrase": f"“{' '.join(part[:3])}”",
        "phrase-of-two": f"“{words[0]} {words[1]}”",
        "phrase-of-common-words-without-hit": f"“{' '.join(words[n] for n in (2, 0, 4, 1, 3))}”",
        "accents-of-nobody": "sẩng này",
    }
    plain = {"two-words-without-accents"}

    def first(text: str, **narrowed: Any) -> Callable[[], Any]:
        return lambda: search(Wanted(read_query(text), **narrowed))

    found = {name: first(fold(text) if name in plain else text) for name, text in asked.items()}
    two = asked["two-words"]
    section, rare_section = archive.sections[1], archive.sections[-1]
    return {
        **found,
        "two-words-best": first(two, best_first=True),
        "two-words-in-section": first(two, section=section),
        "common-word-in-small-section": first(words[0], section=rare_section),
        "second-page": _second(two),
    }


def _second(text: str) -> Callable[[], Any]:
    wanted = Wanted(read_query(text))
    older = search(wanted).older
    return lambda: search(wanted, cursor=older)


def _lists(archive: WrittenArchive, author: Author, tag: Tag) -> dict[str, Callable[[], Any]]:
    client = Client()
    addresses = {
        "home": reverse("articles:home"),
        "section": archive.sections[1].get_absolute_url(),
        "small-section": archive.sections[-1].get_absolute_url(),
        "author": author.get_absolute_url(),
        "keyword": tag.get_absolute_url(),
        "corrections": reverse("articles:corrections"),
    }
    for name, (address, args) in _OTHERS.items():
        try:
            addresses[name] = reverse(address, args=args)
        except NoReverseMatch:
            continue  # this version has no such page

    def get(address: str) -> Callable[[], Any]:
        return lambda: client.get(address)

    return {f"list-{name}": get(address) for name, address in addresses.items()}


_OTHERS: Final[dict[str, tuple[str, list[Any]]]] = {
    "most-read": ("articles:most-read", []),
    "archive-day": ("articles:archive-day", [2020, 5, 17]),
}


def _sign() -> Author:
    """Put one author to one article in ``SIGNED``."""
    author = Author.objects.create(name="Minh Châu")
    _insert(
        Byline,
        ["article_id", "author_id", "position"],
        f"SELECT id, {author.pk}, 0 FROM articles_article WHERE id % {SIGNED} = 0",  # noqa: S608
    )
    return author


def _tag() -> Tag:
    tag: Tag = Tag.objects.create(name="nông thôn mới")
    _insert(
        TaggedArticle,
        ["content_object_id", "tag_id"],
        f"SELECT id, {tag.pk} FROM articles_article WHERE id % {TAGGED} = 0",  # noqa: S608
    )
    return tag


class _Clock:
    """Adds up what statements take; with ``plans`` keeps how the database went about the last."""

    def __init__(self, plans: bool) -> None:
        self.plans = plans
        self.statements: list[tuple[str, Any]] = []

    def time(self, page: Callable[[], Any]) -> float:
        """Return the milliseconds that the database took for a page."""
        self.spent, self.statements = 0.0, []
        # What takes too long is stopped: its time says so.
        with connection.execute_wrapper(self._timed), suppress(TooMuchWork):
            page()
        return self.spent * 1000

    def _timed(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        start = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.spent += perf_counter() - start
            self.statements.append((sql, params))

    def show(self, name: str) -> None:
        """Print each statement's plan, where plans are wanted."""
        if not self.plans:
            return
        for number, (sql, params) in enumerate(self.statements, start=1):
            settings, _mark, statement = sql.rpartition("; ")
            lines = _plan(settings, statement, params)
            sys.stderr.write(f"\n--- {name}, statement {number}\n" + "\n".join(lines) + "\n")


def _plan(settings: str, statement: str, params: Any) -> list[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            ask = "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF) "
            settings = settings.replace(f"statement_timeout = {TIMEOUT}", "statement_timeout = 0")
            cursor.execute(f"{settings}; {ask}{statement}" if settings else ask + statement, params)
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", params)
        return [str(row[-1]) for row in cursor.fetchall()]
