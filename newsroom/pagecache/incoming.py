"""Pages on their way from whoever has made them to the keeper: one file each.

A file holds a line with the page's name and then the page (``packing``). What is half-written
bears another name; what is not as it should be is removed.
"""

from __future__ import annotations

import os
import time
import zlib
from contextlib import suppress
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex
from stat import S_ISREG
from typing import Final, NamedTuple

from newsroom.pagecache.files import is_name
from newsroom.pagecache.memory import Page
from newsroom.pagecache.packing import pack, unpack

#: Bytes of a page with all that belongs to it, pages that may lie there, and for how many seconds.
LARGEST: Final = 8 * 1024 * 1024
MOST: Final = 2_000
LONGEST: Final = 60.0
_DONE: Final = ".whole"
_BEGUN: Final = ".begun"


class Handed(NamedTuple):
    """A page as it was handed over, and how its file is called."""

    name: str
    page: Page


def hand_over(folder: Path, name: str, page: Page) -> bool:
    """Put a page there for the keeper, unless it lies there; say whether it was taken.

    Raises:
        OSError: it cannot be written.
    """
    which = f"{name} {page.etag} {page.number}"
    done = folder / f"{blake2b(which.encode(), digest_size=8).hexdigest()}{_DONE}"
    if done.exists():
        return True
    whole = name.encode() + b"\n" + pack(page)
    if len(whole) > LARGEST or len(os.listdir(folder)) >= MOST:
        return False
    begun = folder / f"{token_hex(8)}{_BEGUN}"
    try:
        begun.write_bytes(whole)
        os.rename(begun, done)
    except OSError:
        begun.unlink(missing_ok=True)
        raise
    return True


def waiting(folder: Path) -> list[Path]:
    """Return the files of pages that were handed over; what lies about is removed."""
    found = []
    for entry in os.scandir(folder):
        with suppress(FileNotFoundError):
            is_file = entry.is_file(follow_symlinks=False)
            if is_file and entry.name.endswith(_DONE):
                found.append(Path(entry.path))
            elif not is_file or entry.stat(follow_symlinks=False).st_mtime < time.time() - LONGEST:
                _discard(Path(entry.path))
    return found


def take(path: Path) -> Handed | None:
    """Read what was handed over and remove it; None where it is not what it should be."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        _discard(path)
        return None
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        whole = file.read() if S_ISREG(status.st_mode) and status.st_size <= LARGEST else b""
    _discard(path)
    line, _end, packed = whole.partition(b"\n")
    name = line.decode(errors="replace")
    page = unpack(packed)
    if page is None or page.status != 200 or not is_name(name):
        return None
    with suppress(OSError, EOFError, zlib.error):  # what is compressed is not what it should be
        return Handed(name, replace(page, plain=page.whole))
    return None


def _discard(path: Path) -> None:
    """Remove it, whatever it is; what cannot be removed is looked at again."""
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            for inner in path.iterdir():
                _discard(inner)
            path.rmdir()
        else:
            path.unlink()
