"""Which finished pages lie in ``live/`` and ``old/``: what is taken in, and what goes when.

No clock, process or database of its own: ``keeping`` brings what has happened. Whatever it is
told, ``live/`` holds nothing that a change it knows of has touched, and nothing whose time is over.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import timedelta
from sys import intern
from typing import Final

from newsroom.pagecache.files import LIVE, OLD, Folder
from newsroom.pagecache.heard import Change, Heard, Index
from newsroom.pagecache.memory import Page

#: Bytes of files, and pages, that are kept at the most.
ROOM: Final = 2 * 1024 * 1024 * 1024
MOST: Final = 50_000
#: How long a page may be shown after it was true.
OLDEST: Final = timedelta(days=1).total_seconds()
#: A change of more pages than this makes all old ones at once instead of one after another.
ONE_BY_ONE: Final = 2_000

#: Gives, for keys, when something is next taken from readers, in seconds since 1970.
Endings = Callable[[Collection[str]], dict[str, float]]
#: Gives the number of the last change of any of the keys.
LastChange = Callable[[Collection[str]], int]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a page's files; it lies where it does until ``until``, and may be shown as
    an old page until ``old_until``."""

    keys: tuple[str, ...]
    size: int
    until: float
    old_until: float


class Keeper:
    """Keeps a folder of pages true to all changes up to ``number``."""

    def __init__(self, folder: Folder, *, room: int = ROOM, most: int = MOST) -> None:
        self._folder = folder
        self._room, self._most = room, most
        self._live: Index[Entry] = Index()
        self._old: Index[Entry] = Index()
        self._heard = Heard()
        self._times: list[tuple[float, str, str]] = []

    @property
    def number(self) -> int:
        return self._heard.number

    def catch_up(
        self, changes: Collection[Change], endings: Endings, number: int, now: float
    ) -> None:
        """Act on the changes after ours; ``number`` is that of the last.

        What they touch goes before ``endings`` is asked: readers wait for that. If that fails they
        have not been heard of, and are acted on again.

        Raises:
            NotRemoved: something that is not true any more still lies there.
        """
        if self.number < 0 or number < self.number:
            # The first look, or another database than before (one that was restored).
            self.empty()
            self._heard.begin(number)
            return
        for change in changes:
            self._apply(change, now)
        held = {key for change in changes for key in change.keys if self._is_held(key)}
        for key, at in (endings(held) if held else {}).items():
            self._end(key, at)
        for change in changes:
            self._heard.note(change)
        self._heard.shorten()

    def take_in(self, name: str, page: Page, last_change: LastChange, now: float) -> bool:
        """Put a page into ``live/`` if it is true; say whether it is there. Of a page that is older
        than what has been heard, ``last_change`` is asked.

        Raises:
            OSError: there is no room for it; nothing of it lies there.
            NotRemoved: what lies there is not true any more.
        """
        if page.until <= now or not self._is_true(page, last_change):
            return False
        self._drop(OLD, name)
        try:
            self._folder.write(name, page)
        except OSError:
            self._live.pop(name)
            self._folder.remove(LIVE, name)
            raise
        keys = tuple(map(intern, page.keys))
        self._live.put(name, Entry(keys, page.size, page.until, page.old_until))
        self._note_time(page.until, LIVE, name)
        self._make_room()
        return name in self._live

    def expire(self, now: float) -> float | None:
        """Take away what is over by time alone; return when something will be next, None if never.

        Raises:
            NotRemoved: something that is over still lies there.
        """
        while self._times and self._times[0][0] <= now:
            _at, place, name = heapq.heappop(self._times)
            entry = self._index(place).get(name)
            if entry is None or entry.until > now:
                continue
            if place == LIVE:
                self._retire(name, now)
            else:
                self._drop(OLD, name)
        return self._times[0][0] if self._times else None

    def empty(self) -> None:
        """Take everything away at once.

        Raises:
            NotRemoved: it is still there.
        """
        self._folder.empty()
        self._folder.prepare()
        self._live.clear()
        self._old.clear()
        self._times.clear()

    def _is_true(self, page: Page, last_change: LastChange) -> bool:
        if self._heard.reaches(page.number):
            return self._heard.is_true(page.keys, page.number)
        return last_change(page.keys) <= page.number

    def _apply(self, change: Change, now: float) -> None:
        names = {name for key in change.keys for name in self._live.made_from(key)}
        if len(names) > ONE_BY_ONE:
            if change.takes_away:
                self.empty()
            else:
                self._turn_over(now)
            return
        for name in names:
            if change.takes_away:
                self._drop(LIVE, name)
            else:
                self._retire(name, now)
        if change.takes_away:
            for name in {name for key in change.keys for name in self._old.made_from(key)}:
                self._drop(OLD, name)

    def _end(self, key: str, at: float) -> None:
        """Take from readers, at that time, also the old pages of ``key``: when they were made it
        was not yet planned."""
        for name in self._old.made_from(key):
            entry = self._old.get(name)
            if entry is not None and entry.until > at:
                self._old.put(name, replace(entry, until=at))
                self._note_time(at, OLD, name)

    def _retire(self, name: str, now: float) -> None:
        entry = self._live.pop(name)
        if entry is None:
            return
        until = min(entry.old_until, now + OLDEST)
        if until <= now:
            self._folder.remove(LIVE, name)
            return
        self._folder.retire(name)
        self._old.put(name, replace(entry, until=until))
        self._note_time(until, OLD, name)

    def _turn_over(self, now: float) -> None:
        self._folder.turn_over()
        entries = self._live.items()
        for index in (self._live, self._old, self._times):
            index.clear()
        for name, entry in entries:
            until = min(entry.old_until, now + OLDEST)
            self._old.put(name, replace(entry, until=until))
            self._note_time(until, OLD, name)
        self.expire(now)

    def _drop(self, place: str, name: str) -> None:
        if self._index(place).pop(name) is not None:
            self._folder.remove(place, name)

    def _make_room(self) -> None:
        while (
            self._live.size + self._old.size > self._room
            or len(self._live) + len(self._old) > self._most
        ):
            place = OLD if len(self._old) else LIVE
            self._drop(place, self._index(place).first())

    def _index(self, place: str) -> Index[Entry]:
        return self._live if place == LIVE else self._old

    def _is_held(self, key: str) -> bool:
        return bool(self._live.made_from(key) or self._old.made_from(key))

    def _note_time(self, at: float, place: str, name: str) -> None:
        heapq.heappush(self._times, (at, place, name))
        if len(self._times) > 4 * (len(self._live) + len(self._old)) + 64:
            self._times = [
                (entry.until, place, name)
                for place in (LIVE, OLD)
                for name, entry in self._index(place).items()
            ]
            heapq.heapify(self._times)
