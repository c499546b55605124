"""A keeper in processes of its own, as ``manage.py keep_pages`` runs it."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from tests.together import eventually

ROOT = Path(__file__).resolve().parents[3]


def database_url():
    """Return ``DATABASE_URL`` of the tests' own database."""
    named = connection.settings_dict
    password = f":{named['PASSWORD']}" if named["PASSWORD"] else ""
    who = f"{named['USER']}{password}@{named['HOST'] or 'localhost'}:{named['PORT'] or 5432}"
    return f"postgres://{who}/{named['NAME']}"


@contextmanager
def running(*args, **environment):
    """Run Python with ``args`` at the root of the checkout."""
    process = subprocess.Popen(
        [sys.executable, *args],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def child_of(process):
    """Return the process that the one who watches lets work."""
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return int(eventually(lambda: path.read_text().split())[0])
