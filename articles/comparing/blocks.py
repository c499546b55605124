"""Bodies compared block by block, and word by word within a block that was changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from articles.comparing.alignment import Budget, Step, align
from articles.comparing.markup import Block, blocks_of
from articles.comparing.words import Change, Piece, compare_texts, compare_tokens

# Blocks that share fewer of their words are two texts, not two versions of one.
ALIKE: Final = 0.4
# What comparing the words of two blocks costs, in the budget's pairs.
PAIR_COST: Final = 20
# Unchanged blocks that stay in sight beside a changed one; fewer than this are not folded.
CONTEXT: Final = 1
FOLD_FROM: Final = 3


@dataclass(frozen=True)
class BlockChange:
    """One block of either body.

    ``kind`` are the elements around its text, ``was`` those before where they changed; so for
    ``details`` (attributes) and ``had``. ``moved`` marks what was taken out here and put in
    elsewhere unchanged, at both places. For a ``photo`` (its id) the pieces are its caption,
    ``details`` its size, and ``alt`` what differs in the alternative text, or all of a new one's.
    """

    change: Change
    kind: tuple[str, ...]
    pieces: tuple[Piece, ...]
    was: tuple[str, ...] | None = None
    details: tuple[str, ...] = ()
    had: tuple[str, ...] | None = None
    moved: bool = False
    photo: int = 0
    alt: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Run:
    """Neighbouring blocks; ``folded`` ones are unchanged and far from any change."""

    folded: bool
    blocks: tuple[BlockChange, ...]


def compare_bodies(old: str, new: str, budget: Budget | None = None) -> list[BlockChange]:
    """Return how one cleaned body became the other: all blocks of both, in reading order."""
    budget = budget or Budget()
    before, after = blocks_of(old), blocks_of(new)
    changes: list[BlockChange] = []
    # By their words alone, so that a heading or a bold word does not hide that they are the same.
    for step in align([one.words for one in before], [one.words for one in after], budget):
        if step.equal:
            pairs = zip(before[step.i1 : step.i2], after[step.j1 : step.j2], strict=True)
            changes.extend(_same(one, other, budget) for one, other in pairs)
        else:
            changes.extend(_replaced(before, after, step, budget))
    return _with_moves(changes, budget)


def runs_of(changes: Sequence[BlockChange]) -> list[Run]:
    """Return the blocks in runs, so that a page can fold long unchanged stretches away."""
    near = [
        any(one.change != Change.SAME for one in changes[max(0, place - CONTEXT) : place + 2])
        for place in range(len(changes))
    ]
    runs: list[Run] = []
    for is_near, group in groupby(zip(near, changes, strict=True), key=lambda pair: pair[0]):
        blocks = tuple(change for _near, change in group)
        runs.append(Run(not is_near and len(blocks) >= FOLD_FROM, blocks))
    return runs


def _whole(change: Change, block: Block) -> BlockChange:
    text = "".join(token.space + token.word for token in block.tokens)
    pieces = (Piece(change, text),) if text else ()
    alt = (Piece(change, block.alt),) if block.alt and change != Change.SAME else ()
    return BlockChange(
        change, block.kind, pieces, details=block.details, photo=block.photo, alt=alt
    )


def _same(old: Block, new: Block, budget: Budget) -> BlockChange:
    return _whole(Change.SAME, new) if old == new else _changed(old, new, budget)


def _replaced(
    before: Sequence[Block], after: Sequence[Block], step: Step, budget: Budget
) -> Iterator[BlockChange]:
    """Yield what became what in one stretch, taken out before put in."""
    old, new = before[step.i1 : step.i2], after[step.j1 : step.j2]
    i = j = 0
    for at_i, at_j in [*_alike(old, new, budget), (len(old), len(new))]:
        yield from (_whole(Change.REMOVED, block) for block in old[i:at_i])
        yield from (_whole(Change.ADDED, block) for block in new[j:at_j])
        if at_i < len(old):
            yield _changed(old[at_i], new[at_j], budget)
        i, j = at_i + 1, at_j + 1


def _changed(old: Block, new: Block, budget: Budget) -> BlockChange:
    pieces = tuple(compare_tokens(old.tokens, new.tokens, budget))
    alt = tuple(compare_texts(old.alt, new.alt, budget)) if old.alt != new.alt else ()
    is_text = any(p.change in {Change.ADDED, Change.REMOVED} for p in (*pieces, *alt))
    return BlockChange(
        Change.CHANGED if is_text else Change.FORMAT,
        new.kind,
        pieces,
        was=old.kind if old.kind != new.kind else None,
        details=new.details,
        had=old.details if old.details != new.details else None,
        photo=new.photo,
        alt=alt,
    )


def _alike(old: Sequence[Block], new: Sequence[Block], budget: Budget) -> list[tuple[int, int]]:
    """Return which blocks are versions of one another: in order, as much alike as can be."""
    if not old or not new or not budget.allows(len(old) * len(new) * PAIR_COST):
        return []
    befores = [Counter(block.words) for block in old]
    afters = [Counter(block.words) for block in new]
    likeness = [
        [
            float(one.photo == other.photo)
            if one.photo or other.photo
            else _likeness(befores[i], afters[j])
            for j, other in enumerate(new)
        ]
        for i, one in enumerate(old)
    ]
    best = [[0.0] * (len(new) + 1) for _block in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            both = best[i + 1][j + 1] + likeness[i][j] if likeness[i][j] >= ALIKE else 0.0
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    return list(_path(best, len(old), len(new)))


def _path(best: list[list[float]], rows: int, columns: int) -> Iterator[tuple[int, int]]:
    i = j = 0
    while i < rows and j < columns:
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            yield i, j
            i, j = i + 1, j + 1


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return which part of both blocks' words they share, from 0 to 1."""
    total = one.total() + other.total()
    if not total:
        return 1.0
    fewer, more = (one, other) if len(one) < len(other) else (other, one)
    return 2 * sum(min(count, more[word]) for word, count in fewer.items()) / total


def _with_moves(changes: list[BlockChange], budget: Budget) -> list[BlockChange]:
    """Mark what was taken out at one place and put in at another."""
    places = {
        change: Counter(_identity(c) for c in changes if c.change == change)
        for change in (Change.REMOVED, Change.ADDED)
    }
    moved = places[Change.REMOVED] & places[Change.ADDED]
    before = {c.photo: c for c in changes if c.change == Change.REMOVED}
    marked = []
    for change in changes:
        is_something = bool(change.pieces or change.photo)
        if change.change in places and is_something and moved[_identity(change)]:
            change = replace(change, moved=True)
            if change.photo:
                change = _moved_photo(change, before[change.photo], budget)
        marked.append(change)
    return marked


def _moved_photo(change: BlockChange, before: BlockChange, budget: Budget) -> BlockChange:
    """Return one place of a moved photo; what differs of it is said where it is now."""
    if change.change == Change.REMOVED:
        text = _text(change.pieces)
        return replace(change, pieces=(Piece(Change.SAME, text),) if text else (), alt=())
    caption, alt = (
        tuple(compare_texts(_text(old), _text(new), budget))
        for old, new in ((before.pieces, change.pieces), (before.alt, change.alt))
    )
    had = before.details if before.details != change.details else None
    is_same = all(piece.change == Change.SAME for piece in alt)
    return replace(change, pieces=caption, alt=() if is_same else alt, had=had)


def _text(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _identity(change: BlockChange) -> tuple[tuple[str, ...], str]:
    if change.photo:
        # A photo is the same one wherever it goes and whatever is written below it.
        return ("photo",), str(change.photo)
    return change.kind, _text(change.pieces)
