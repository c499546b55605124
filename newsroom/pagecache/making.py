"""One process of a host at a time makes a page: by locks on files, gone with who holds them.

In a lock's file lies the page that was made under it last, for who comes next.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final

from django.conf import settings

from newsroom.pagecache.memory import Page
from newsroom.pagecache.packing import pack, unpack

#: Locks that there are; pages that have the same one wait for each other, too.
LOCKS: Final = 64
#: Bytes that say before a page whose it is.
MARK: Final = 16
_LOOKED_EVERY: Final = 0.001

#: What finds a page that others may have made, or gives the one that was just made here.
Find = Callable[[], Page | None]
#: What returns a page if it is true.
Admit = Callable[[Page], Page | None]


@contextmanager
def turn(
    address: str, patience: float, *, found: Find, admit: Admit, made: Find
) -> Iterator[Page | None]:
    """Be the one process that makes a page; give it instead where another just has.

    Where no lock can be had (the disk is full) everybody makes it.
    """
    mark = blake2b(address.encode(), digest_size=MARK).digest()
    descriptor = _open(mark[0] % LOCKS)
    if descriptor is None:
        yield None
        return
    try:
        _lock(descriptor, patience)
        page = found() or _last(descriptor, mark, admit)
        yield page
        new = made() if page is None else None
        if new is not None:
            _leave(descriptor, mark + pack(new))
    finally:
        os.close(descriptor)


def forget() -> None:
    """Take away what lies there: what is taken from readers is not to stay on a disk."""
    with suppress(FileNotFoundError):
        for entry in os.scandir(_folder()):
            if entry.stat().st_size:
                os.truncate(entry.path, 0)


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "making"


def _open(number: int) -> int | None:
    try:
        _folder().mkdir(parents=True, exist_ok=True)
        return os.open(_folder() / str(number), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:
        return None


def _last(descriptor: int, mark: bytes, admit: Admit) -> Page | None:
    """Return the page that was made last under this lock, if it is that one and still true."""
    if os.pread(descriptor, len(mark), 0) != mark:
        return None
    page = unpack(os.pread(descriptor, os.fstat(descriptor).st_size, len(mark)))
    return admit(page) if page is not None else None


def _leave(descriptor: int, whole: bytes) -> None:
    """Leave a page there; what was not written whole is none."""
    with suppress(OSError):  # no room: the next makes it
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, whole, 0)


def _lock(descriptor: int, patience: float) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > deadline:
                return
            time.sleep(_LOOKED_EVERY)
