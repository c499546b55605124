"""Whether two pictures look the same, by 64 bits of each that ``looking`` has found in them.

Brightness, colour, compression and a cut of two per cent at each edge change a few bits; other
pictures differ in about half of them. The bits lie in turn in four parts of 16, so that each part
holds coarse and fine ones: what differs in less than eight bits has at least one part with one
difference or none.
"""

from __future__ import annotations

from typing import Final

Look = tuple[int, int, int, int]

#: Up to this distance two pictures are visibly the same. Of the demonstration's drawings any
#: two are 16 apart or more; resized, re-encoded, darkened, brightened, cut by two per cent: 0–10.
SAME: Final = 10


def distance(one: Look, other: Look) -> int:
    """Return in how many of the 64 bits two looks differ."""
    return sum((a ^ b).bit_count() for a, b in zip(one, other, strict=True))


def near(part: int) -> list[int]:
    """Return the 17 values that a part of a similar look may have: one bit changed, or none."""
    return [part, *(part ^ 1 << place for place in range(16))]
