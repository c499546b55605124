"""Running text compared word by word; a Vietnamese syllable is never cut."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, NamedTuple

from articles.comparing.alignment import Budget, Step, align

# Everything else that is no white space belongs to a word, so that marks stay on their letters.
_SIGNS: Final = r"!-/:-@\[-`{-~\xa1-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\u2010-\u205e\u3000-\u303f"
# 8-7-2021, 3.500, Việt-Pháp, a@b.vn: one word each.
_WORD: Final = re.compile(
    rf"(?P<space>\s*)(?P<word>[^\s{_SIGNS}]+(?:[-.,/:&@_’'–][^\s{_SIGNS}]+)*|[{_SIGNS}]|\Z)"
)


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    # The same words set otherwise: bold, a link's target, a paragraph that became a heading.
    FORMAT = "format"
    # Blocks and lists only: words within it differ; it stands at another place.
    CHANGED = "changed"
    MOVED = "moved"


class Token(NamedTuple):
    """A word or sign with the white space before it; ``marks`` say how it is set."""

    space: str
    word: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Piece:
    """A stretch of text. ``before`` and ``after`` are its marks where these changed."""

    change: Change
    text: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def tokens_of(text: str, marks: tuple[str, ...] = ()) -> list[Token]:
    """Return the words of ``text`` in NFC; joined with their spaces they are that text again."""
    found = _WORD.finditer(unicodedata.normalize("NFC", text))
    return [Token(m["space"], m["word"], marks) for m in found if m[0]]


def compare_texts(old: str, new: str, budget: Budget | None = None) -> list[Piece]:
    """Return how ``old`` became ``new``.

    The pieces that are not added make the old text, those that are not removed the new one.
    """
    return compare_tokens(tokens_of(old), tokens_of(new), budget or Budget())


def compare_tokens(old: Sequence[Token], new: Sequence[Token], budget: Budget) -> list[Piece]:
    steps = align([token.word for token in old], [token.word for token in new], budget)
    return _joined(piece for step in steps for piece in _pieces(old, new, step))


def _pieces(old: Sequence[Token], new: Sequence[Token], step: Step) -> Iterator[Piece]:
    removed, added = old[step.i1 : step.i2], new[step.j1 : step.j2]
    if step.equal:
        for one, other in zip(removed, added, strict=True):
            yield from _pair(one, other)
        return
    if removed and added and removed[0].space == added[0].space:
        yield Piece(Change.SAME, added[0].space)
        removed = [removed[0]._replace(space=""), *removed[1:]]
        added = [added[0]._replace(space=""), *added[1:]]
    yield Piece(Change.REMOVED, "".join(token.space + token.word for token in removed))
    yield Piece(Change.ADDED, "".join(token.space + token.word for token in added))


def _pair(old: Token, new: Token) -> Iterator[Piece]:
    """Yield one word that is on both sides, with the space before it, which may differ."""
    if old.space == new.space:
        yield Piece(Change.SAME, new.space)
    else:
        yield Piece(Change.REMOVED, old.space)
        yield Piece(Change.ADDED, new.space)
    if old.marks == new.marks:
        yield Piece(Change.SAME, new.word)
    else:
        before = tuple(mark for mark in old.marks if mark not in new.marks)
        after = tuple(mark for mark in new.marks if mark not in old.marks)
        yield Piece(Change.FORMAT, new.word, before, after)


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Put neighbours of one kind together, and a space between two words set alike to them."""
    kept: list[tuple[Piece, list[str]]] = []
    for piece in pieces:
        if not piece.text:
            continue
        if len(kept) > 1 and _is_bridged(kept[-2][0], kept[-1], piece):
            _first, space = kept.pop()
            kept[-1][1].extend([*space, piece.text])
        elif kept and _is_alike(kept[-1][0], piece):
            kept[-1][1].append(piece.text)
        else:
            kept.append((piece, [piece.text]))
    return [replace(first, text="".join(texts)) for first, texts in kept]


def _is_alike(one: Piece, other: Piece) -> bool:
    return (one.change, one.before, one.after) == (other.change, other.before, other.after)


def _is_bridged(one: Piece, between: tuple[Piece, list[str]], other: Piece) -> bool:
    first, texts = between
    return (
        one.change == Change.FORMAT
        and _is_alike(one, other)
        and first.change == Change.SAME
        and len(texts) == 1
        and texts[0].isspace()
    )
