"""The product's own benchmark (``manage.py benchmark``; ``docs/performance.md`` explains it).

A benchmark is a function from ``Sizes`` to ``Figure``s. It runs in a place of its own, with an
empty, migrated database, and may leave there whatever it likes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from newsroom.benchmarks import (
    comments,
    desks,
    faults,
    freshness,
    importing,
    memory,
    pages,
    photos,
    queries,
    races,
    richtext,
    scale,
    search,
    staleness,
    startup,
    vietnamese,
)
from newsroom.benchmarks.figures import Figure, Sizes

BENCHMARKS: Final[dict[str, Callable[[Sizes], Iterator[Figure]]]] = {
    "queries": queries.measure,
    "pages": pages.measure,
    "freshness": freshness.measure,
    "staleness": staleness.measure,
    "memory": memory.measure,
    "desks": desks.measure,
    "comments": comments.measure,
    "search": search.measure,
    "scale": scale.measure,
    "import": importing.measure,
    "photos": photos.measure,
    "richtext": richtext.measure,
    "vietnamese": vietnamese.measure,
    "races": races.measure,
    "startup": startup.measure,
    "faults": faults.measure,
}
#: What takes an hour or gigabytes runs only where it is named.
LONG: Final = frozenset({"scale"})
