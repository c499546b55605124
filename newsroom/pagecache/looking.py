"""Asking whether anything has changed, as seldom as truth allows."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import nullcontext
from threading import Lock
from typing import Final

from django.conf import settings
from django.db import Error

from newsroom import replica
from newsroom.faults.slots import Limits, Slot
from newsroom.pagecache import log, making, wake
from newsroom.pagecache.memory import Pages

#: How often a process asks the database whether another host has changed anything, in seconds.
EVERY: Final = 1.0
#: Seconds that a statement may take, and that readers wait for another's look.
PATIENCE: Final = 1.0


class Lookout:
    """Keeps ``pages`` true: at each change of the host's mark, and every second besides."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._mark = -1
        self._looked_at = 0.0
        # One looks for all, with a connection that is nobody else's.
        self._looking = Lock()
        self._slot = Slot(Limits(statement=PATIENCE, lock=PATIENCE))
        # Until when a database that did not answer is left alone; 0 for one that does.
        self._wait_until = 0.0

    def is_due(self) -> bool:
        """Say whether the database is to be asked before a page is served."""
        now = time.monotonic()
        if now < self._wait_until:
            return False
        return wake.mark() != self._mark or now - self._looked_at >= EVERY

    def look_if_due(self) -> None:
        """Do so where it is due, and another thread's look has not been in the meantime."""
        if self.is_due():
            self._take_turn(self.is_due)

    def look(self) -> None:
        """Drop what has changed. Where the database does not answer, its copy is asked, if there
        is one. Else pages hold until their time: nothing new can be published meanwhile, and it
        is asked again a second later, or more where to be refused has taken long."""
        asked_at = time.monotonic()
        # Another's look that has begun since is as good.
        self._take_turn(lambda: self._looked_at < asked_at)

    def _take_turn(self, is_wanted: Callable[[], bool]) -> None:
        if not self._looking.acquire(timeout=0 if self._wait_until else PATIENCE):
            self._wait_until = time.monotonic() + EVERY
            return
        try:
            if time.monotonic() >= self._wait_until and is_wanted():
                with self._slot.lent() if settings.DATABASE_DOORS else nullcontext():
                    self._look()
        finally:
            self._looking.release()

    def _look(self) -> None:
        mark, began = wake.mark(), time.monotonic()
        try:
            known = self._pages.number
            last, changes = log.news(known, is_likely=wake.has_been_told(known + 1))
            if any(change.takes_away for change in changes):
                making.forget()
            self._pages.catch_up(changes, last)
        except Error:
            failed = time.monotonic()
            self._wait_until = failed + max(EVERY, 5 * (failed - began))
            replica.stand_in(self._pages)
            return
        replica.stand_back()
        self._mark, self._looked_at, self._wait_until = mark, began, 0.0


pages = Pages()
lookout = Lookout(pages)
