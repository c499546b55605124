"""Hosts of a paper: application, keeper and nginx as they are deployed, all on this machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection

from newsroom.benchmarks.ports import free_port, listens
from newsroom.benchmarks.processes import WORKERS, Running, debian, granian


class Host:
    """One application host with a folder of its own; all hosts have the place's database.

    ``site`` is the port of the site's canonical address, ``application`` that of the application
    on this host, ``port`` that at which readers are answered on this host; ``cache`` is what hosts
    share besides the database, if anything.
    """

    def __init__(
        self, folder: Path, *, site: int = 0, cache: str = "", files: bool = False
    ) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.application = free_port()
        self.port = free_port() if files else self.application
        self.site = site or self.port
        self._shared = {"CACHE_URL": cache} if cache else {}
        self.pages = folder / "pages" if files else None
        # Where nginx has servers of its own: behind its caches, and for what is not asked here.
        self.inner, self.unused = (free_port(), free_port()) if files else (0, 0)

    @property
    def name(self) -> str:
        """The Host that readers of the site ask for, on whichever port they are answered."""
        return f"127.0.0.1:{self.site}"

    def environment(self, **more: str) -> dict[str, str]:
        """Return the environment of the host's processes, without the installation's own cache,
        files and partners."""
        files = {"PAGES_DIR": str(self.pages)} if self.pages else {}
        return {
            **machine(),
            "DJANGO_SETTINGS_MODULE": "newsroom.measured.settings",
            "SECRET_KEY": settings.SECRET_KEY,
            "DATABASE_URL": database_url(),
            "DATA_DIR": str(self.folder),
            "MEDIA_STORAGE": str(settings.MEDIA_ROOT),
            "SITE_URL": f"http://127.0.0.1:{self.site}",
            "TRUSTED_PROXIES": "127.0.0.1",
            # As the units in "deploy" have it.
            "MALLOC_ARENA_MAX": "1",
            **files,
            **self._shared,
            **more,
        }

    @contextmanager
    def serving(self, *, workers: int = WORKERS, **more: str) -> Iterator[Running]:
        """Run the application as it is deployed; ``more`` is added to its environment."""
        with Running(
            granian("newsroom.wsgi:application", self.application, workers=workers),
            log=self.folder / "granian.log",
            ready=lambda: listens(self.application),
            env=self.environment(**more),
        ) as running:
            yield running

    @contextmanager
    def keeping(self) -> Iterator[Running]:
        """Run the keeper of the host's files."""
        keeper = [sys.executable, str(settings.BASE_DIR / "manage.py"), "keep_pages"]
        with Running(
            # Before all others, where we may; it says so and goes on where we may not.
            [debian("nice", "coreutils"), "-n", "-5", *keeper],
            log=self.folder / "keeper.log",
            ready=self._is_kept,
            env=self.environment(),
        ) as running:
            yield running

    @contextmanager
    def working(self) -> Iterator[Running]:
        """Run the worker of a paper whose TASKS are the database's, behind all others."""
        worker = [sys.executable, str(settings.BASE_DIR / "manage.py"), "db_worker"]
        with Running(
            [debian("nice", "coreutils"), "-n", "10", *worker],
            log=self.folder / "worker.log",
            ready=lambda: True,
            env=self.environment(TASKS="database"),
        ) as running:
            yield running

    def _is_kept(self) -> bool:
        return self.pages is not None and (self.pages / "live").is_dir()

    def has_files(self, addresses: Sequence[str]) -> bool:
        """Say whether the finished pages of all these addresses lie where nginx finds them."""
        names = [f"{self.pages}/live{address}.page.gz" for address in addresses]
        return self.pages is not None and all(Path(name).exists() for name in names)


#: What of the environment is the machine's and not the installation's.
_KEPT: Final = ("PATH", "HOME", "LANG", "TMPDIR", "PGOPTIONS", "VIRTUAL_ENV")


def machine() -> dict[str, str]:
    """Return the environment of a process that knows nothing of the installation's."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    path = [str(settings.BASE_DIR), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**kept, "PYTHONPATH": os.pathsep.join(path)}


@contextmanager
def trivial(folder: Path) -> Iterator[int]:
    """Serve the view that does nothing; give its port."""
    port = free_port()
    with Running(
        granian("newsroom.measured.trivial:application", port),
        log=folder / "trivial.log",
        ready=lambda: listens(port),
        env=machine(),
    ):
        yield port


def database_url() -> str:
    """Return DATABASE_URL for processes that are to work in the place's own database."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings.DATABASES[DEFAULT_DB_ALIAS]['NAME']}"
    known: dict[str, Any] = connection.settings_dict
    user, password = quote(known["USER"], safe=""), quote(known["PASSWORD"], safe="")
    host, port = quote(known["HOST"], safe=""), known["PORT"] or 5432
    return f"postgres://{user}:{password}@{host}:{port}/{known['NAME']}"
