"""Ports of this machine that nobody uses, and servers that are waited for."""

from __future__ import annotations

import random
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final

PAUSE: Final = 0.05


def free_port() -> int:
    """Return a port that nobody uses, and that the system gives to no connection meanwhile (from
    32,768 up, as Linux is set).

    Raises:
        OSError: none of many is free.
    """
    for port in random.SystemRandom().sample(range(15_000, 32_000), 50):
        with suppress(OSError), socket.socket() as one:
            one.bind(("127.0.0.1", port))
            return port
    raise OSError("no free port")


def listens(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def wait_until(is_so: Callable[[], bool], *, patience: float, what: str) -> float:
    """Wait until ``is_so()``; return for how many seconds.

    Raises:
        TimeoutError: it was not so after ``patience`` seconds; names ``what``.
    """
    began = time.perf_counter()
    while not is_so():
        if time.perf_counter() - began > patience:
            raise TimeoutError(f"{what}: not after {patience:.0f} s")
        time.sleep(PAUSE)
    return time.perf_counter() - began
