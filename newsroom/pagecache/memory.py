"""The finished pages that this process holds."""

from __future__ import annotations

import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Final

#: Bytes of bodies that a process holds at the most.
ROOM: Final = 64 * 1024 * 1024
#: Keys of which a process remembers when they changed last.
REMEMBERED: Final = 50_000


@dataclass(frozen=True)
class Page:
    """A finished answer: its headers and its body, plain and compressed, and for how long it holds.

    ``number`` is that of the last change before its making began; ``until`` is seconds since 1970.
    """

    headers: tuple[tuple[str, str], ...]
    plain: bytes
    gzipped: bytes
    etag: str
    keys: frozenset[str]
    number: int
    until: float

    @cached_property
    def quick_headers(self) -> list[tuple[str, str]]:
        """The headers with which the compressed body goes out."""
        length = ("Content-Length", str(len(self.gzipped)))
        return [*self.headers, ("Content-Encoding", "gzip"), length]

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.gzipped)


class Pages:
    """Pages by their address, true up to ``number``; the longest unused ones go first."""

    def __init__(self, room: int = ROOM) -> None:
        self.number = -1
        self._lock = Lock()
        self._room = room
        self._size = 0
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._by_key: defaultdict[str, set[str]] = defaultdict(set)
        # The last change of each key that this process has heard of, and from when on it has.
        self._changed: dict[str, int] = {}
        self._since = -1

    def get(self, address: str) -> Page | None:
        """Return the page, if there is one whose time is not over."""
        with self._lock:
            page = self._pages.get(address)
            if page is None:
                return None
            if page.until <= time.time():
                self._drop(address)
                return None
            self._pages.move_to_end(address)
            return page

    def keep(self, address: str, page: Page) -> bool:
        """Keep a page, unless something that it was made from has changed since that began."""
        with self._lock:
            if page.number < self._since or any(
                self._changed.get(key, -1) > page.number for key in page.keys
            ):
                return False
            self._drop(address)
            self._pages[address] = page
            self._size += page.size
            for key in page.keys:
                self._by_key[key].add(address)
            while self._size > self._room and self._pages:
                self._drop(next(iter(self._pages)))
            return address in self._pages

    def catch_up(self, load: Callable[[int], Iterable[tuple[int, list[str]]]], number: int) -> None:
        """Drop what has changed; ``load`` gives the changes after a number, ``number`` the last."""
        with self._lock:
            if self.number < 0 or number < self.number:
                # The first look, or another database than before (one that was restored): what
                # was until now is of no concern, since nothing is held.
                self._forget()
                self.number = self._since = number
                return
            for change, keys in load(self.number):
                for key in keys:
                    self._changed[key] = change
                    for address in list(self._by_key.get(key, ())):
                        self._drop(address)
                self.number = max(self.number, change)
            if len(self._changed) > REMEMBERED:
                # What is being made right now will not be kept; the next will.
                self._changed.clear()
                self._since = self.number

    def clear(self) -> None:
        with self._lock:
            self._forget()
            self.number = self._since = -1

    def _forget(self) -> None:
        self._pages.clear()
        self._by_key.clear()
        self._changed.clear()
        self._size = 0

    def _drop(self, address: str) -> None:
        page = self._pages.pop(address, None)
        if page is None:
            return
        self._size -= page.size
        for key in page.keys:
            held = self._by_key[key]
            held.discard(address)
            if not held:
                del self._by_key[key]
