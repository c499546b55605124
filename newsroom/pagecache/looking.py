"""Asking whether anything has changed, as seldom as truth allows."""

from __future__ import annotations

import time
from typing import Final

from django.db import DatabaseError

from newsroom.pagecache import log, wake
from newsroom.pagecache.memory import Pages

#: How often a process asks the database whether another host has changed anything, in seconds.
EVERY: Final = 1.0


class Lookout:
    """Keeps ``pages`` true: at each change of the host's mark, and every second besides."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._mark = b""
        self._looked_at = 0.0
        self._failed_at = -EVERY

    def is_due(self) -> bool:
        """Say whether the database is to be asked before a page is served."""
        now = time.monotonic()
        if now - self._failed_at < EVERY:
            return False
        return wake.mark() != self._mark or now - self._looked_at >= EVERY

    def look(self) -> None:
        """Drop what has changed. Where the database does not answer, pages hold until their time:
        nothing new can be published meanwhile, and it is asked again a second later."""
        mark = wake.mark()
        try:
            self._pages.catch_up(log.since, log.head())
        except DatabaseError:
            self._failed_at = time.monotonic()
            return
        self._mark, self._looked_at = mark, time.monotonic()


pages = Pages()
lookout = Lookout(pages)
