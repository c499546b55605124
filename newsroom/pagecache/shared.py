"""Finished pages that processes share: through Redis, or through the host's own files.

What is found there is not believed: it is a page only if nothing that it was made from has changed
since its making began, by what this process has heard or else by what the database says. Where
neither answers, it costs a little time and the page is made.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import blake2b
from secrets import token_hex
from typing import TYPE_CHECKING, Final, cast

from django.conf import settings
from django.core.cache import cache, caches
from django.db import Error

from newsroom.pagecache import log, making
from newsroom.pagecache.files import Folder, name_of
from newsroom.pagecache.looking import lookout, pages
from newsroom.pagecache.memory import Page
from newsroom.pagecache.packing import pack, unpack

if TYPE_CHECKING:
    from newsroom.cache import GuardedRedisCache, Turn

#: For how long one process may be making a page for all others, and how long others wait for it,
#: in seconds.
TURN: Final = 5
PATIENCE: Final = 2.0


def fetch(address: str) -> Page | None:
    """Return the page that another process has made, and keep it; None where there is none."""
    return _find(address, cache.get(_key("page", address)) if _has_redis() else None)


def store(address: str, page: Page) -> None:
    """Give the page to the other processes."""
    if _has_redis():
        cache.set(_key("page", address), pack(page), _lasts(page))


@contextmanager
def turn(address: str) -> Iterator[Page | None]:
    """Be the one process that makes a page; give it instead where another just has.

    Waits no longer than ``PATIENCE``, nor for a process that has died.
    """
    if _has_redis():
        with _turn_in_redis(address) as page:
            yield page
    else:
        with making.turn(
            address,
            PATIENCE,
            found=lambda: fetch(address),
            admit=lambda page: _admit(address, page),
            made=lambda: pages.get(address),
        ) as page:
            yield page


@contextmanager
def _turn_in_redis(address: str) -> Iterator[Page | None]:
    turn = _turn(address, token_hex(8))
    whose, packed = _redis().take_turn(turn)
    if whose != turn.token:
        given = _wait_for(_turn(address, str(whose)), time.monotonic() + PATIENCE)
        yield _find(address, given) if given else fetch(address)
        return
    given, lasts = b"", 0
    try:
        found = _find(address, packed)
        yield found
        if (page := pages.get(address)) is not None:
            given, lasts = pack(page), _lasts(page) if found is None else 0
    finally:
        # Also where the page was found, or could not be made: until then all others wait. If it
        # took longer than our turn, that is another's by now.
        _redis().give_back(turn, given, lasts=lasts)


def _wait_for(turn: Turn, deadline: float) -> bytes:
    """Wait as long as the turn is whose it was; return the page that is given then, packed.

    Empty where none is, or that one has died: it may be there all the same.
    """
    while time.monotonic() < deadline:
        given = _redis().wait_for(turn.bell)
        if given is not None:
            return given
        if cache.get(turn.key) != turn.token:
            break
    return b""


def _find(address: str, packed: object) -> Page | None:
    """Return the page that was found in Redis, or else in this host's files, and keep it; None
    where neither is true."""
    page = unpack(packed) if isinstance(packed, bytes) else None
    if page is None and settings.PAGES_DIR is not None:
        name = name_of(address, settings.SITE_URL)
        page = Folder(settings.PAGES_DIR).read(name) if name is not None else None
    return _admit(address, page) if page is not None else None


def _admit(address: str, page: Page) -> Page | None:
    """Return the page if it is true, and keep it in memory."""
    try:
        if page.number > pages.number:
            lookout.look()  # who made it has heard more than we have
        known = pages.number
        if page.number > known or page.until <= time.time():
            return None
        if not pages.reaches(page.number):
            if log.last_change(page.keys) > page.number:
                return None
            # So it is true up to what we know; of what comes we shall hear.
            page = replace(page, number=known)
    except Error:
        return None
    return page if pages.keep(address, page) else None


def _turn(address: str, token: str) -> Turn:
    from newsroom.cache import Turn  # with it comes Redis's client: only where there is one

    return Turn(_key("turn", address), token, _key("done", token), _key("page", address), TURN)


def _lasts(page: Page) -> int:
    return max(1, int(page.until - time.time()))


def _redis() -> GuardedRedisCache:
    return cast("GuardedRedisCache", caches["default"])


def _has_redis() -> bool:
    return "redis" in settings.CACHES["default"]["BACKEND"].lower()


def _key(kind: str, address: str) -> str:
    return f"finished:{kind}:{blake2b(address.encode(), digest_size=16).hexdigest()}"
