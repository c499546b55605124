"""The product as it is run: granian with workers, at a database and a cache of the benchmark's."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import Final, NamedTuple

from django.conf import settings
from django.core.management.utils import get_random_secret_key

from newsroom.benchmarks.ports import free_port, wait_until
from newsroom.benchmarks.processes import granian

#: Workers are born again, sooner than where it is deployed: the benchmark waits for them.
FLAGS: Final = (
    "--respawn-failed-workers", "--respawn-interval", "0.5", "--workers-kill-timeout", "10",
)  # fmt: skip
PATIENCE: Final = 120


class Answer(NamedTuple):
    """``status`` is 0 where nobody answered; ``seconds`` is how long that took."""

    status: int
    headers: list[tuple[str, str]]
    body: str
    seconds: float


class Server:
    """granian in a process of its own. ``folder`` holds the installation's data."""

    def __init__(self, folder: Path, database: str, cache: str = "") -> None:
        self.port = free_port()
        folder.mkdir(mode=0o700)
        # As a demonstration static files need not be gathered.
        (folder / "demo_secret_key").write_text(get_random_secret_key())
        self._environment = {
            **{name: value for name, value in os.environ.items() if name != "SECRET_KEY"},
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "DATA_DIR": str(folder),
            "MEDIA_STORAGE": str(folder / "media"),
            "DATABASE_URL": database,
            "CACHE_URL": cache,
            "TASKS": "immediate",
            "EMAIL_URL": "memorymail://",
            "SITE_URL": f"http://127.0.0.1:{self.port}",
            "TRUSTED_PROXIES": "127.0.0.1",
            "PYTHONPATH": str(settings.BASE_DIR),
        }
        self._log = (folder / "server.log").open("ab")
        self._process: subprocess.Popen[bytes] | None = None
        self._is_over = Event()
        self._keeper = Thread(target=self._keep)
        self.restarts = -1

    def run(self, *arguments: str) -> str:
        """Run Python in this installation to its end; return what it has printed."""
        return subprocess.run(  # noqa: S603
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            env=self._environment,
            check=True,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        ).stdout

    def start(self) -> None:
        """Start it, and start it again whenever it ends, as whoever runs services does: granian
        ends where a worker dies young."""
        self._keeper.start()
        self.wait_until_it_answers()

    def _keep(self) -> None:
        command = granian("newsroom.wsgi:application", self.port, *FLAGS)
        while not self._is_over.is_set():
            self.restarts += 1
            with subprocess.Popen(  # noqa: S603
                command,
                cwd=settings.BASE_DIR,
                env=self._environment,
                stdout=self._log,
                stderr=self._log,
            ) as self._process:
                self._process.wait()

    def wait_until_it_answers(self, path: str = "/healthz") -> float:
        """Wait for 200; return for how many seconds."""
        return wait_until(
            lambda: self.ask(path).status == 200, patience=PATIENCE, what=f"the server at {path}"
        )

    def workers(self) -> list[int]:
        """Return the process ids of the workers that there are."""
        if self._process is None:
            return []
        pid = self._process.pid
        try:
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        except FileNotFoundError:
            return []
        return [int(one) for one in children if b"resource_tracker" not in _command(int(one))]

    def ask(
        self,
        path: str,
        *,
        body: str | None = None,
        headers: dict[str, str] | None = None,
        patience: float = 20,
    ) -> Answer:
        """Ask once; an answer is waited for no longer than ``patience`` seconds."""
        began = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=patience)
        try:
            method = "GET" if body is None else "POST"
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            text = response.read().decode(errors="replace")
            found = response.status, response.getheaders(), text
        except (OSError, http.client.HTTPException):
            found = 0, [], ""
        finally:
            connection.close()
        return Answer(*found, time.perf_counter() - began)

    def stop(self) -> None:
        self._is_over.set()
        workers = self.workers()
        if self._process is not None:
            self._process.kill()
            self._keeper.join()
        for pid in workers:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._log.close()


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return b"resource_tracker"
