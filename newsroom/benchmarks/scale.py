"""What the database works for each page with a million articles, beside a thousand."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from shutil import disk_usage
from tempfile import gettempdir
from typing import Final, TypeVar

from django.core.management import CommandError
from django.db import connection
from tqdm import tqdm

from newsroom.benchmarks.archive import analyze
from newsroom.benchmarks.archivecomments import DiscussedArchive
from newsroom.benchmarks.databasetime import Cost, Statements, cost_of
from newsroom.benchmarks.figures import Figure, Sizes, significant
from newsroom.benchmarks.place import own_place
from newsroom.benchmarks.scalepages import pages

#: A page's statements may take so many times as long.
MOST_TIMES: Final = 2.0
#: Milliseconds of the database's below which nobody can tell a page from another, and the ratio of
#: two of them is chance.
FLOOR: Final = 5.0
#: Bytes on disk of an article and of a comment: rows, indexes, and what is there meanwhile.
ROOM: Final = {"sqlite": (8_000, 1_500), "postgresql": (8_000, 1_500)}

T = TypeVar("T")


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Compare each page's statements, those of both papers in the same rounds.

    Each paper has a database of its own; the small one is there as long as the big one.
    """
    _tell(sizes)
    share = max(1, sizes.scale_comments // sizes.scale_articles)
    few = _paper(sizes.scale_few, sizes.scale_few * share)
    with own_place():
        many = _paper(sizes.scale_articles, sizes.scale_comments)
        for name in _watched(list(many)):
            yield from _compared(name, few[name], many[name], sizes.rounds)


def _tell(sizes: Sizes) -> None:
    """Say where how much will lie.

    Raises:
        CommandError: there is not as much room on this disk.
    """
    articles, comments = ROOM[connection.vendor]
    size = sizes.scale_articles * articles + sizes.scale_comments * comments
    is_here = connection.vendor == "sqlite"
    place = gettempdir() if is_here else "the database server’s disk"
    amount = f"{size / 1e9:,.1f} GB"
    tqdm.write(f"scale: about {amount} on {place}, gone afterwards", file=sys.stderr)
    if is_here and disk_usage(place).free < size:
        raise CommandError(f"{place} has no room for {amount}: set TMPDIR, or give --articles.")


def _paper(articles: int, comments: int) -> dict[str, Statements]:
    """Make a paper of that size; return what each page asks its database."""
    archive = DiscussedArchive()
    steps = {
        "articles": lambda: archive.grow(articles),
        "lists": archive.fill,
        "comments": lambda: archive.discuss(comments),
        "statistics": analyze,
    }
    for name in (bar := _watched(list(steps))):
        bar.set_description(f"{articles:,} articles: {name}")
        steps[name]()
    return {name: Statements(page) for name, page in _watched(list(pages(archive).items()))}


def _compared(name: str, few: Statements, many: Statements, rounds: int) -> Iterator[Figure]:
    times = [(few.times(), many.times()) for _round in range(rounds)]
    # Of each statement the quickest: whatever else a machine does only adds to it.
    before, after = (cost_of(list(one), min) for one in zip(*times, strict=True))
    yield _time(name, before, after)
    yield Figure(
        f"scale.{name}-queries",
        after.statements,
        "queries",
        before.statements,
        after.statements <= before.statements,
        before.statements,
    )


def _time(name: str, few: Cost, many: Cost) -> Figure:
    most = max(MOST_TIMES * few.all, FLOOR)
    value, target, beside = map(significant, (many.all, most, few.all))
    return Figure(f"scale.{name}", value, "ms", target, many.all <= most, beside)


def _watched(rows: list[T]) -> tqdm[T]:
    return tqdm(rows, disable=not sys.stderr.isatty(), file=sys.stderr, leave=False)
