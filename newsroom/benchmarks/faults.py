"""What breaks behind the application, and what readers and writers feel of it.

Needs programs of PostgreSQL, to kill a server of its own; without them it says so and measures
nothing. The cache's part needs ``redis-server`` and is left out where there is none.
"""

from __future__ import annotations

import math
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Final

from django.conf import settings

from newsroom.benchmarks.cluster import Cluster, Missing
from newsroom.benchmarks.faultspaper import START
from newsroom.benchmarks.faultwriters import Writers
from newsroom.benchmarks.figures import Figure, Sizes, significant
from newsroom.benchmarks.ports import wait_until
from newsroom.benchmarks.processes import WORKERS, Unavailable, tell
from newsroom.benchmarks.serving import Server
from newsroom.benchmarks.sharedcache import redis

WRITERS: Final = 8
READERS: Final = 24
#: Seconds within which everything must go on again, and that a cache may cost a request.
RECOVERED: Final = 10.0
A_SECOND: Final = 1000.0
HEALTHZ: Final = 250.0
# Seconds: killed workers are long there again, a database too.
PATIENCE: Final = 90.0


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Kill workers and the database while readers post; lock a table; stop the cache."""
    folder = Path(settings.DATA_DIR)
    with ExitStack() as stack:
        try:
            cluster = Cluster(folder)
        except Missing as missing:
            print(f"faults: nothing is measured: {missing}", file=sys.stderr)
            return
        stack.callback(cluster.stop)
        server = Server(folder / "installation", cluster.url)
        stack.callback(server.stop)
        migrate(server, cluster)
        article, address = server.run("-c", START).split()
        server.start()
        yield from _killed(server, cluster, int(article), sizes)
        yield from _slow(server, cluster, int(article), address, sizes)
        yield from _frozen(server, cluster, int(article), address, sizes)
        server.stop()
        yield from _without_cache(folder, cluster, int(article), address, sizes)


def migrate(server: Server, cluster: Cluster) -> None:
    server.run("manage.py", "migrate", "--verbosity", "0")


def _killed(server: Server, cluster: Cluster, article: int, sizes: Sizes) -> Iterator[Figure]:
    chance = random.Random(1)  # noqa: S311
    recovered = []
    with Writers(server, article, WRITERS) as writers:
        writers.wait_for(after=0, patience=PATIENCE)
        for _ in range(sizes.worker_kills):
            _wait_for_workers(server)
            # In the midst of things: comments are being taken.
            writers.wait_for(after=time.perf_counter(), patience=PATIENCE)
            time.sleep(chance.uniform(0, 0.5))
            # The eldest: where workers die young granian ends, and whoever runs it starts it anew.
            for pid in server.workers()[:1]:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        _wait_for_workers(server)
        server.wait_until_it_answers()
        for _ in range(sizes.database_kills):
            time.sleep(chance.uniform(0.5, 1.5))
            cluster.kill()
            cluster.start()
            back = time.perf_counter()
            recovered.append(writers.wait_for(after=back, patience=PATIENCE))
    rows = cluster.rows(
        "SELECT client_uuid, body FROM comments_comment WHERE client_uuid IS NOT NULL"
    )
    stored, texts = {str(key) for key, _body in rows}, {body for _key, body in rows}
    lost, twice = set(writers.told) - stored, len(rows) - len(texts)
    print(f"faults: answers that were none: {dict(writers.refused)}", file=sys.stderr)
    yield Figure("faults.comments-lost", len(lost), "comments", 0, not lost, len(writers.told))
    yield Figure("faults.comments-twice", twice, "comments", 0, twice == 0, len(rows))
    if recovered:
        yield _at_most("recovered-in", max(recovered), "s", RECOVERED)


def _wait_for_workers(server: Server) -> None:
    wait_until(lambda: len(server.workers()) == WORKERS, patience=PATIENCE, what="the workers")


def _at_most(
    name: str, value: float, unit: str, target: float, against: float | None = None
) -> Figure:
    return Figure(f"faults.{name}", significant(value), unit, target, value <= target, against)


def _slow(
    server: Server, cluster: Cluster, article: int, address: str, sizes: Sizes
) -> Iterator[Figure]:
    """Lock a table that every page needs while readers ask for pages that are not kept."""
    lock = cluster.connect()
    lock.autocommit = False
    most = [0]

    def begin() -> None:
        lock.cursor().execute("LOCK TABLE comments_comment IN ACCESS EXCLUSIVE MODE")

    def look() -> None:
        most.append(_connections(cluster))

    def end() -> None:
        lock.rollback()
        lock.close()

    yield from _while("slow", server, article, address, sizes, begin=begin, look=look, end=end)
    yield Figure("faults.connections-while-slow", max(most), "connections")


def _frozen(
    server: Server, cluster: Cluster, article: int, address: str, sizes: Sizes
) -> Iterator[Figure]:
    """Stop the database's processes where they are: what was asked is never answered or refused,
    and no limit of its own ends it."""
    yield from _while(
        "frozen",
        server,
        article,
        address,
        sizes,
        begin=cluster.freeze,
        look=lambda: None,
        end=cluster.thaw,
    )


def _while(
    what: str,
    server: Server,
    article: int,
    address: str,
    sizes: Sizes,
    *,
    begin: Callable[[], None],
    look: Callable[[], None],
    end: Callable[[], None],
) -> Iterator[Figure]:
    """Ask for what needs no database from when something ``begin``s until it has its ``end``,
    while readers ask for pages that need it."""
    kept = {"Accept-Encoding": "gzip"}
    _wait_for_workers(server)
    # All workers are to have it, and the pages that are not kept have been made before, too.
    for _ in range(20):
        server.ask(address, headers=kept)
        server.ask(f"/binh-luan/{article}/")
    calm = [server.ask("/healthz").seconds for _ in range(100)]
    begin()
    until = time.perf_counter() + sizes.slow_seconds
    alive, held = [], []
    with ThreadPoolExecutor(READERS) as readers:
        for _ in range(READERS):
            readers.submit(_keep_asking, server, f"/binh-luan/{article}/", until)
        while time.perf_counter() < until:
            alive.append(server.ask("/healthz"))
            held.append(server.ask(address, headers=kept))
            look()
            time.sleep(0.02)
        end()
        released = time.perf_counter()
    server.wait_until_it_answers(f"/binh-luan/{article}/")
    recovered = time.perf_counter() - released
    failed = sum(one.status != 200 for one in [*alive, *held])
    before = significant(_p99(calm))
    slowest = _p99([one.seconds for one in alive])
    yield _at_most(f"healthz-while-{what}", slowest, "ms", HEALTHZ, before)
    yield _at_most(f"kept-page-while-{what}", _p99([one.seconds for one in held]), "ms", HEALTHZ)
    name = f"faults.unanswered-while-{what}"
    yield Figure(name, failed, "requests", 0, failed == 0, len(held) * 2)
    yield _at_most(f"recovered-from-{what}", recovered, "s", RECOVERED)


def _keep_asking(server: Server, path: str, until: float) -> None:
    while time.perf_counter() < until:
        # Told to come again, readers do not do so at once.
        if server.ask(path).status != 200:
            time.sleep(0.1)


def _connections(cluster: Cluster) -> int:
    found = cluster.rows(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = 'newsroom'"
        " AND pid <> pg_backend_pid() AND query NOT LIKE 'LOCK TABLE%'"
    )
    return int(found[0][0])


def _p99(seconds: list[float]) -> float:
    """Return the 99th percentile in milliseconds."""
    return sorted(seconds)[math.ceil(len(seconds) * 0.99) - 1] * 1000


def _without_cache(
    folder: Path, cluster: Cluster, article: int, address: str, sizes: Sizes
) -> Iterator[Figure]:
    """Stop the cache's process, which then takes connections and never answers; then kill it."""
    with ExitStack() as stack:
        try:
            cache = stack.enter_context(redis(folder))
        except Unavailable as missing:
            tell(f"faults: the cache is left out: {missing}")
            return
        server = Server(folder / "cached", cluster.url, cache.url)
        try:
            server.start()
            # Made once by each worker, pages are quicker.
            for _ in range(10):
                _each(server, article, address)
            usual = max(_each(server, article, address) for _ in range(sizes.cache_rounds))
            worst = 0.0
            for number in (signal.SIGSTOP, signal.SIGKILL):
                os.kill(cache.pid, number)
                for _ in range(sizes.cache_rounds):
                    worst = max(worst, _each(server, article, address))
        finally:
            server.stop()
    yield _at_most("redis-gone", worst * 1000, "ms", A_SECOND, significant(usual * 1000))


def _each(server: Server, article: int, address: str) -> float:
    """Ask for what needs the cache (a beacon, a feed) and pages; return the slowest's seconds."""
    beacon = {
        "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Accept-Language": "vi",
        "Sec-Fetch-Site": "same-origin",
        "Sec-Fetch-Mode": "no-cors",
    }
    answers = [
        server.ask(f"/luot-doc/{article}/", body="", headers=beacon),
        server.ask("/rss/"),
        server.ask(address),
        server.ask(f"/binh-luan/{article}/"),
    ]
    if wrong := [one.status for one in answers if one.status not in {200, 204}]:
        raise RuntimeError(f"without a cache the answers were {wrong}")
    return max(one.seconds for one in answers)
