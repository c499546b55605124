"""How fast an article's page is served: from nginx's files, kept by the application, made anew."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from django.conf import settings
from tqdm import tqdm

from articles.models import Article
from newsroom.benchmarks import edge, hosts, wrk
from newsroom.benchmarks.figures import Figure, Sizes, significant
from newsroom.benchmarks.processes import TO_START, Unavailable, tell
from newsroom.benchmarks.timing import median_ratio
from newsroom.benchmarks.wrk import Target


class Pair(NamedTuple):
    """What is measured, beside what, and which part of its rate it is to reach at the least."""

    name: str
    beside: str
    least: float


PAIRS: Final = (
    Pair("edge", "plain", 0.9),
    Pair("cached", "trivial", 0.7),
    Pair("uncached", "trivial", 0.06),
)


def measure(articles: Sequence[Article], sizes: Sizes) -> Iterator[Figure]:
    """Serve the articles' pages in each way, all in turn in each round, beside what does nothing.

    What cannot be measured on this machine is told; the rest is measured.
    """
    folder = Path(settings.DATA_DIR)
    with ExitStack() as stack:
        targets = _Targets(folder, [article.get_absolute_url() for article in articles])
        for serve in (targets.applications, targets.files):
            try:
                serve(stack)
            except Unavailable as missing:
                tell(f"pages: {missing}")
        found = _rates(targets.all, sizes, folder)
    for name, beside, least in PAIRS:
        if name in found and beside in found:
            ratio, against = median_ratio(found[name], found[beside]), median(found[beside])
            holds = ratio >= least
            value = significant(ratio)
            yield Figure(f"pages.{name}", value, "ratio", least, holds, significant(against))


class _Targets:
    """The servers, each for as long as the stack is open."""

    def __init__(self, folder: Path, addresses: list[str]) -> None:
        self._folder, self._addresses = folder, addresses
        self.all: list[Target] = []

    def applications(self, stack: ExitStack) -> None:
        """Serve the pages by the application alone, kept and not, and the trivial view."""
        trivial = stack.enter_context(hosts.trivial(self._folder))
        self.all.append(Target("trivial", trivial, ["/"]))
        for name, finished in (("cached", "1"), ("uncached", "0")):
            host = hosts.Host(self._folder / name)
            stack.enter_context(host.serving(FINISHED_PAGES=finished))
            self.all.append(Target(name, host.application, self._addresses, host.name))

    def files(self, stack: ExitStack) -> None:
        """Serve them by nginx, as finished files and as plain ones with the same bytes."""
        host = stack.enter_context(edge.host(self._folder / "edge"))
        target = Target("edge", host.port, self._addresses, host.name)
        bodies = fetched(target)
        until = time.monotonic() + TO_START
        while not host.has_files(self._addresses):
            if time.monotonic() > until:
                raise Unavailable("nginx was given no finished pages.")
            time.sleep(0.1)
            fetched(target)  # what was made before there was a keeper is handed over now
        plain = stack.enter_context(edge.plain_files(self._folder / "plain", bodies))
        self.all += [target, Target("plain", plain, self._addresses)]


def _rates(targets: list[Target], sizes: Sizes, folder: Path) -> dict[str, list[float]]:
    """Return each server's answers a second, one for each round; without those that failed."""
    left = {target.name: target for target in targets}
    found: dict[str, list[float]] = {}
    steps = (1 + sizes.rounds) * len(left)
    quiet = not sys.stderr.isatty()
    with tqdm(total=steps, desc="rounds", disable=quiet, file=sys.stderr, leave=False) as bar:
        for number in range(1 + sizes.rounds):
            for target in list(left.values()):
                try:
                    if number == 0:
                        fetched(target)  # each once, however long its making takes
                        wrk.warm(target, folder, seconds=sizes.load_seconds)
                        found[target.name] = []
                    else:
                        rate = wrk.rate(target, folder, seconds=sizes.load_seconds)
                        found[target.name].append(rate)
                except Unavailable as refused:
                    tell(f"pages: {refused}")
                    del left[target.name]
                    found.pop(target.name, None)
                bar.update()
    return found


def fetched(target: Target) -> dict[str, bytes]:
    """Return the body of each of its pages, as it came.

    Raises:
        Unavailable: one was answered otherwise.
    """
    found = {}
    for address in target.addresses:
        connection = HTTPConnection("127.0.0.1", target.port, timeout=20)
        try:
            asking = {"Host": target.host, "Accept-Encoding": "gzip"}
            connection.request("GET", address, headers=asking)
            answer = connection.getresponse()
            found[address] = answer.read()
        finally:
            connection.close()
        if answer.status != 200:
            raise Unavailable(f"{target.name}: {address} answered {answer.status}.")
    return found
