"""A Redis of the benchmark's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from newsroom.benchmarks.ports import free_port, listens
from newsroom.benchmarks.processes import Running, debian


class SharedCache(NamedTuple):
    """What ``CACHE_URL`` says of it, and its process."""

    url: str
    pid: int


@contextmanager
def redis(folder: Path) -> Iterator[SharedCache]:
    """Run Redis, which keeps nothing.

    Raises:
        Unavailable: it is missing, or does not start.
    """
    port = free_port()
    command = [debian("redis-server", "redis-server"), "--port", str(port), "--bind", "127.0.0.1"]
    command += ["--save", "", "--dir", str(folder)]
    with Running(command, log=folder / "redis.log", ready=lambda: listens(port)) as running:
        yield SharedCache(f"redis://127.0.0.1:{port}/0", running.pid)
