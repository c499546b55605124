"""What the keeper does all day: it waits, catches up, takes in, and takes away."""

from __future__ import annotations

import logging
import select
import socket
import time
from pathlib import Path
from secrets import randbits
from typing import Any, Final

from django.db import DatabaseError, connection

from newsroom.pagecache import incoming, log, wake
from newsroom.pagecache.files import Folder, NotRemoved
from newsroom.pagecache.keeper import Keeper
from newsroom.pagecache.listening import Ear

#: How often the database is asked although nobody has told of anything, in seconds.
EVERY: Final = 1.0
#: How often it is asked at the most before something else is done.
TURNS: Final = 4
#: How often it is said that something does not go as it should, in seconds.
SAID_EVERY: Final = 60.0

#: From how many seconds on a round is said to be slow: whoever publishes waits for it.
SLOW: Final = 1.0

logger = logging.getLogger(__name__)


class Day:
    """A keeper at work until ``end``, a file descriptor, becomes readable."""

    def __init__(self, folder: Folder, end: int) -> None:
        self._folder = folder
        self._end = end
        self._keeper = Keeper(folder)
        self._ear = Ear(connection)
        self._which = randbits(62) or 1
        self._said: dict[str, float] = {}
        self._next: float | None = None
        # The mark of the host when the database was asked last, and when that was.
        self._mark, self._asked_at = -1, -EVERY
        self._again_at = 0.0
        # Seconds of this round that the database took.
        self._asking = 0.0

    def run(self) -> None:
        """Work; when it ends, also by an error, readers have none of the files any more."""
        try:
            self._keeper.empty()
            with wake.bell() as bell:
                while self._wait(bell):
                    self._round()
        finally:
            wake.sign_off()
            self._folder.empty()
            self._ear.close()

    def _wait(self, bell: socket.socket) -> bool:
        """Wait for whatever is next; say whether to go on."""
        until = min(EVERY, max(0.0, (self._next or time.time() + EVERY) - time.time()))
        ready, _, _ = select.select([self._end, bell, *self._listen()], [], [], until)
        while bell in ready and _is_rung(bell):
            pass
        return self._end not in ready

    def _listen(self) -> list[Any]:
        if time.monotonic() < self._again_at:
            return []
        try:
            return self._ear.open()
        except DatabaseError as error:
            self._lose(error)
            return []

    def _round(self) -> None:
        began, self._asking = time.monotonic(), 0.0
        try:
            handed = incoming.waiting(self._folder.incoming)
            if self._catch_up():
                self._take_in(handed)
            self._next = self._keeper.expire(time.time())
        except NotRemoved as error:
            self._say("removing", f"All finished pages are taken away, one could not be: {error}")
            self._keeper.empty()
            self._asked_at = -EVERY  # what was heard of before that has not been noted
        self._sign()
        took = time.monotonic() - began
        if took >= SLOW:
            self._say(
                "slow", f"{took:.1f} s for a round, {self._asking:.1f} of them at the database."
            )

    def _sign(self) -> None:
        if self._keeper.number >= 0:
            wake.sign(self._keeper.number, self._which)

    def _catch_up(self) -> bool:
        """Act on what has changed; say whether the database has answered. Where it does not, pages
        hold until their time: nothing can be published meanwhile."""
        if time.monotonic() < self._again_at:
            return False
        try:
            for _turn in range(TURNS):
                has_heard = self._ear.has_heard()
                if not has_heard and not self._is_due():
                    break
                self._ask(is_likely=has_heard)
        except DatabaseError as error:
            self._lose(error)
            return False
        return True

    def _is_due(self) -> bool:
        """Say whether there may be news of which the database has not told."""
        return wake.mark() != self._mark or time.monotonic() - self._asked_at >= EVERY

    def _ask(self, *, is_likely: bool) -> None:
        self._mark, self._asked_at = wake.mark(), time.monotonic()
        before = self._keeper.number
        is_likely = is_likely or wake.has_been_told(before + 1)
        last, changes = log.news(before, is_likely=is_likely)
        self._asking += time.monotonic() - self._asked_at
        self._keeper.catch_up(changes, log.endings, last, time.time())
        self._sign()
        # What another host has changed, nobody here has told of.
        if self._keeper.number != before and not wake.has_been_told(self._keeper.number):
            self._mark = wake.pass_on(self._keeper.number)

    def _take_in(self, handed: list[Path]) -> None:
        for path in handed:
            taken = incoming.take(path)
            if taken is None:
                continue
            try:
                if taken.page.number > self._keeper.number:  # who made it has heard more
                    self._ask(is_likely=True)
                self._keeper.take_in(*taken, log.last_change, time.time())
            except OSError as error:
                self._say("writing", f"Finished pages cannot be written: {error}")
            except DatabaseError as error:
                self._lose(error)
                return

    def _lose(self, error: Exception) -> None:
        self._say("database", f"The database does not answer: {str(error).strip()}")
        self._ear.close()
        self._again_at = time.monotonic() + EVERY

    def _say(self, what: str, text: str) -> None:
        now = time.monotonic()
        if now - self._said.get(what, -SAID_EVERY) >= SAID_EVERY:
            self._said[what] = now
            logger.error(text)


def _is_rung(bell: socket.socket) -> bool:
    try:
        return bool(bell.recv(16))
    except BlockingIOError:
        return False
