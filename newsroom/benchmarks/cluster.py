"""A PostgreSQL of its own, to be killed without harm to anybody's."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from pwd import getpwnam
from typing import Any, Final

import psycopg2

from newsroom.benchmarks.ports import free_port

# Seconds that starting and stopping may take.
PATIENCE: Final = 60


class Missing(Exception):
    """Something that is not installed here; the text says what."""


def binaries() -> Path:
    """Return the folder of PostgreSQL's programs: PG_BINARIES, or Debian's newest.

    Raises:
        Missing: there is none.
    """
    named = os.environ.get("PG_BINARIES", "")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: one.parent.name)
    for folder in [Path(named)] if named else reversed(debian):
        if (folder / "initdb").exists():
            return folder
    raise Missing("PostgreSQL's initdb: install Debian's “postgresql”, or set PG_BINARIES")


class Cluster:
    """A cluster in ``folder`` that answers on a port of this machine alone."""

    def __init__(self, folder: Path) -> None:
        self._programs = binaries()
        self._folder = folder / "cluster"
        self._log = folder / "cluster.log"
        self.port = free_port()
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/newsroom"
        self._folder.mkdir(mode=0o700)
        self._log.touch()
        if os.geteuid() == 0:  # PostgreSQL refuses to be run by root
            owner = getpwnam("postgres")
            for path in (self._folder, self._log):
                os.chown(path, owner.pw_uid, owner.pw_gid)
            folder.chmod(0o711)
        self._run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-instructions")
        self.start()
        self._sql("CREATE DATABASE newsroom", "postgres")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
        self._run("pg_ctl", "start", "-w", "-l", str(self._log), "-o", options)

    def kill(self) -> None:
        """Kill the server as a loss of power would, and what it has started with it."""
        with suppress(ProcessLookupError):
            os.kill(self._pid(), signal.SIGKILL)
        # Its other processes notice, and go; until then it cannot be started.
        self._run("pg_ctl", "stop", "-m", "immediate", may_fail=True)

    def freeze(self) -> None:
        """Let none of its processes go on."""
        self._tell_all(signal.SIGSTOP)

    def thaw(self) -> None:
        self._tell_all(signal.SIGCONT)

    def _tell_all(self, number: signal.Signals) -> None:
        pid = self._pid()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for one in (pid, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(one, number)

    def stop(self) -> None:
        self._run("pg_ctl", "stop", "-m", "immediate", may_fail=True)
        shutil.rmtree(self._folder, ignore_errors=True)

    def connect(self, database: str = "newsroom") -> Any:
        """Return a connection that commits each statement."""
        connection = psycopg2.connect(
            host="127.0.0.1", port=self.port, user="postgres", dbname=database
        )
        connection.autocommit = True
        return connection

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        connection = self.connect()
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                found: list[tuple[Any, ...]] = cursor.fetchall()
                return found
        finally:
            connection.close()

    def _sql(self, statement: str, database: str) -> None:
        connection = self.connect(database)
        try:
            connection.cursor().execute(statement)
        finally:
            connection.close()

    def _pid(self) -> int:
        return int((self._folder / "postmaster.pid").read_text().split()[0])

    def _run(self, program: str, *arguments: str, may_fail: bool = False) -> None:
        command = [str(self._programs / program), "-D", str(self._folder), *arguments]
        more: dict[str, Any] = {}
        if os.geteuid() == 0:
            more = {"user": "postgres", "group": "postgres", "extra_groups": []}
        # Not a pipe: the server that is started would hold it open.
        with self._log.open("ab") as log:
            subprocess.run(  # noqa: S603
                command,
                check=not may_fail,
                stdout=log,
                stderr=log,
                timeout=PATIENCE,
                cwd="/",
                **more,
            )
