"""Where a list's terms stand in a text, hidden or not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from articles.vietnamese.syllables import is_syllable
from articles.vietnamese.text import fold
from comments.moderation.words.canonical import Canonical, canonical
from comments.moderation.words.everyday import EVERYDAY
from comments.moderation.words.tokens import (
    Token,
    View,
    key,
    masked_in,
    readings,
    squeezed,
    tokens_of,
)

# What may stand between letters that are written apart; the same between all of them.
_APART: Final = re.compile(r"[\s.\-_*,/\\~'`·•]{1,3}")
MOST_APART: Final = 40
# Between the words of a phrase: where one sentence or clause ends, and what nobody notices.
_ENDS: Final = re.compile(r"[.,;:!?…)\]}][\"'”’»)]*\s|[([{]")
_PLAIN: Final = re.compile(r"[\s_\-‐–]*")
_UNIT: Final = re.compile(r"\d\s?$")
_AGE: Final = re.compile(r"\.?\s*[(,]?\s*(?:\d|sn\b|sinh\b)")
# Tokens that are put together again where a syllable was cut into two or three.
MOST_PARTS: Final = 3
MOST_WORDS: Final = 8


@dataclass(frozen=True)
class Term:
    """An entry of the list. ``allowed`` ones are innocent, and so is what stands within them."""

    text: str
    allowed: bool = False


@dataclass(frozen=True)
class Match:
    """A term at ``start`` to ``end`` of the original text, as ``view`` saw it."""

    term: Term
    start: int
    end: int
    view: View

    @property
    def is_exact(self) -> bool:
        """Only such a hit may reject; any other is a guess, for a person to look at."""
        return self.view == View.EXACT


@dataclass(frozen=True)
class _Edge:
    """From a token to the one at ``upto``: read as ``word``."""

    upto: int
    word: str
    view: View


@dataclass(eq=False)
class _Node:
    """A place in the tree of terms: what may follow, and what ends here.

    ``blind`` has what follows by its letters without accents; ``ends_blind`` says that the term
    may be found that way.
    """

    following: dict[str, _Node] = field(default_factory=dict)
    blind: dict[str, list[_Node]] = field(default_factory=dict)
    term: Term | None = None
    ends_blind: bool = False

    def after(self, edge: _Edge, *, bare: bool) -> list[tuple[_Node, bool]]:
        """Return where reading ``edge`` leads, and whether accents were left out of account."""
        exact = self.following.get(edge.word)
        known = [(exact, False)] if exact and not bare else []
        if bare or edge.view == View.DIGITS:
            alike = self.blind.get(fold(edge.word), [])
            return known + [(one, True) for one in alike if one is not exact or bare]
        return known


class WordList:
    """The paper's list, made ready; ``matches`` takes time linear in the text."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._root = _Node()
        self._masks: dict[tuple[str, int], list[tuple[str, Term]]] = {}
        for term in terms:
            words = [key(token.text) for token in tokens_of(canonical(term.text).text)]
            if not words or len(words) > MOST_WORDS:
                continue
            bare = fold(words[0])
            self._add(words, term, blind=len(words) > 1 or term.allowed or bare not in EVERYDAY)
            if term.allowed:
                continue
            if len(words) > 1:  # written without the spaces
                self._add(["".join(words)], term, blind=True)
            elif len(bare) > 2:
                self._masks.setdefault((bare[0], len(bare)), []).append((bare, term))

    def _add(self, words: list[str], term: Term, *, blind: bool) -> None:
        node = self._root
        for word in words:
            child = node.following.setdefault(word, _Node())
            alike = node.blind.setdefault(fold(word), [])
            if child not in alike:
                alike.append(child)
            node = child
        node.term = node.term or term
        node.ends_blind = node.ends_blind or blind

    def matches(self, original: str) -> list[Match]:
        """Return where terms stand in ``original``, in order; the longest of those that overlap."""
        text = canonical(original)
        tokens = tokens_of(text.text)
        edges = _edges(text, tokens, original)
        # In a text without accents a word without them may be any word that has some. A syllable
        # by itself may be a name, and what can be Telex or digits by itself is that.
        is_lone = len(tokens) == 1 and (len(edges[0]) > 1 or is_syllable(tokens[0].text))
        is_bare = not is_lone and fold(text.text) == text.text
        links = _links(text.text, tokens)
        found = [*self._walks(tokens, edges, links, bare=is_bare), *self._masked(text.text)]
        return [_in_original(text, one) for one in _longest(found)]

    def _walks(
        self, tokens: list[Token], edges: list[list[_Edge]], links: list[View | None], *, bare: bool
    ) -> Iterator[Match]:
        for first, token in enumerate(tokens):
            ways = [(self._root, first, View.EXACT, False)]
            while ways:
                node, place, seen, blind = ways.pop()
                if node.term is not None and (node.ends_blind or not blind):
                    view = _view(node.term, tokens[first:place], seen, bare=bare)
                    yield Match(node.term, token.start, tokens[place - 1].end, view)
                if place == len(tokens) or not node.following:
                    continue
                link = links[place] if place > first else View.EXACT
                if link is None:
                    continue
                seen = seen if link == View.EXACT else link
                for edge in edges[place]:
                    worse = seen if edge.view == View.EXACT else edge.view
                    ways.extend(
                        (after, edge.upto, worse, blind or is_blind)
                        for after, is_blind in node.after(edge, bare=bare)
                    )

    def _masked(self, text: str) -> Iterator[Match]:
        for token in masked_in(text):
            mask = fold(token.text)
            for word, term in self._masks.get((mask[0], len(mask)), ()):
                if all(letter in {"*", "•", own} for letter, own in zip(mask, word, strict=True)):
                    yield Match(term, token.start, token.end, View.MASKED)


def _view(term: Term, tokens: list[Token], seen: View, *, bare: bool) -> View:
    """Return the view of a hit; a term that has no accents itself is exact without them."""
    if bare and seen == View.EXACT:
        as_written = " ".join(key(token.text) for token in tokens)
        own = " ".join(key(token.text) for token in tokens_of(canonical(term.text).text))
        return View.EXACT if as_written == own else View.UNACCENTED
    if seen == View.EXACT and len(tokens) == 1:
        return View.JOINED if len(tokens_of(canonical(term.text).text)) > 1 else View.EXACT
    return seen


def _edges(text: Canonical, tokens: list[Token], original: str) -> list[list[_Edge]]:
    """Return what can be read from each token on."""
    edges = [
        [_Edge(place + 1, word, view) for word, view in readings(token.text)]
        for place, token in enumerate(tokens)
    ]
    for place in range(len(tokens)):
        edges[place].extend(_put_together(text.text, tokens, place))
    for first, upto in _spelt_out(text.text, tokens):
        if _are_initials(text, tokens, first, upto, original):
            continue
        word = "".join(token.text for token in tokens[first:upto])
        for reading in dict.fromkeys((key(word), key(squeezed(word)))):
            edges[first].append(_Edge(upto, reading, View.JOINED))
    return edges


def _links(text: str, tokens: list[Token]) -> list[View | None]:
    """Return how each token follows the one before it, if both may be words of one phrase.

    Where a sentence or a clause ends between them they are not; with anything but blanks and
    hyphens between them that is a guess.
    """
    links: list[View | None] = [View.EXACT]
    for left, right in pairwise(tokens):
        between = text[left.end : right.start]
        if _PLAIN.fullmatch(between):
            links.append(View.EXACT)
        else:
            links.append(None if _ENDS.search(between) else View.JOINED)
    return links


def _gap(text: str, left: Token, right: Token) -> str:
    """Return what stands between two tokens, if letters of one word may stand apart by it."""
    between = text[left.end : right.start]
    return between if _APART.fullmatch(between) else ""


def _put_together(text: str, tokens: list[Token], place: int) -> Iterator[_Edge]:
    """Yield what a syllable that was cut in two or three would be."""
    word, gap = tokens[place].text, ""
    for upto in range(place + 1, min(place + MOST_PARTS, len(tokens))):
        between = _gap(text, tokens[upto - 1], tokens[upto])
        if not between or (gap and between != gap):
            return
        gap = between
        word += tokens[upto].text
        parts = [token.text for token in tokens[place : upto + 1]]
        if len(word) > 8 or all(len(part) == 1 for part in parts):
            continue
        if word.isalpha() and not all(map(is_syllable, parts)) and is_syllable(word):
            yield _Edge(upto + 1, key(word), View.JOINED)


def _spelt_out(text: str, tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Yield runs of single letters, from the first to behind the last."""
    place = 0
    while place < len(tokens):
        upto = place + 1
        if len(tokens[place].text) == 1 and tokens[place].text.isalpha():
            gap = ""
            while upto < len(tokens) and upto - place < MOST_APART and len(tokens[upto].text) == 1:
                between = _gap(text, tokens[upto - 1], tokens[upto])
                if not between or (gap and between != gap) or not tokens[upto].text.isalpha():
                    break
                gap, upto = between, upto + 1
            is_unit = gap == "/" and _UNIT.search(
                text[max(0, tokens[place].start - 2) : tokens[place].start]
            )
            if upto - place > 1 and not is_unit:
                yield place, upto
        place = upto


def _are_initials(
    text: Canonical, tokens: list[Token], first: int, upto: int, original: str
) -> bool:
    """Say whether capitals with full stops stand for somebody's name, as in court reports."""

    def written(token: Token) -> str:
        written = original[text.starts[token.start] : text.ends[token.end - 1]]
        return unicodedata.normalize("NFC", written)

    if not all(written(token).isupper() for token in tokens[first:upto]):
        return False
    if "." not in text.text[tokens[first].end : tokens[upto - 1].start + 1]:
        return False
    beside = [*tokens[max(0, first - 1) : first], *tokens[upto : upto + 1]]
    names = any(len(one.text) > 1 and written(one).istitle() for one in beside)
    return names or _AGE.match(text.text, tokens[upto - 1].end) is not None


def _longest(found: list[Match]) -> list[Match]:
    """Keep the longest of those that overlap, the surest of the same length, and no allowed one."""
    ordered = sorted(found, key=lambda one: (one.start - one.end, one.view != View.EXACT))
    ordered.sort(key=lambda one: one.end - one.start, reverse=True)
    allowed = [(one.start, one.end) for one in ordered if one.term.allowed]
    taken: list[Match] = []
    covered: set[int] = set()
    for start, end in allowed:
        covered.update(range(start, end))
    for one in ordered:
        span = range(one.start, one.end)
        if one.term.allowed or not covered.isdisjoint(span):
            continue
        covered.update(span)
        taken.append(one)
    return sorted(taken, key=lambda one: one.start)


def _in_original(text: Canonical, one: Match) -> Match:
    return Match(one.term, text.starts[one.start], text.ends[one.end - 1], one.view)
