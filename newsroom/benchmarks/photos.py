"""The photo desk; each part has a module of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from newsroom.benchmarks import photofiles, photolibrary
from newsroom.benchmarks.figures import Figure, Sizes

PARTS: Final[tuple[Callable[[Sizes], Iterator[Figure]], ...]] = (
    photofiles.measure,
    photolibrary.measure,
)


def measure(sizes: Sizes) -> Iterator[Figure]:
    for part in PARTS:
        yield from part(sizes)
