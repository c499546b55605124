"""Whoever keeps pages dies, and they are gone: two processes that watch each other.

The one works, the other only waits for it; either empties the folder when the other is no more. A
lock that both hold tells the rest of the host whether any of them lives.
"""

from __future__ import annotations

import fcntl
import logging
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Final

from newsroom.pagecache import wake
from newsroom.pagecache.files import Folder, NotRemoved

LOCK: Final = "keeper.lock"
#: How long a keeper that begins waits for one that is just ending, in seconds.
PATIENCE: Final = 3.0
#: After how long without a sign of life the one who works is put an end to, in seconds.
STUCK: Final = 30.0
_SIGNALS: Final = {signal.SIGCHLD, signal.SIGTERM, signal.SIGINT}

logger = logging.getLogger(__name__)


class KeptAlready(Exception):
    """Another process of this host keeps these pages."""


def lock(root: Path) -> int:
    """Be the host's only keeper of that folder for as long as the descriptor that it returns, or
    a copy of it, is open.

    Raises:
        KeptAlready: another is.
    """
    root.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(root / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return descriptor
        except BlockingIOError:
            if time.monotonic() > deadline:
                os.close(descriptor)
                raise KeptAlready from None
            time.sleep(0.05)


def empty_if_left(root: Path) -> bool:
    """Take pages away that nobody keeps any more; say whether somebody does.

    Raises:
        NotRemoved: they are still there.
    """
    descriptor = os.open(root / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        Folder(root).empty()
        return False
    finally:
        os.close(descriptor)


def stand_by(root: Path) -> None:
    """From now on, in a thread of its own: take pages away the moment that nobody keeps them.

    For when both that watch each other are killed at once, and whoever started them with them.
    """
    Thread(target=_stand_by, args=(root,), name="finished pages", daemon=True).start()


def _stand_by(root: Path) -> None:
    said = ""
    while True:
        try:
            root.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(root / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_SH)
                Folder(root).empty()
            finally:
                os.close(descriptor)
        except (NotRemoved, OSError) as error:
            if str(error) != said:
                said = str(error)
                logger.error("Finished pages that nobody keeps cannot be taken away: %s", error)
        time.sleep(1)


def guard(root: Path, work: Callable[[int], None]) -> int:
    """Let ``work`` run in a process of its own until a signal ends it; return how it ended.

    ``work`` gets a descriptor that becomes readable when it is to stop.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    end, hold = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hold)
        _work(end, work)
    os.close(end)
    try:
        return _watch(child, hold)
    finally:
        wake.sign_off()
        Folder(root).empty()


def _work(end: int, work: Callable[[int], None]) -> None:
    """Do the work, and never return to what the parent is doing."""
    code = 1
    try:
        # The parent is told to end, and tells us by closing the pipe.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        work(end)
        code = 0
    except Exception:
        logger.exception("The keeper of finished pages has failed.")
    finally:
        os._exit(code)


def _watch(child: int, hold: int) -> int:
    """Wait for the child; when told to end, tell it."""
    begun = time.monotonic()
    ending = False
    while True:
        told = signal.sigtimedwait(_SIGNALS, 1.0)
        if told is not None and told.si_signo != signal.SIGCHLD and not ending:
            ending, begun = True, time.monotonic()
            os.close(hold)
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            code = os.waitstatus_to_exitcode(status)
            if code < 0:
                logger.error("The keeper of finished pages was killed (signal %d).", -code)
            return 0 if code == 0 else 1
        if time.monotonic() - begun > STUCK and (ending or not wake.keeper()):
            logger.error("The keeper of finished pages is stuck and is put an end to.")
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
