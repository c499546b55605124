"""Keywords found by the words of their addresses, in an index that the database keeps by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.db.models import BooleanField, F, Func

from articles.wordindex import WordIndex, array_of

TABLE: Final = "articles_tag"
INDEX: Final = "articles_tag_words"
WORDS: Final = WordIndex(
    INDEX,
    TABLE,
    "slug",
    array_of("slug", "-"),
    # "ascii" cuts at the dashes of an address.
    "tokenize='ascii', detail='none'",
    storage=" WITH (fastupdate = off)",
)


class Named(Func):
    """The condition that a keyword's address has one of ``words``; ``is_begun``: all of them, of
    the last the beginning.

    Words are as they stand in addresses, and there is one at least.
    """

    output_field = BooleanField()

    def __init__(self, words: Sequence[str], *, is_begun: bool = False) -> None:
        super().__init__(F("pk"), F("slug"))
        self.words, self.is_begun = words, is_begun

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        asked = (" AND " if self.is_begun else " OR ").join(f'"{word}"' for word in self.words)
        pk, params = compiler.compile(self.source_expressions[0])
        found = f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s"  # noqa: S608
        return f"{pk} IN ({found})", (*params, f"{asked}*" if self.is_begun else asked)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        asked = (" & " if self.is_begun else " | ").join(f"'{word}'" for word in self.words)
        column, params = compiler.compile(self.source_expressions[1])
        sql = f"{array_of(column, '-')} @@ %s::tsquery"
        return sql, (*params, f"{asked}:*" if self.is_begun else asked)
