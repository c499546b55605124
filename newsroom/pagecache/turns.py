"""One thread of this process at a time makes a page; the others wait for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock
from typing import Final

#: Seconds for which readers wait before anything is known of them: longer than making a page takes
#: while all is well. After that they are counted among those who want something of the database.
SHORTLY: Final = 0.25


class _Making:
    """A page's being made: by whoever has the lock; ``done`` once the first has."""

    def __init__(self) -> None:
        self.lock, self.done = Lock(), Event()


_making: dict[str, _Making] = {}
_guard = Lock()


@contextmanager
def turn(address: str) -> Iterator[None]:
    """Be the only one here who makes that page; it may have been made by the time one's turn
    comes."""
    with _guard:
        making = _making.setdefault(address, _Making())
    with making.lock:
        try:
            yield
        finally:
            with _guard:
                if _making.get(address) is making:
                    del _making[address]
            making.done.set()


def wait_shortly(address: str) -> None:
    """Wait while somebody here makes that page, if anybody does. All go on at once, not one after
    the other."""
    making = _making.get(address)
    if making is not None:
        making.done.wait(SHORTLY)
