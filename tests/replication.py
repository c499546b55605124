"""A PostgreSQL of the tests' own with a copy that follows it by streaming replication."""

import os
import pwd
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from newsroom.benchmarks.ports import free_port

USER = "postgres"


def binaries():
    """Return the folder of the newest server's programs; skip where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    if not found:
        pytest.skip("PostgreSQL's server programs are not installed")
    return found[-1].parent


class Server:
    """One server below ``folder``, run by a user who may: PostgreSQL refuses root."""

    def __init__(self, folder, name):
        self.bin, self.data, self.port = binaries(), folder / name, free_port()
        self._as = []
        if os.geteuid() == 0:
            account = pwd.getpwnam(USER)
            os.chown(folder, account.pw_uid, account.pw_gid)
            groups = ["--clear-groups", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}"]
            self._as = ["setpriv", *groups]

    def run(self, program, *arguments):
        subprocess.run(
            [*self._as, str(self.bin / program), *arguments],
            check=True,
            capture_output=True,
            timeout=60,
            cwd=self.data.parent,
        )

    def start(self):
        options = f"-p {self.port} -k {self.data.parent} -h 127.0.0.1 -c fsync=off"
        self.run(
            "pg_ctl", "-D", str(self.data), "-o", options, "-l", f"{self.data}.log", "-w", "start"
        )

    def stop(self):
        self.run("pg_ctl", "-D", str(self.data), "-m", "immediate", "-w", "stop")

    def url(self, database="paper"):
        return f"postgres://{USER}@127.0.0.1:{self.port}/{database}"

    def ask(self, statement, database="paper"):
        with closing(psycopg2.connect(self.url(database))) as link, link.cursor() as cursor:
            link.set_session(autocommit=True)
            cursor.execute(statement)
            return cursor.fetchone() if cursor.description else None

    def fill_from(self, database):
        """Copy what a database of Django's holds: quicker than to migrate once more."""
        source = f"postgres://{USER}@127.0.0.1:{database['PORT'] or 5432}/{database['NAME']}"
        dump = subprocess.run(
            [str(self.bin / "pg_dump"), "-x", "-O", source], check=True, capture_output=True
        )
        subprocess.run(
            [str(self.bin / "psql"), "-q", "-v", "ON_ERROR_STOP=1", self.url()],
            input=dump.stdout,
            check=True,
            capture_output=True,
        )


class Pair:
    """The primary, with an empty database ``paper``, and its copy."""

    def __init__(self, folder):
        self.primary, self.copy = Server(folder, "primary"), Server(folder, "copy")
        self.primary.run("initdb", "-D", str(self.primary.data), "-U", USER, "-A", "trust", "-N")
        self.primary.start()
        self.primary.ask("CREATE DATABASE paper", "postgres")
        source = ["-h", "127.0.0.1", "-p", str(self.primary.port), "-U", USER]
        self.primary.run("pg_basebackup", *source, "-D", str(self.copy.data), "-R", "-c", "fast")
        self.copy.start()

    def catch_up(self):
        """Wait until the copy has all that the primary has now."""
        # Not what is written: a commit that is not waited for may come to the disk later.
        position = self.primary.ask("SELECT pg_current_wal_insert_lsn()")[0]
        # The copy cannot be waited for by an event; it is asked, for at most ten seconds.
        for _attempt in range(1000):
            if self.copy.ask(f"SELECT pg_last_wal_replay_lsn() >= '{position}'")[0]:
                return
            self.copy.ask("SELECT pg_sleep(0.01)")
        raise AssertionError("the copy does not follow")

    def end(self, folder):
        for server in (self.copy, self.primary):
            if (server.data / "postmaster.pid").exists():
                server.stop()
        shutil.rmtree(folder)
