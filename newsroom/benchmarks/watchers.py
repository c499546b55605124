"""Readers in processes of their own, as a benchmark starts them and listens to them."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from types import TracebackType
from typing import Any, Final, Self

from django.conf import settings

from newsroom.benchmarks import hosts
from newsroom.benchmarks.hosts import Host

#: Seconds in which a reader's process says something, or something is wrong.
PATIENCE: Final = 60


class ReaderProcess:
    """A process of ``newsroom.measured`` that reads from one port of one host."""

    def __init__(self, module: str, host: Host, port: int, readers: int, *more: str) -> None:
        self._command = [sys.executable, "-m", f"newsroom.measured.{module}"]
        self._command += [str(port), host.name, str(readers), *more]
        self._process: subprocess.Popen[bytes] | None = None
        self._heard = b""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(  # noqa: S603
            self._command,
            cwd=settings.BASE_DIR,
            env=hosts.machine(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        try:
            self.hear()  # that it is ready
        except BaseException:
            self._process.kill()
            self._process.wait()
            raise
        return self

    def say(self, line: str) -> None:
        stdin = self._running.stdin
        if stdin is not None:
            stdin.write(f"{line}\n".encode())
            stdin.flush()

    def hear(self) -> Any:
        """Return the next thing that it says.

        Raises:
            RuntimeError: it has ended, or says nothing.
        """
        stdout = self._running.stdout
        while stdout is not None and b"\n" not in self._heard:
            ready, _writable, _wrong = select.select([stdout], [], [], PATIENCE)
            heard = os.read(stdout.fileno(), 65_536) if ready else b""
            if not heard:
                raise RuntimeError("a process of readers says nothing more")
            self._heard += heard
        line, _mark, self._heard = self._heard.partition(b"\n")
        return json.loads(line)

    @property
    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise RuntimeError("not started")
        return self._process

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._running.kill()
        self._running.communicate()
