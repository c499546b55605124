"""How long the database works on readers' searches and lists, of a million articles."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Final

from django.db import connection
from tqdm import tqdm

from newsroom.benchmarks.archive import analyze
from newsroom.benchmarks.archivelists import ListedArchive
from newsroom.benchmarks.databasetime import Statements
from newsroom.benchmarks.figures import Figure, Sizes, significant
from newsroom.benchmarks.searchpages import lists, searches

#: Milliseconds of the database's that a first page may take.
MOST: Final = 50.0
#: Articles where none are asked for: SQLite is for smaller papers.
FEW, MANY = 50_000, 1_000_000


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Take what the database works on each first page; beside it the part that is planning."""
    archive = ListedArchive()
    archive.grow(sizes.search_articles or (MANY if connection.vendor == "postgresql" else FEW))
    archive.fill()
    analyze()
    yield from figures(archive, sizes)


def figures(archive: ListedArchive, sizes: Sizes) -> Iterator[Figure]:
    """Measure each page of an archive that is there, and print its plans if they are wanted."""
    lists_ = {f"list-{name}": page for name, page in lists(archive).items()}
    pages = {**searches(archive), **lists_}
    watched = sys.stderr.isatty()
    for name, page in tqdm(pages.items(), disable=not watched, file=sys.stderr, leave=False):
        statements = Statements(page)
        cost = statements.cost(sizes.rounds)
        for number, plan in enumerate(statements.plans() if sizes.plans else (), start=1):
            lines = "\n".join(plan)
            tqdm.write(f"\n--- {name}, statement {number}\n{lines}", file=sys.stderr)
        yield Figure(
            name=f"search.{name}",
            value=significant(cost.all),
            unit=f"ms of {cost.statements}",
            target=MOST,
            holds=cost.all <= MOST,
            against=significant(cost.planning),
        )
