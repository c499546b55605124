"""Errors that say that something is away or full, told from errors of the program."""

from __future__ import annotations

import errno
from enum import Enum
from typing import Final

from django.db import InterfaceError, InternalError, OperationalError


class Kind(Enum):
    """``AWAY``: it may be back in a moment. ``FULL``: somebody has to make room first."""

    AWAY = 5
    FULL = 60

    @property
    def retry_after(self) -> int:
        """Seconds after which asking again makes sense."""
        return self.value


#: PostgreSQL's words for a server that only reads (one that was primary before), and a full disk.
READ_ONLY: Final = "25006"
DISK_FULL: Final = "53100"
#: SQLite calls these operational too, though nothing is away: a statement that is wrong.
_WRONG: Final = "SQLITE_ERROR"
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def kind_of(error: BaseException) -> Kind | None:
    """Return what an error that came out of a request says is wrong; None for any other."""
    if isinstance(error, OSError):
        return Kind.FULL if error.errno in _NO_ROOM else None
    if isinstance(error, InternalError):
        return Kind.AWAY if is_read_only(error) else None
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    sqlite = getattr(error.__cause__, "sqlite_errorname", "")
    if sqlite == _WRONG:
        return None
    return Kind.FULL if sqlite == "SQLITE_FULL" or _code_of(error) == DISK_FULL else Kind.AWAY


def is_read_only(error: BaseException) -> bool:
    """Say whether the database is one that only reads now: another host has taken over."""
    return _code_of(error) == READ_ONLY


def _code_of(error: BaseException) -> str:
    return getattr(error.__cause__, "pgcode", None) or ""
