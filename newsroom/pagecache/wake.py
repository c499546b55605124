"""What the processes of a host tell each other of finished pages, without a system call.

A file in ``DATA_DIR``, mapped into memory, of five numbers: a mark (another one whenever pages have
changed), the keeper's number (of the last change that ``live/`` is true to), the time of its last
sign of life, which keeper it is, and the number of the last change that was told of. The keeper is
woken by a datagram besides.
"""

from __future__ import annotations

import mmap
import os
import socket
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from django.conf import settings

#: After how many seconds without a sign of life the keeper is not waited for.
LATE: Final = 5.0
#: How long a change waits at the most until this host's files are true to it, in seconds: far
#: longer than that takes, for whoever is told that it is done reads next.
PATIENCE: Final = 2.0
_LOOKED_EVERY: Final = 0.001
_MARK, _NUMBER, _BEAT, _WHICH, _TOLD = range(5)
_SIZE: Final = 40
_mapped: dict[Path, memoryview] = {}


def mark() -> int:
    """Return the mark; equal to an earlier one where no process has told of anything since."""
    return _map()[_MARK]


def tell(number: int) -> None:
    """Let every process of this host know that all changes up to that number have been committed:
    a mark by chance.

    Of several who tell at once any may win: whoever sees a new mark asks for all that is there.
    """
    pass_on(number)
    call_keeper()


def has_been_told(number: int) -> bool:
    """Say whether every process of this host knows, or is about to know, of the change of that
    number. No is no harm: where two tell at once the lower number may win."""
    return _map()[_TOLD] >= number


def pass_on(number: int) -> int:
    """As ``tell``, but the keeper knows already; return the mark that it was given."""
    _map()[_TOLD] = number
    new = int.from_bytes(os.urandom(7))
    _map()[_MARK] = new
    return new


def sign(number: int, which: int) -> None:
    """Say, as keeper ``which``, that files are true to all changes up to ``number``."""
    numbers = _map()
    numbers[_NUMBER], numbers[_WHICH] = number, which
    numbers[_BEAT] = time.monotonic_ns()


def sign_off() -> None:
    """Say that nobody keeps files any more."""
    _map()[_BEAT] = 0


def keeper() -> int:
    """Return which keeper lives; 0 if none has given a sign of life for ``LATE`` seconds."""
    numbers = _map()
    # Read before the clock: the next sign may come at any moment, and would be in the future.
    beat = numbers[_BEAT]
    # What is in the future was written before this machine started.
    alive = beat and 0 <= time.monotonic_ns() - beat < LATE * 1e9
    return numbers[_WHICH] if alive else 0


def is_reached(number: int) -> bool:
    """Say whether the keeper has said that files are true to the change of that number."""
    return _map()[_NUMBER] >= number


def wait_for_keeper(number: int) -> bool:
    """Wait until the files of this host are true to the change of that number; say whether they
    are known to be."""
    deadline = time.monotonic() + PATIENCE
    while keeper():
        if is_reached(number):
            return True
        if time.monotonic() >= deadline:
            return False
        time.sleep(_LOOKED_EVERY)
    return False


def call_keeper() -> None:
    """Wake the keeper of this host, if there is one; it looks for itself every second anyway."""
    if settings.PAGES_DIR is None:
        return
    # What fails: nobody listens, or so many have called that it is awake.
    with _datagrams() as caller, suppress(OSError):
        caller.sendto(b"!", _address())


def bell() -> socket.socket:
    """Return what becomes readable when the keeper is called; for the keeper alone."""
    listening = _datagrams()
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        os.unlink(_address())
    listening.bind(_address())
    os.chmod(_address(), 0o600)
    return listening


def _datagrams() -> socket.socket:
    return socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)


def _address() -> str:
    """Return the socket's address, short enough for one wherever ``DATA_DIR`` is."""
    address = Path(settings.DATA_DIR) / "pages.sock"
    return os.path.relpath(address) if len(str(address)) > 100 else str(address)


def _map() -> memoryview:
    path = Path(settings.DATA_DIR) / "pages.mark"
    if path not in _mapped:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if os.fstat(descriptor).st_size < _SIZE:
                # Room on the disk, not a hole: writing into one that cannot be filled would end
                # the process.
                os.posix_fallocate(descriptor, 0, _SIZE)
            # Each number is read and written at once.
            _mapped[path] = memoryview(mmap.mmap(descriptor, _SIZE)).cast("q")
        finally:
            os.close(descriptor)
    return _mapped[path]
