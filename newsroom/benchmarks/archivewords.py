"""Words for an archive of a million articles: entries for search, put together by the database.

Texts are made of parts, each cut into words and tokens as those of an article are; an article has
one part as its title, one as its lead, one as its text. Words are as common as in a language: the
second half as common as the first, the third a third.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

from django.db import connection

from articles.models import Article, SearchEntry
from articles.searching import terms
from articles.searching.words import PERIODS, Kept
from articles.sitemaps import keeping
from articles.vietnamese.syllables import _SYLLABLES, spell
from articles.vietnamese.text import fold
from newsroom.benchmarks.archive import Archive, _insert, _insert_copies
from newsroom.benchmarks.bulk import in_bulk
from newsroom.benchmarks.prose import _SYLLABLES as COMMON

WORDS: Final = 4_000
#: Kinds of parts: how many words each has, and how many there are to choose from.
PARTS: Final = {"title": 10, "lead": 24, "text": 48}
CHOICE: Final = 1_999
#: One article in so many has this word, and the 510th, of which nothing else is made.
RARE: Final = ("xoèn", 50_000)


@dataclass(frozen=True)
class Vocabulary:
    """Words from the most common to the rarest, and texts made of them, the same in every run."""

    words: list[str]
    parts: dict[str, list[str]]


def vocabulary() -> Vocabulary:
    chance = random.Random(1926)  # noqa: S311  (made text, no secret)
    words = dict.fromkeys(COMMON)
    known = sorted(_SYLLABLES)
    while len(words) < WORDS:
        if word := spell(chance.choice(known), chance.randrange(6)):
            words[word] = None
    ordered = list(words)
    weights = [1 / place for place in range(1, len(ordered) + 1)]
    parts = {
        kind: [" ".join(chance.choices(ordered, weights, k=length)) for _n in range(CHOICE)]
        for kind, length in PARTS.items()
    }
    return Vocabulary(ordered, parts)


class WrittenArchive(Archive):
    """An archive whose public articles can be found by their words."""

    def __init__(self) -> None:
        super().__init__()
        self.vocabulary = vocabulary()
        _keep_parts(self.vocabulary)

    def grow(self, size: int) -> None:
        """Add articles until there are ``size``, and their entries; the index is built last."""
        last = self._sample.pk
        with in_bulk(Article):
            _insert_copies(self._sample, self._columns(), start=self.size, end=size)
        keeping.fill(connection)
        self.size = size
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                for event in ("insert", "update", "delete"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {terms.INDEX}_{event}")
        with in_bulk(SearchEntry):
            _insert(
                SearchEntry,
                ["article_id", "tokens", "head", "rest", "is_stale"],
                self._entries(last),
            )
        terms.WORDS.prepare(connection)

    def _entries(self, last: int) -> str:
        word, every = RARE
        kinds = {"title": "a.id", "lead": "a.id / 3", "text": "a.id / 7 + a.id"}
        joins = " ".join(
            f"JOIN archive_parts {kind} ON {kind}.kind = '{kind}'"
            f" AND {kind}.number = ({number}) % {CHOICE}"
            for kind, number in kinds.items()
        )
        month = _month()
        periods = [f"'__{kind}' || ({month} / {length})" for kind, length in PERIODS.items()]
        facts = " || ' ' || ".join([*periods, "'__s' || a.section_id", ""])
        facts += f"replace(title.headline, '__h', '__h' || {month} || '_') || "
        facts += f"CASE WHEN a.id % {every} = 0 OR a.id = 510 THEN ' xoen _{word}' ELSE '' END"
        if connection.vendor == "postgresql":
            tokens = "title.tokens || lead.tokens || text.tokens"
            facts = f"array_to_tsvector(string_to_array({facts}, ' '))"
            tokens = f"{tokens} || {facts}"
        else:
            tokens = f"title.tokens || ' ' || lead.tokens || ' ' || text.tokens || ' ' || {facts}"
        return (
            f"SELECT a.id, {tokens}, title.words || lead.words, text.words, {_false()}"  # noqa: S608
            f" FROM articles_article a {joins}"
            f" WHERE a.id > {last} AND a.state IN ('published', 'scheduled')"
        )


def _keep_parts(words: Vocabulary) -> None:
    kind_of = "tsvector" if connection.vendor == "postgresql" else "text"
    rows = []
    for kind, parts in words.parts.items():
        for number, part in enumerate(parts):
            kept = Kept(set())
            text = kept.add([part], are_titles=kind == "title")
            tokens = sorted(kept.tokens)
            if connection.vendor == "postgresql":
                tokens = [f"'{token}'" for token in tokens]
            headline = " ".join(f"__h{word}" for word in sorted(set(fold(part).split())))
            rows.append((kind, number, " ".join(tokens), text, headline))
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE archive_parts"
            f" (kind text, number integer, tokens {kind_of}, words text, headline text,"
            " PRIMARY KEY (kind, number))"
        )
        cursor.executemany("INSERT INTO archive_parts VALUES (%s, %s, %s, %s, %s)", rows)


def _month() -> str:
    if connection.vendor == "postgresql":
        at = "a.published_at AT TIME ZONE 'UTC'"
        return f"(extract(year FROM {at})::int * 12 + extract(month FROM {at})::int - 1)"
    return (
        "(CAST(strftime('%Y', a.published_at) AS INTEGER) * 12"
        " + CAST(strftime('%m', a.published_at) AS INTEGER) - 1)"
    )


def _false() -> str:
    return "false" if connection.vendor == "postgresql" else "0"
