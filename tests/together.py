"""Several at once: threads with connections of their own, processes, what they bring about."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent


def eventually(what, seconds=20):
    """Wait until ``what()`` is true, and return that."""
    until = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < until, "it has not come to be"
        time.sleep(0.002)
    return found


def at_once(*calls, refusals=()):
    """Call each in a thread of its own, all starting together; return results, or ``refusals``."""
    barrier = Barrier(len(calls))

    def run(call):
        barrier.wait(30)
        try:
            return call()
        except refusals as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def apart(folder, **more):
    """Return an environment in which Django works at a SQLite file in ``folder``."""
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return env | {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "tests.settings"} | more


def run_at_once(folder, *, fill, host, count):
    """Run ``host`` twice at the same moment in a database that ``fill`` has filled.

    ``folder`` holds it (``migrated_folder``). Each gets ``folder`` and a name, touches the file of
    that name when it is ready and waits for the file ``go``. Return what each of them printed,
    sorted, and the words that ``count`` prints afterwards.
    """
    python = {
        "cwd": ROOT,
        "env": apart(folder),
        "check": True,
        "capture_output": True,
        "timeout": 120,
    }
    subprocess.run([sys.executable, "-c", fill], **python)
    names = ["một", "hai"]

    with ThreadPoolExecutor(2) as pool:
        hosts = [
            pool.submit(subprocess.run, [sys.executable, "-c", host, str(folder), name], **python)
            for name in names
        ]
        deadline = time.monotonic() + 60
        while not all((folder / name).exists() for name in names):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        (folder / "go").touch()
        said = sorted(one.result().stdout.strip() for one in hosts)

    counted = subprocess.run([sys.executable, "-c", count], **python)
    return said, counted.stdout.split()
