"""Few requests of a process are at the database at once; the others wait a little, or come again.

Readers and staff have a door each, so that neither keeps the other out. While those who are in
come out quickly everybody may wait; while they do not, few may, and who comes then is told at once
to come again: so threads stay free for what needs no database.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from statistics import median
from threading import Condition
from typing import Any, Final

from django.conf import settings

from newsroom.faults.slots import Limits, Slot
from newsroom.language import STAFF

#: What the environment of a request says that no door opened for.
BUSY: Final = "newsroom.busy"
#: Seconds after which those who are in are slow. A process that has just begun takes a quarter of
#: that for a page, by its own work alone.
SLOW: Final = 1.0
#: How many of those who came out last say how quick they are.
REMEMBERED: Final = 9

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Busy(Exception):
    """No place was free in time."""


class Door:
    """Lets ``places`` in at once. Of others any may wait for ``patience`` seconds while it goes
    quickly, and ``waiting`` of them while it does not."""

    def __init__(self, *, places: int, waiting: int, patience: float, limits: Limits) -> None:
        self._free = [Slot(limits) for _ in range(places)]
        self._most_waiting, self._patience = waiting, patience
        self._changed = Condition()
        self._queue: deque[object] = deque()
        self._since: dict[Slot, float] = {}
        self._took: deque[float] = deque(maxlen=REMEMBERED)

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Run the body with a place and its connections.

        Raises:
            Busy: none came free in time.
        """
        slot = self._enter()
        try:
            with slot.lent():
                yield
        finally:
            self._leave(slot)

    def _enter(self) -> Slot:
        until = time.monotonic() + self._patience
        me = object()
        with self._changed:
            self._queue.append(me)
            try:
                while not self._free or self._queue[0] is not me:
                    left = until - time.monotonic()
                    if left <= 0 or (self._is_slow() and self._ahead(me) >= self._most_waiting):
                        raise Busy
                    self._changed.wait(min(left, SLOW))
                slot = self._free.pop()
                self._since[slot] = time.monotonic()
                return slot
            finally:
                self._queue.remove(me)
                self._changed.notify_all()

    def _leave(self, slot: Slot) -> None:
        with self._changed:
            self._took.append(time.monotonic() - self._since.pop(slot))
            self._free.append(slot)
            self._changed.notify_all()

    def _ahead(self, me: object) -> int:
        """Return how many wait longer than this one."""
        return self._queue.index(me)

    def _is_slow(self) -> bool:
        """Say whether all who are in are in for long, or those who came out last were."""
        if self._free:
            return False
        now = time.monotonic()
        shortest = min(now - since for since in self._since.values())
        return shortest > SLOW or (len(self._took) > 2 and median(self._took) > SLOW)

    def close(self) -> None:
        """Close the connections of all who are out."""
        with self._changed:
            for slot in self._free:
                slot.close()


READERS: Final = Door(places=2, waiting=2, patience=2.0, limits=Limits(statement=5, lock=3))
NEWSROOM: Final = Door(places=2, waiting=1, patience=5.0, limits=Limits(statement=30, lock=10))


def door_for(path: str) -> Door:
    return NEWSROOM if path.startswith(STAFF) else READERS


def guarded(application: Application, is_held: Callable[[dict[str, Any]], bool]) -> Application:
    """Return ``application`` behind the doors.

    Past them go requests for pages that are ``is_held`` in memory, for static files, and from who
    asks whether the site is ready.
    """

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if not settings.DATABASE_DOORS or is_free(path) or is_held(environ):
            return application(environ, start_response)
        try:
            with door_for(path).entered():
                return _whole(application(environ, start_response))
        except Busy:
            environ[BUSY] = True
            return application(environ, start_response)

    return answer


def _whole(response: Any) -> Iterable[bytes]:
    """Return the body itself, all of it made here: a place is not held until a slow reader has it.

    What is streamed (files) stays as it is, and leaves without the place.
    """
    if getattr(response, "streaming", True):
        return response  # type: ignore[no-any-return]
    try:
        return [b"".join(response)]
    finally:
        response.close()


def is_free(path: str) -> bool:
    """Say whether what is asked for never needs the database, or minds it itself."""
    return path in {"/healthz", "/readyz"} or path.startswith(settings.STATIC_URL)
