"""How much memory a worker takes after very many requests, and whether it grows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Final

from django.conf import settings
from tqdm import tqdm

from newsroom.benchmarks import requesting
from newsroom.benchmarks.crowd import Crowd
from newsroom.benchmarks.figures import Figure, Sizes, significant
from newsroom.benchmarks.hosts import Host
from newsroom.benchmarks.paper import Paper
from newsroom.benchmarks.processes import Running, tell

#: Megabytes of one worker, and by how many it may differ between the half and the end: what is
#: asked for and given back in between.
MOST: Final = 120.0
MOST_GROWN: Final = 3.0


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Send one worker all requests; look at it when it has answered one, half of them, and all.

    More pages are asked for than it has room for.
    """
    if not Path("/proc/self/smaps_rollup").exists():
        tell("memory: this machine does not tell how much a process takes (/proc/…/smaps_rollup).")
        return
    paper = Paper(sections=8)
    paper.grow(sizes.page_articles)
    for article in paper.articles:
        Crowd().discuss(article, sizes.page_comments)
    host, number = Host(Path(settings.DATA_DIR)), sizes.memory_requests
    quiet = not sys.stderr.isatty()
    with (
        ExitStack() as stack,
        tqdm(total=number, unit=" requests", disable=quiet, file=sys.stderr, leave=False) as bar,
    ):
        server = stack.enter_context(host.serving(workers=1))
        readers = stack.enter_context(closing(requesting.Crowd(host, paper.articles)))
        taken = []
        for start, end in ((0, 1), (1, number // 2), (number // 2, number)):
            readers.ask(start, end, bar.update)
            taken.append(_megabytes(server))
    first, half, last = taken
    yield _figure("worker", last, MOST, first)
    yield _figure("growth", max(0.0, last - half), MOST_GROWN, half)


def _figure(name: str, value: float, most: float, against: float) -> Figure:
    holds = value <= most
    return Figure(f"memory.{name}", significant(value), "MB", most, holds, significant(against))


def _megabytes(server: Running) -> float:
    """Return what the server's only worker takes, with its share of what it has in common with
    other processes (PSS)."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    return max(_kilobytes(Path(f"/proc/{pid}/smaps_rollup")) for pid in children) / 1000


def _kilobytes(rollup: Path) -> float:
    for line in rollup.read_text().splitlines():
        name, _colon, text = line.partition(":")
        if name == "Pss":
            return float(text.split()[0]) * 1.024
    return 0.0
