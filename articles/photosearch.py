"""The library's search: photos whose texts have every word that was asked for.

Words are compared whole and without accents, on the column ``folded``; what stands in quotation
marks must stand together, within one of the photo's texts. The words lie in an index that the
database keeps by itself: the same words on SQLite and on PostgreSQL, as they are cut up here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import BooleanField, F, Func

from articles.vietnamese.text import clean, clean_line, fold
from articles.wordindex import WordIndex, array_of

MAX_LENGTH: Final = 200
MAX_WORDS: Final = 12
# PostgreSQL's index takes no word of more than 2,046 bytes, and nobody asks for one.
MAX_WORD: Final = 100
#: Stands between the texts of a photo; no word is spelt like it, and both databases keep it.
BORDER: Final = "¶"

_QUOTED: Final = re.compile('["“”„«»]([^"“”„«»]*)["“”„«»]')
TABLE: Final = "articles_photo"
INDEX: Final = "articles_photo_words"
WORDS: Final = WordIndex(
    INDEX,
    TABLE,
    "folded",
    array_of("folded", " "),
    # "ascii" cuts at what is neither an ASCII letter or digit nor beyond ASCII: at our spaces.
    "tokenize='ascii', prefix='2 3'",
)


def words_of(text: str) -> list[str]:
    """Return the words of a text without accents: runs of letters and digits, in order."""
    folded = fold(clean(text))
    spaced = "".join(letter if letter.isalnum() else " " for letter in folded)
    return [word[:MAX_WORD] for word in spaced.split()]


def search_text(texts: Iterable[str]) -> str:
    """Return what ``Photo.folded`` holds for the texts of a photo."""
    return f" {BORDER} ".join(" ".join(words) for text in texts if (words := words_of(text)))


@dataclass(frozen=True)
class Asked:
    """What somebody looks for: single words, and ``phrases`` of several.

    ``is_unfinished`` takes the last word for the beginning of one: it is still being typed.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    is_unfinished: bool = False

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases)

    @property
    def begun(self) -> str:
        """The word that is still being typed, or an empty string."""
        return self.words[-1] if self.is_unfinished and self.words else ""

    @property
    def whole(self) -> list[str]:
        """Each whole word once, those of phrases too."""
        single = self.words[:-1] if self.begun else self.words
        return list(dict.fromkeys([*single, *(word for part in self.phrases for word in part)]))


def read(raw: str, *, is_unfinished: bool = False) -> Asked:
    """Return what ``raw`` asks for; of too long a text, its first words."""
    text = clean_line(raw.replace("\x00", "")[: 4 * MAX_LENGTH])[:MAX_LENGTH]
    quoted = [tuple(words_of(part)[:MAX_WORDS]) for part in _QUOTED.findall(text)]
    rest = words_of(_QUOTED.sub(" ", text))
    # A phrase of one word is a word; it is put first, so that the last is the one being typed.
    single = [words[0] for words in quoted if len(words) == 1]
    ends_in_word = is_unfinished and bool(rest) and text[-1].isalnum() and raw[-1:] == text[-1]
    return Asked(
        words=tuple([*single, *rest][:MAX_WORDS]),
        phrases=tuple(words for words in quoted if len(words) > 1)[:MAX_WORDS],
        is_unfinished=ends_in_word and len(single) + len(rest) <= MAX_WORDS,
    )


class Holds(Func):
    """The condition that a photo has all that ``asked`` names. ``asked`` must name something."""

    output_field = BooleanField()

    def __init__(self, asked: Asked) -> None:
        super().__init__(F("pk"), F("folded"))
        self.asked = asked

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        # Every word is letters and digits: within quotation marks it is itself.
        single = self.asked.words[:-1] if self.asked.begun else self.asked.words
        parts = [f'"{part}"' for part in (*single, *map(" ".join, self.asked.phrases))]
        if begun := self.asked.begun:
            parts.append(f'"{begun}"*')
        pk, params = compiler.compile(self.source_expressions[0])
        found = f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s"  # noqa: S608
        # With a plus the newest are asked whether they are among them. Without, all that has a
        # common word would be loaded and sorted.
        return f"+{pk} IN ({found})", (*params, " AND ".join(parts))

    def as_postgresql(
        self, compiler: Any, connection: Any, **context: Any
    ) -> tuple[str, tuple[Any, ...]]:
        parts = [f"'{word}'" for word in self.asked.whole]
        if begun := self.asked.begun:
            parts.append(f"'{begun}':*")
        column, params = compiler.compile(self.source_expressions[1])
        sql = f"{array_of(column, ' ')} @@ %s::tsquery"
        values = [*params, " & ".join(parts)]
        for words in self.asked.phrases:
            sql += f" AND ' ' || {column} || ' ' LIKE %s"
            values += [*params, f"% {' '.join(words)} %"]
        return f"({sql})", tuple(values)
