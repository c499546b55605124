"""Whether any reader is ever served a page that is over: never, while much is being published."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from django.conf import settings
from tqdm import tqdm

from articles.models import Article
from newsroom.benchmarks import edge
from newsroom.benchmarks.figures import Figure, Sizes
from newsroom.benchmarks.hosts import Host
from newsroom.benchmarks.paper import Paper
from newsroom.benchmarks.processes import Unavailable, tell
from newsroom.benchmarks.publishingprocess import START, publish
from newsroom.benchmarks.watchers import ReaderProcess
from newsroom.measured.rounds import Board

#: Who publishes at the same time, and what: each has some of the articles.
PUBLISHERS: Final = 2
ARTICLES: Final = 4
#: Who reads meanwhile: processes, and readers in each.
PROCESSES: Final = 2
READERS: Final = 4


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Publish and read, first with the application alone, then with nginx and its files."""
    paper = Paper(sections=2)
    paper.grow(ARTICLES)
    folder = Path(settings.DATA_DIR)
    alone = Host(folder / "alone")
    with alone.serving():
        yield from _figures("alone", _Rounds(alone, paper.articles, sizes).found())
    try:
        with edge.host(folder / "files") as host:
            yield from _figures("files", _Rounds(host, paper.articles, sizes).found())
    except Unavailable as missing:
        tell(f"staleness: {missing}")


def _figures(name: str, found: Counter[str]) -> Iterator[Figure]:
    """Tell how many pages were stale or older than one before; beside the answers looked at."""
    answers = found["answers"] - found["refused"]
    for kind, unit in (("stale", "stale pages"), ("backwards", "older pages")):
        number = found[kind]
        # Nothing read is nothing shown.
        holds = number == 0 and answers > 0
        yield Figure(f"staleness.{name}-{kind}", number, unit, 0, holds, answers)
    yield Figure(f"staleness.{name}-rounds", found["rounds"], "rounds", against=found["pages"])


class _Rounds:
    """Rounds of publishing on one host while its readers read."""

    def __init__(self, host: Host, articles: list[Article], sizes: Sizes) -> None:
        self._host, self._sizes = host, sizes
        self._ids = [article.pk for article in articles]
        for pk in self._ids:
            publish(pk, 0)  # so that every page has its number
        published = Article.objects.in_bulk(self._ids)
        self._paths = [published[pk].get_absolute_url() for pk in self._ids]
        self._file = host.folder / "board"
        self._board = Board(self._file, len(self._ids))

    def found(self) -> Counter[str]:
        """Return what all readers found, and how many ``rounds`` there were."""
        more = (str(self._file), *self._paths)
        with ExitStack() as stack:
            readers = [
                stack.enter_context(
                    ReaderProcess("rounds", self._host, self._host.port, READERS, *more)
                )
                for _number in range(PROCESSES)
            ]
            self._publish(stack)
            found: Counter[str] = Counter(rounds=self._rounds())
            for reader in readers:
                reader.say("tell")
                found.update(reader.hear())
        return found

    def _rounds(self) -> int:
        return sum(self._board.published(place) for place in range(len(self._ids)))

    def _publish(self, stack: ExitStack) -> None:
        """Let the publishers do all their rounds, or as many as there is time for."""
        publishers = [self._publisher(stack, place) for place in range(PUBLISHERS)]
        for one in publishers:
            _line(one, "ready")
        for one in publishers:
            if one.stdin is not None:
                one.stdin.write("go\n")
                one.stdin.flush()
        total, quiet = self._sizes.stale_rounds, not sys.stderr.isatty()
        with tqdm(total=total, unit=" rounds", disable=quiet, file=sys.stderr, leave=False) as bar:
            while any(one.poll() is None for one in publishers):
                bar.update(self._rounds() - bar.n)
                time.sleep(0.1)
        for one in publishers:
            _line(one, "done")

    def _publisher(self, stack: ExitStack, place: int) -> subprocess.Popen[str]:
        mine = range(place, len(self._ids), PUBLISHERS)
        rounds = self._sizes.stale_rounds // PUBLISHERS
        words = [self._file, ",".join(map(str, self._ids)), ",".join(map(str, mine)), rounds]
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", START, *map(str, [*words, self._sizes.stale_seconds])],
            cwd=settings.BASE_DIR,
            env=self._host.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        stack.callback(process.communicate)
        stack.callback(process.kill)
        return process


def _line(process: subprocess.Popen[str], wanted: str) -> None:
    line = process.stdout.readline() if process.stdout is not None else ""
    if line.strip() != wanted:
        raise RuntimeError(f"who publishes said “{line.strip()}” in place of “{wanted}”")
