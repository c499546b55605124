"""One thread of this process at a time makes a page; the others wait for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

#: Seconds for which readers wait before anything is known of them: longer than making a page takes
#: while all is well. After that they are counted among those who want something of the database.
SHORTLY: Final = 0.25

_making: dict[str, Lock] = {}
_guard = Lock()


@contextmanager
def turn(address: str) -> Iterator[None]:
    """Be the only one here who makes that page; it may have been made by the time one's turn
    comes."""
    with _guard:
        lock = _making.setdefault(address, Lock())
    with lock:
        try:
            yield
        finally:
            with _guard:
                if _making.get(address) is lock:
                    del _making[address]


def wait_shortly(address: str) -> None:
    """Wait while somebody here makes that page, if anybody does."""
    lock = _making.get(address)
    if lock is not None and lock.acquire(timeout=SHORTLY):
        lock.release()
