"""A place to measure in: a database, a media folder and a cache of its own, gone afterwards."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir
from typing import Any, Final

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ProgrammingError
from django.test.utils import override_settings

from newsroom.benchmarks.stopping import Stop

PREFIX: Final = "newsroom-benchmark-"


@contextmanager
def own_place() -> Iterator[None]:
    """Let the body run on an empty, migrated database and with empty folders.

    Nothing of it stays behind, also when the process is told to stop; only when it is killed
    outright a folder (and on PostgreSQL a database) named for the benchmark remains. Must run
    in the main thread.
    """
    with Stop() as stop:
        # Named before it is made, so that no moment is without somebody to remove it.
        folder = Path(gettempdir(), f"{PREFIX}{secrets.token_hex(8)}")
        try:
            folder.mkdir(mode=0o700)
            with override_settings(**_settings(folder)), _own_database(folder, stop):
                yield
        finally:
            stop.clearing = True
            rmtree(folder, ignore_errors=True)


def _settings(folder: Path) -> dict[str, Any]:
    """Return what must not reach the installation's own files and cache, or depend on them."""
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    for part in ("media", "static"):
        (folder / part).mkdir()
    return {
        "DATA_DIR": folder,
        "MEDIA_ROOT": folder / "media",
        "STATIC_ROOT": folder / "static",
        # Pages must render whether or not "collectstatic" has run.
        "STORAGES": {**settings.STORAGES, "staticfiles": static},
        "CACHES": {
            "default": {
                "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
                "LOCATION": folder.name,
            }
        },
        "ALLOWED_HOSTS": ["testserver", "127.0.0.1"],
        "SECURE_SSL_REDIRECT": False,
        # What is measured is how pages are made; who measures finished ones says so.
        "FINISHED_PAGES": False,
        "DATABASE_DOORS": False,
        "PAGES_DIR": None,
        "DEBUG": False,
    }


@contextmanager
def _own_database(folder: Path, stop: Stop) -> Iterator[None]:
    """Put a connection to a new database in the place of the default one."""
    old = connections[DEFAULT_DB_ALIAS]
    old_name = old.settings_dict["NAME"]
    new = old.copy()
    name = _new_name(new, folder)
    new.settings_dict["TEST"]["NAME"] = name
    connections[DEFAULT_DB_ALIAS] = new
    ContentType.objects.clear_cache()
    try:
        _make(new)
        yield
    finally:
        stop.clearing = True
        _destroy(new, name, old_name)
        settings.DATABASES[DEFAULT_DB_ALIAS]["NAME"] = old_name
        connections[DEFAULT_DB_ALIAS] = old
        ContentType.objects.clear_cache()


@contextmanager
def at(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let the body work on the database of another place that is there, one around this one."""
    here = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connection
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = here


def _make(connection: BaseDatabaseWrapper) -> None:
    """Make the database that the connection's TEST settings name, by all migrations."""
    connection.creation.create_test_db(verbosity=0, autoclobber=True)


def _new_name(connection: BaseDatabaseWrapper, folder: Path) -> str:
    if connection.vendor == "sqlite":
        return str(folder / "db.sqlite3")
    # Never one that is there: creating would replace it.
    return f"benchmark_{os.getpid()}_{secrets.token_hex(4)}"


def _destroy(connection: BaseDatabaseWrapper, name: str, old_name: str) -> None:
    connection.close()
    if connection.vendor == "sqlite":
        return  # the folder goes
    connection.settings_dict["NAME"] = name
    # Interrupted early enough, it was never made.
    with suppress(ProgrammingError):
        connection.creation.destroy_test_db(old_name, verbosity=0)
