"""What all tests may use."""

import fcntl
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import hypothesis
import pytest
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations

from tests.together import ROOT, apart

# How long an example takes says nothing here: a busy machine may stop anybody for a second.
hypothesis.settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
if "CI" not in os.environ:  # where Hypothesis has one of its own, with the same examples each time
    hypothesis.settings.load_profile("unhurried")
SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Have a test that commits leave PostgreSQL as the migrations have made it.

    To TRUNCATE all tables takes a second, and hardly any has a row; and a test that comes after it
    in the same process may need the migrations' rows.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS first CASCADE; CREATE SCHEMA first")
        for name in _full(connection.introspection.table_names()):
            cursor.execute(f"CREATE TABLE first.{name} AS TABLE {name}")
        cursor.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'first'")
        first = {name for (name,) in cursor.fetchall()}

    def as_at_first(operations, style, tables, **options):
        """Return the statements that do it; foreign keys are looked at in the end."""
        quoted = {operations.quote_name(name).strip('"') for name in tables}
        mine, full = first & quoted, [name for name in _full(tables) if name not in first]
        statements = [f"DELETE FROM {name};" for name in (*full, *sorted(mine))]  # noqa: S608
        return [*statements, *(f"INSERT INTO {name} TABLE first.{name};" for name in sorted(mine))]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", as_at_first)
        yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        _end_others(cursor)


def _end_others(cursor):
    """Let nobody hold the database when it goes, as a thread may for which no test waits: one of
    the live server's that answers a browser's last words."""
    others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"

    def are_gone():
        cursor.execute(f"SELECT count(*) {others}")
        return cursor.fetchone() == (0,)

    until = time.monotonic() + 10
    while not are_gone() and time.monotonic() < until:
        time.sleep(0.1)
    cursor.execute(f"SELECT pg_terminate_backend(pid) {others}")


def _full(tables):
    look = "SELECT '{0}' WHERE EXISTS (SELECT FROM {0})"
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(map(look.format, tables)))
        return [name for (name,) in cursor.fetchall()]


@pytest.fixture(scope="session", autouse=True)
def _patient():
    """Wait for a cache and for suggestions that a busy machine lets answer late."""
    from articles.searching import suggestions
    from newsroom import cache

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "SLOW", 30.0)
        patch.setattr(suggestions, "TIMEOUT", 30_000)
        yield


@pytest.fixture(autouse=True)
def _no_cards():
    """Begin without cards that were printed under another test's settings."""
    from articles import cards

    cards.clear()


@pytest.fixture
def media(settings, tmp_path):
    """A folder of the test's own for photos' files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def seed_file():
    """The source document's text file, where it lies beside the checkout."""
    files = sorted((SHARED / "seed").glob("*.txt"))
    if not files:
        pytest.skip("the source document is not beside this checkout (../shared/seed/)")
    return files[0]


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory):
    """A migrated SQLite file for tests to copy: made once for all test processes of a run."""
    base = tmp_path_factory.getbasetemp()
    folder = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    file = folder / "migrated" / "db.sqlite3"
    with open(folder / "migrated.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "migrated.done").exists():
            file.parent.mkdir(exist_ok=True)
            manage = [sys.executable, "-m", "django", "migrate", "--verbosity=0"]
            subprocess.run(manage, cwd=ROOT, env=apart(file.parent), check=True)
            (folder / "migrated.done").touch()
    return file


@pytest.fixture
def migrated_folder(migrated_file, tmp_path):
    """A DATA_DIR of the test's own with a migrated database in it."""
    shutil.copy(migrated_file, tmp_path)
    return tmp_path


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """With NO_SKIPS set, as in continuous integration, a skipped test is a failed one."""
    report = yield
    if report.skipped and os.environ.get("NO_SKIPS") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be: {report.longrepr[-1]}"
    return report
