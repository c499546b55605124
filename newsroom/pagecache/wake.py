"""A mark in memory that all processes of a host share: another one whenever pages have changed.

A file in ``DATA_DIR``, mapped into memory: looking at it costs no system call.
"""

from __future__ import annotations

import mmap
import os
from pathlib import Path
from typing import Final

from django.conf import settings

SIZE: Final = 8
_mapped: dict[Path, mmap.mmap] = {}


def mark() -> bytes:
    """Return the mark; equal to an earlier one where no process has told of anything since."""
    return _map()[:SIZE]


def tell() -> None:
    """Let every process of this host know that something has been committed: a mark by chance.

    Of several who tell at once any may win: whoever sees a new mark asks for all that is there.
    """
    _map()[:SIZE] = os.urandom(SIZE)


def _map() -> mmap.mmap:
    path = Path(settings.DATA_DIR) / "pages.mark"
    if path not in _mapped:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if os.fstat(descriptor).st_size < SIZE:
                os.ftruncate(descriptor, SIZE)
            _mapped[path] = mmap.mmap(descriptor, SIZE)
        finally:
            os.close(descriptor)
    return _mapped[path]
