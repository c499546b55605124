"""What two sequences have in common, in bounded time.

``difflib`` takes time that grows with the square of the length, and worse where few elements
repeat often. So what stands once on both sides divides the sequences first, and ``difflib`` looks
only at the short stretches between; what is still too long counts as replaced whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

# Pairs of elements that one comparison may look at, in one stretch and in all.
STRETCH: Final = 100_000
ALL: Final = 500_000


@dataclass
class Budget:
    """How much more work a comparison may do; shared by all alignments of one."""

    left: int = ALL

    def allows(self, work: int) -> bool:
        if work > min(STRETCH, self.left):
            return False
        self.left -= work
        return True


@dataclass(frozen=True)
class Step:
    """``old[i1:i2]`` became ``new[j1:j2]``; equal ones are as long as each other."""

    equal: bool
    i1: int
    i2: int
    j1: int
    j2: int


def align(old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget) -> list[Step]:
    """Return the steps from ``old`` to ``new``, in order, which cover both completely."""
    pairs: list[tuple[int, int]] = []
    start_i = start_j = 0
    for i, j in [*_anchors(old, new), (len(old), len(new))]:
        pairs.extend(_between(old, new, (start_i, i, start_j, j), budget))
        if i < len(old):
            pairs.append((i, j))
        start_i, start_j = i + 1, j + 1
    return list(_steps(pairs, len(old), len(new)))


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the places of what stands once on both sides and in the same order."""
    counts, others = Counter(old), Counter(new)
    places = {element: j for j, element in enumerate(new) if others[element] == 1}
    pairs = [
        (i, places[element])
        for i, element in enumerate(old)
        if counts[element] == 1 and element in places
    ]
    kept = longest_rising([j for _i, j in pairs])
    return [pairs[place] for place in kept]


def longest_rising(numbers: Sequence[int]) -> list[int]:
    """Return the places of the longest rising subsequence of distinct ``numbers``."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(tails, number)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(number)
            ends.append(place)
        else:
            tails[length], ends[length] = number, place
    kept: list[int] = []
    place = ends[-1] if ends else -1
    while place >= 0:
        kept.append(place)
        place = before[place]
    return kept[::-1]


def _between(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    stretch: tuple[int, int, int, int],
    budget: Budget,
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of equal elements within one stretch of both sides."""
    i1, i2, j1, j2 = stretch
    while i1 < i2 and j1 < j2 and old[i1] == new[j1]:
        yield i1, j1
        i1, j1 = i1 + 1, j1 + 1
    tail = 0
    while i1 < i2 - tail and j1 < j2 - tail and old[i2 - tail - 1] == new[j2 - tail - 1]:
        tail += 1
    i2, j2 = i2 - tail, j2 - tail
    if i1 < i2 and j1 < j2 and budget.allows((i2 - i1) * (j2 - j1)):
        matcher = SequenceMatcher(None, old[i1:i2], new[j1:j2], autojunk=False)
        for match in matcher.get_matching_blocks():
            for offset in range(match.size):
                yield i1 + match.a + offset, j1 + match.b + offset
    for offset in range(tail):
        yield i2 + offset, j2 + offset


def _steps(pairs: list[tuple[int, int]], old_length: int, new_length: int) -> Iterator[Step]:
    i = j = start = 0
    for place, (at_i, at_j) in enumerate([*pairs, (old_length, new_length)]):
        if (at_i, at_j) == (i + place - start, j + place - start) and place < len(pairs):
            continue
        run = place - start
        if run:
            yield Step(True, i, i + run, j, j + run)
        i, j, start = i + run, j + run, place
        if i < at_i or j < at_j:
            yield Step(False, i, at_i, j, at_j)
        i, j = at_i, at_j
