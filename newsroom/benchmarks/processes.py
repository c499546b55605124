"""Processes that a benchmark starts and surely ends."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from django.conf import settings
from tqdm import tqdm

#: Workers of a server, where not said otherwise.
WORKERS: Final = 2
#: Seconds that a process has to start, and to end when it is asked to.
TO_START: Final = 60
TO_END: Final = 10


class Unavailable(Exception):
    """Something cannot be measured here; the text says in a sentence what it takes."""


def debian(program: str, package: str) -> str:
    """Return where ``program`` is.

    Raises:
        Unavailable: nowhere; names the Debian package that brings it.
    """
    path = shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin")
    if path is None:
        raise Unavailable(f"{program} is missing: install Debian's package “{package}”.")
    return path


def tell(message: str) -> None:
    """Say something to who watches, between progress bars."""
    tqdm.write(message, file=sys.stderr)


def granian(target: str, port: int, *flags: str, workers: int = WORKERS) -> list[str]:
    """Return the command that serves a WSGI application as ``deploy`` does."""
    how = ["--interface", "wsgi", "--workers", str(workers), "--blocking-threads", "8"]
    return [sys.executable, "-m", "granian", *how, *flags, "--port", str(port), target]


class Running:
    """A process, with all that it starts itself, for the length of a ``with``.

    It has begun once ``ready`` says so; its output goes to the file ``log``. In a session of its
    own: Ctrl+C reaches this process alone, which then ends the other.

    Raises:
        Unavailable: it ended, or did not become ready; tells its last words.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        log: Path,
        ready: Callable[[], bool],
        env: Mapping[str, str] | None = None,
    ) -> None:
        self._command, self._log, self._ready = command, log, ready
        self._env = None if env is None else dict(env)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        if self._process is None:
            raise RuntimeError("not started")
        return self._process.pid

    def __enter__(self) -> Self:
        try:
            with self._log.open("ab") as output:
                self._process = subprocess.Popen(  # noqa: S603
                    self._command,
                    cwd=settings.BASE_DIR,
                    env=self._env,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    start_new_session=True,
                )
            self._wait(self._process)
        except BaseException:
            self._end()
            raise
        return self

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + TO_START
        while not self._ready():
            if process.poll() is not None or time.monotonic() > until:
                words = self._log.read_text(errors="replace").strip().splitlines()
                last = words[-1] if words else "nothing"
                name = Path(self._command[0]).name
                raise Unavailable(f"{name} did not start; its last words: {last}")
            time.sleep(0.005)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._end()

    def _end(self) -> None:
        process = self._process
        if process is None:
            return
        try:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):  # what does not listen is ended below
                process.wait(TO_END)
        finally:
            with suppress(ProcessLookupError):  # the usual case: all have gone
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
