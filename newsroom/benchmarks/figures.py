"""What a benchmark yields, and how much it is given to do."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Final


@dataclass(frozen=True)
class Figure:
    """One measured number; ``name`` is the benchmark's, a dot, and what was measured.

    ``holds`` says whether ``value`` meets ``target``; both are None where there is no target
    yet. ``against`` is what was measured beside it in the same run, None if nothing.
    """

    name: str
    value: float
    unit: str
    target: float | None = None
    holds: bool | None = None
    against: float | None = None


@dataclass(frozen=True)
class Sizes:
    """How much is made and for how long it is measured. The defaults are what figures are
    published for; smaller ones are for tests.

    ``rounds`` and ``seconds`` are those of ``timing.rates``, ``load_seconds`` are each server's in
    each round; ``desk_few`` and ``desk_many`` are articles, ``photos_few`` and ``photos_many``
    photos; ``long_text``, ``prose`` and ``paste`` are bytes, ``…_pixels`` those of a photo;
    ``thread_comments`` are shown under one article, ``waiting_comments`` wait, ``posts`` and
    ``likes`` are sent at once, ``terms`` are listed words; ``fresh_rounds`` are changes of each
    kind, ``stale_rounds`` publications in each place (for at most ``stale_seconds``),
    ``memory_requests`` go to one worker; ``scale_articles`` with ``scale_comments`` are measured
    beside ``scale_few``, with as many comments each; ``…_kills`` are processes killed,
    ``slow_seconds`` those of a slow database, ``cache_rounds`` of one without a cache.
    ``search_articles`` is 0 where the benchmark is to choose; with ``plans`` it prints how the
    database goes about each statement.
    """

    rows: int = 200
    page_articles: int = 80
    page_comments: int = 50
    desk_few: int = 4_000
    desk_many: int = 20_000
    photos_few: int = 4_000
    photos_many: int = 200_000
    rounds: int = 5
    seconds: float = 0.3
    load_seconds: float = 3
    texts: int = 200
    long_text: int = 500_000
    prose: int = 1_000_000
    paste: int = 200_000
    races: int = 1_000
    photo_pixels: int = 24_000_000
    phone_pixels: int = 6_000_000
    search_articles: int = 0
    scale_few: int = 1_000
    scale_articles: int = 1_000_000
    scale_comments: int = 5_000_000
    thread_comments: int = 100_000
    waiting_comments: int = 100_000
    posts: int = 800
    likes: int = 200
    terms: int = 2_000
    fresh_articles: int = 20
    fresh_rounds: int = 40
    stale_rounds: int = 10_000
    stale_seconds: float = 900
    memory_requests: int = 100_000
    worker_kills: int = 20
    database_kills: int = 3
    slow_seconds: float = 15
    cache_rounds: int = 12
    plans: bool = False


_RIGHT: Final = {"value", "target", "against"}


def significant(number: float) -> float:
    """Return ``number`` with the four digits that a measurement can mean at most."""
    return float(f"{number:.4g}")


def json_line(figure: Figure) -> str:
    """Return the figure as one line of JSON, with the keys that the contract names."""
    return json.dumps(asdict(figure), ensure_ascii=False)


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as columns for people."""
    names = [field.name for field in fields(Figure)]
    rows = [names, *([shown(getattr(f, name)) for name in names] for f in figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if name in _RIGHT else cell.ljust(width)
            for name, cell, width in zip(names, row, widths, strict=True)
        ).rstrip()
        for row in rows
    )


def shown(value: object) -> str:
    """Return a value of a figure as people read it."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "NO"
    return f"{value:,}" if isinstance(value, int | float) else str(value)
