"""The finished pages that this process holds."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from threading import Lock
from typing import Final

from newsroom.pagecache.heard import Change, Heard, Index

#: Bytes of compressed bodies that a process holds at the most: some 400 pages with 50 comments.
#: What belongs to a page takes a third more.
ROOM: Final = 8 * 1024 * 1024


@dataclass(frozen=True)
class Page:
    """A finished answer: its headers and its body, plain and compressed, and for how long it holds.

    ``number`` is that of the last change before its making began. ``until`` and ``old_until`` are
    seconds since 1970: until then it is true, and until then it may be shown where nothing truer
    can be made. ``brotli`` is empty where it saves nothing, ``plain`` where the page is ``slim``.
    ``status`` is 200, or 410 for what stands in the place of an article that was taken down.
    """

    headers: tuple[tuple[str, str], ...]
    plain: bytes
    gzipped: bytes
    etag: str
    keys: frozenset[str]
    number: int
    until: float
    old_until: float = float("inf")
    brotli: bytes = b""
    status: int = 200

    def slim(self) -> Page:
        """Return the page without its plain body, which takes three quarters of the room: of the
        few readers who take nothing compressed, each has it unpacked."""
        return replace(self, plain=b"") if self.gzipped else self

    @property
    def whole(self) -> bytes:
        """The plain body."""
        return self.plain or gzip.decompress(self.gzipped)

    def encoded(self, encoding: str) -> tuple[list[tuple[str, str]], bytes]:
        """Return headers and body as they go out in an encoding, empty for none."""
        if encoding:
            return self._compressed[encoding]
        body = self.whole
        return self._headers("", len(body)), body

    @cached_property
    def _compressed(self) -> dict[str, tuple[list[tuple[str, str]], bytes]]:
        bodies = {"gzip": self.gzipped, "br": self.brotli}
        return {name: (self._headers(name, len(body)), body) for name, body in bodies.items()}

    def _headers(self, encoding: str, length: int) -> list[tuple[str, str]]:
        encoded = [("Content-Encoding", encoding)] if encoding else []
        return [*self.headers, *encoded, ("Content-Length", str(length))]

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.gzipped) + len(self.brotli)


def etag_of(plain: bytes) -> str:
    """Return a page's tag: weak, as it is the same for each encoding of it."""
    return f'W/"{blake2b(plain, digest_size=12).hexdigest()}"'


class Pages:
    """Pages by their address, true up to ``number``; the longest unused ones go first."""

    def __init__(self, room: int = ROOM) -> None:
        self._lock = Lock()
        self._room = room
        self._pages: Index[Page] = Index()
        self._heard = Heard()

    @property
    def number(self) -> int:
        """The last change that these pages know of; -1 for none yet."""
        return self._heard.number

    def get(self, address: str) -> Page | None:
        """Return the page, if there is one whose time is not over."""
        with self._lock:
            page = self._pages.get(address)
            if page is None:
                return None
            if page.until <= time.time():
                self._pages.pop(address)
                return None
            self._pages.use(address)
            return page

    def keep(self, address: str, page: Page) -> bool:
        """Keep a page, unless something that it was made from has changed since that began; where
        that is not known it is not kept."""
        with self._lock:
            if not self._heard.is_true(page.keys, page.number):
                return False
            self._pages.put(address, page.slim())
            while self._pages.size > self._room:
                self._pages.pop(self._pages.first())
            return address in self._pages

    def reaches(self, number: int) -> bool:
        """Say whether it is known what has changed since that change."""
        with self._lock:
            return self._heard.reaches(number)

    def catch_up(self, changes: Iterable[Change], number: int) -> None:
        """Drop what ``changes``, those after our number, touch; ``number`` is the last one's."""
        with self._lock:
            if self.number < 0 or number < self.number:
                # The first look, or another database than before (one that was restored): what
                # was until now is of no concern, since nothing is held.
                self._pages.clear()
                self._heard.begin(number)
                return
            for change in changes:
                self._heard.note(change)
                for name in {name for key in change.keys for name in self._pages.made_from(key)}:
                    self._pages.pop(name)
            self._heard.shorten()

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self._heard.begin(-1)
