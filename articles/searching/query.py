"""What somebody typed into a field to search with, as words and phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final

from django.db.models import Q
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString

from articles.searching.terms import Terms
from articles.searching.words import ROWS, Word, cut, rows
from articles.vietnamese.text import clean, clean_line, fold

MAX_LENGTH: Final = 200
MAX_WORDS: Final = 12

_QUOTED: Final = re.compile('["“”„«»]([^"“”„«»]*)["“”„«»]')
_END: Final = re.compile(r"[^\W_]+$")
_LETTER: Final = "[a-z0-9]"


@dataclass(frozen=True)
class Query:
    """What a reader asked for: ``text`` on one line, single ``words``, and ``phrases`` of several.

    What a sign joins (``14-B``, ``30/4``) is a phrase as well: signs do not count.
    """

    text: str
    words: tuple[Word, ...] = ()
    phrases: tuple[tuple[Word, ...], ...] = ()

    @cached_property
    def all_words(self) -> tuple[Word, ...]:
        """Every word once, those of phrases too."""
        return tuple(
            dict.fromkeys([*self.words, *(word for words in self.phrases for word in words)])
        )

    @property
    def has_accents(self) -> bool:
        return any(word.folded != word.exact for word in self.all_words)

    @cached_property
    def row_tokens(self) -> tuple[str, ...]:
        """The tokens of what has the phrases' words in a row, whatever the accents: of a longer
        phrase each three, since what has those has its pairs."""
        found = (
            rows([word.folded for word in words], min(len(words), max(ROWS)))
            for words in self.phrases
        )
        return tuple(dict.fromkeys(chain.from_iterable(found)))

    @cached_property
    def single_tokens(self) -> tuple[str, ...]:
        """The tokens of the words that are in no phrase, whatever the accents.

        What has a row has its words: an index asked for these as well only works longer.
        """
        in_rows = {word.folded for words in self.phrases for word in words}
        single = (word.folded for word in self.words if word.folded not in in_rows)
        return tuple(dict.fromkeys(single))

    @cached_property
    def exact_tokens(self) -> tuple[str, ...]:
        """The tokens that an article has if it has the words with these very accents: it has them
        without as well then."""
        return tuple(dict.fromkeys(word.token for word in self.all_words))

    @cached_property
    def long_phrases(self) -> tuple[str, ...]:
        """The phrases that no token settles, folded."""
        return tuple(
            " ".join(word.folded for word in words)
            for words in self.phrases
            if len(words) > max(ROWS)
        )

    @property
    def terms(self) -> Terms:
        """What has all of it, whatever its accents."""
        return Terms(self.single_tokens, rows=self.row_tokens, phrases=self.long_phrases)

    @cached_property
    def _folded(self) -> frozenset[str]:
        return frozenset(word.folded for word in self.all_words)

    @cached_property
    def _exact(self) -> frozenset[str]:
        return frozenset(word.exact for word in self.all_words)

    def found_in(self, text: str, *, exactly: bool = False) -> list[Word]:
        """Return the words of ``text`` that were asked for, in their order."""
        if exactly:
            return [word for word in cut(text) if word.exact in self._exact]
        return [word for word in cut(text) if word.folded in self._folded]

    def marked(self, text: str, *, exactly: bool = False) -> SafeString:
        """Return ``text`` as HTML with the words in ``<mark>``; ``exactly`` heeds accents."""
        text = clean(text)
        pieces, end = [], 0
        for word in self.found_in(text, exactly=exactly):
            pieces.append((text[end : word.start], text[word.start : word.end]))
            end = word.end
        return format_html_join("", "{}<mark>{}</mark>", pieces) + escape(text[end:])

    def without(self, word: Word) -> str:
        """Return what to type for the other words."""
        return " ".join(one.exact for one in self.all_words if one != word)

    def matches(self) -> Q:
        """Return the condition that title, kicker or lead of a ``Folded`` row have every word.

        For the newsroom's own small windows; it looks through the rows.
        """
        condition = Q()
        for word in sorted(self._folded, key=lambda word: (-len(word), word)):
            # The plain comparison is the one that an index can serve.
            pattern = rf"(?<!{_LETTER}){word}(?!{_LETTER})"
            condition &= Q(folded__contains=word) & Q(folded__regex=pattern)
        return condition


def read_query(raw: str) -> Query:
    """Return the query in whatever somebody sent; of too long a text, its beginning."""
    text = shortened(raw)
    phrases = [tuple(cut(part))[:MAX_WORDS] for part in _QUOTED.findall(text)]
    # What is joined by a sign belongs together.
    phrases += [tuple(cut(part))[:MAX_WORDS] for part in _QUOTED.sub(" ", text).split()]
    # Places in the text mean nothing any more: a word is the same wherever it stands.
    bare = [tuple(Word(word.folded, word.exact) for word in words) for words in phrases]
    single = [words[0] for words in bare if len(words) == 1]
    several = [words for words in bare if len(words) > 1]
    return Query(
        text,
        tuple(dict.fromkeys(single))[:MAX_WORDS],
        tuple(dict.fromkeys(several))[:MAX_WORDS],
    )


def shortened(raw: str) -> str:
    """Return what was typed on one line, cut at its last whole word if it is too long."""
    text = clean_line(raw.replace("\x00", "")[: 8 * MAX_LENGTH])
    if len(text) > MAX_LENGTH:
        text = text[:MAX_LENGTH].rpartition(" ")[0] or text[:MAX_LENGTH]
    return text


def begun_word(raw: str) -> str:
    """Return the folded word that ``raw`` ends in and that may go on, or an empty string."""
    found = _END.search(fold(raw[-MAX_LENGTH:]))
    return found[0] if found else ""
