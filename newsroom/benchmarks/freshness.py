"""How soon all readers see what the newsroom does: 16 of them, on one host and on two."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Final

from django.conf import settings
from django.db import connection
from django.test.utils import override_settings
from tqdm import tqdm

from newsroom.benchmarks import changes, edge
from newsroom.benchmarks.changes import Step
from newsroom.benchmarks.figures import Figure, Sizes, significant
from newsroom.benchmarks.hosts import Host
from newsroom.benchmarks.paper import Paper
from newsroom.benchmarks.processes import Unavailable, tell
from newsroom.benchmarks.sharedcache import redis
from newsroom.benchmarks.watchers import ReaderProcess

READERS: Final = 16
PROCESSES: Final = 2
#: Seconds from a commit until all have it: half of the changes, and any.
MEDIAN: Final = 0.05
WORST: Final = 0.5


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Measure on one host, then on two that share the database, where it can be shared."""
    paper = Paper(sections=2)
    paper.grow(sizes.fresh_articles)
    yield from _on(1, paper, sizes)
    if connection.vendor == "sqlite":
        tell("freshness: two hosts share a database on PostgreSQL alone (DATABASE_URL).")
        return
    yield from _on(2, paper, sizes)


def _on(number: int, paper: Paper, sizes: Sizes) -> Iterator[Figure]:
    name = "one-host" if number == 1 else "two-hosts"
    found = _delays(number, paper, sizes)
    every = [delay for delays in found.values() for delay in delays]
    worst = max(every)
    yield _figure(f"{name}", median(every), MEDIAN, worst)
    yield _figure(f"{name}-worst", worst, WORST, median(every))
    for kind, delays in found.items():
        yield _figure(f"{name}-{kind}", median(delays), MEDIAN, max(delays))


def _figure(name: str, value: float, target: float, against: float) -> Figure:
    return Figure(
        f"freshness.{name}",
        significant(value),
        "s",
        target,
        value <= target,
        significant(against),
    )


def _delays(number: int, paper: Paper, sizes: Sizes) -> dict[str, list[float]]:
    """Return by kind, for each change, the seconds until the last reader saw it first.

    This process makes the changes, as one of the first host's.
    """
    found: defaultdict[str, list[float]] = defaultdict(list)
    rounds, quiet = sizes.fresh_rounds, not sys.stderr.isatty()
    with ExitStack() as stack:
        served = _serve(stack, number)
        if "Database" in settings.TASKS["default"]["BACKEND"]:
            stack.enter_context(served[0].working())
        readers = [
            stack.enter_context(ReaderProcess("watching", host, host.port, READERS // PROCESSES))
            for host in (served * PROCESSES)[:PROCESSES]
        ]
        stack.enter_context(_as_process_of(served[0]))
        start = number * 10_000
        steps = changes.steps(paper, range(start, start + rounds))
        total = rounds * len(changes.KINDS)
        for step in tqdm(steps, total=total, disable=quiet, file=sys.stderr, leave=False):
            found[step.kind].append(_delay(step, readers))
    return found


def _serve(stack: ExitStack, number: int) -> list[Host]:
    # This process is one of the first host's.
    place = Path(settings.DATA_DIR)
    if number == 1:
        return [stack.enter_context(edge.whole_or_alone(place))]
    cache = _shared(stack, place)
    first = stack.enter_context(edge.whole_or_alone(place, cache=cache))
    second = edge.whole_or_alone(place / "second", site=first.site, cache=cache)
    return [first, stack.enter_context(second)]


def _shared(stack: ExitStack, place: Path) -> str:
    """Return the address of a cache that hosts share, as they do where they are several."""
    try:
        return stack.enter_context(redis(place)).url
    except Unavailable as missing:
        tell(f"{missing} Two hosts are measured without it.")
        return ""


def _as_process_of(host: Host) -> override_settings:
    return override_settings(FINISHED_PAGES=True, PAGES_DIR=host.pages)


def _delay(step: Step, readers: list[ReaderProcess]) -> float:
    """Make one change while all read; return the seconds until the last of them sees it."""
    for reader in readers:
        reader.say(json.dumps(step.watch._asdict()))
    for reader in readers:
        if reader.hear() != "armed":
            raise RuntimeError(f"{step.kind}: readers saw it before it was made")
    start = step.do()
    seen: list[float] = [moment for reader in readers for moment in reader.hear()["seen"]]
    return max(0.0, max(seen) - start)
