"""The condition that an article has tokens, asked of the index that each database has of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import BooleanField, F, Func

from articles.searching.words import (
    in_period,
    in_section,
    in_title,
    in_title_of,
    periods_from,
)
from articles.wordindex import WordIndex

TABLE: Final = "articles_searchentry"
INDEX: Final = "articles_searchentry_tokens"
WORDS: Final = WordIndex(
    INDEX,
    TABLE,
    "tokens",
    "tokens",
    # "ascii" leaves what is beyond ASCII as it is; the underscore is a letter of ours.
    "tokenize=\"ascii tokenchars '_'\", detail='none'",
    key="article_id",
    # Without a list of what is pending: readers would search through it, and articles are few.
    storage=" WITH (fastupdate = off)",
)
#: A token that no article has.
NOBODYS: Final = "__"


@dataclass(frozen=True)
class Terms:
    """What an article has: ``every`` token, and not all of ``but``.

    ``rows`` are tokens of words in a row, which it has too: fewer articles have them than have the
    words. ``begun`` is the folded beginning of a word in its title, ``section`` the id of one that
    it is in; ``phrases`` are folded words that stand together in it.
    """

    every: tuple[str, ...]
    but: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    begun: str = ""
    phrases: tuple[str, ...] = ()
    section: int | None = None

    def __bool__(self) -> bool:
        return bool(self.rows or self.every or self.begun)

    @property
    def tokens(self) -> tuple[str, ...]:
        """All tokens that it has, whenever it was published."""
        section = () if self.section is None else (in_section(self.section),)
        return (*self.rows, *self.every, *section)

    def beginnings(self, months: range | None) -> list[str]:
        """Return the beginnings of tokens of which it has one, if any are asked for. Of a month's
        titles they are asked apart, since all words that begin so are gathered first."""
        if not self.begun:
            return []
        if months is None:
            return [in_title(self.begun)]
        return [in_title_of(month, self.begun) for month in months]

    def conditions(self, months: range | None, how: Syntax) -> list[str]:
        """Return what the index is to be asked, all of which must be but ``but``: first what fewest
        have. ``months`` are consecutive, and it was published in one of them."""
        found = [how.all_of(tokens) for tokens in (self.rows, self.every) if tokens]
        if self.section is not None:
            found.append(how.all_of([in_section(self.section)]))
        if begun := self.beginnings(months):
            found.append(how.one_of(begun, are_begun=True))
        elif months:
            periods = periods_from(months[0], months[-1])
            found.append(how.one_of([in_period(*period) for period in periods]))
        return found


@dataclass(frozen=True)
class Syntax:
    """How a database's index is asked for tokens: letters, digits and underscores."""

    quote: str
    both: str
    either: str
    without: str
    begun: str

    def all_of(self, tokens: Sequence[str]) -> str:
        return self.both.join(map(self._quoted, tokens))

    def without_all(self, asked: str, tokens: Sequence[str]) -> str:
        return f"({asked}){self.without}({self.all_of(tokens)})"

    def one_of(self, tokens: Sequence[str], *, are_begun: bool = False) -> str:
        end = self.begun if are_begun else ""
        return self.either.join(f"{self._quoted(token)}{end}" for token in tokens)

    def _quoted(self, token: str) -> str:
        return f"{self.quote}{token}{self.quote}"


_POSTGRESQL: Final = Syntax("'", " & ", " | ", " & !", ":*")
_SQLITE: Final = Syntax('"', " AND ", " OR ", " NOT ", "*")


class Has(Func):
    """The condition of an article that it has all that ``terms`` name, of ``months`` if any."""

    output_field = BooleanField()

    def __init__(self, terms: Terms, months: range | None = None) -> None:
        super().__init__(F("pk"))
        self.terms, self.months = terms, months

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        parts = self.terms.conditions(self.months, _SQLITE)
        if len(parts) > 1:
            # FTS5 puts what is joined by AND in one list, and moves all of it on at each step. What
            # is made another kind of node is settled by itself.
            parts[0] = _SQLITE.without_all(parts[0], [NOBODYS])
        asked = " AND ".join(f"({part})" for part in parts)
        if self.terms.but:
            asked = _SQLITE.without_all(asked, self.terms.but)
        found = f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s"  # noqa: S608
        return self._among(compiler, found, f"{TABLE}.article_id IN ({found})", [asked])

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        # Each is asked for by itself: the index then leaps from one's next article to the other's.
        # Within one condition it would look up all its tokens for each article of the rarest.
        asked = self.terms.conditions(self.months, _POSTGRESQL)
        if self.terms.but:
            # Alone it would be asked of every article; so it goes with a token that is asked for.
            token = _POSTGRESQL.all_of(self.terms.tokens[:1])
            asked.append(_POSTGRESQL.without_all(token, self.terms.but))
        condition = " AND ".join(["tokens @@ %s::tsquery"] * len(asked))
        found = f"SELECT article_id FROM {TABLE} WHERE {condition}"  # noqa: S608
        return self._among(compiler, found, condition, asked)

    def _among(self, compiler: Any, found: str, condition: str, asked: list[str]) -> Any:
        """Return the condition as SQL: the index is asked first, phrases of what it gave."""
        values = list(asked)
        if self.terms.phrases:
            found = f"SELECT article_id FROM {TABLE} WHERE {condition}"  # noqa: S608
        for phrase in self.terms.phrases:
            found += " AND (head LIKE %s OR rest LIKE %s)"
            values += [f"% {phrase} %"] * 2
        pk, params = compiler.compile(self.source_expressions[0])
        if compiler.connection.vendor == "postgresql":
            # Asked once, and then the articles by their key: of a join the planner, where it
            # expects few, asks again for each article.
            return f"{pk} = ANY(ARRAY({found}))", (*params, *values)
        return f"{pk} IN ({found})", (*params, *values)


def is_anywhere(terms: Terms) -> tuple[str, list[str]]:
    """Return SQL for SQLite that is false only where no article has the words, or what of them
    stands in a row, whenever it was published; and its values.

    The index stops at the first that has them.
    """
    tokens = terms.rows or terms.every
    if not tokens:
        return "1", []
    asked = f"EXISTS (SELECT 1 FROM {INDEX} WHERE {INDEX} MATCH %s)"  # noqa: S608
    return asked, [_SQLITE.all_of(tokens)]
