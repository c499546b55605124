"""How long the product takes to start."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from time import perf_counter

from django.conf import settings

from newsroom.benchmarks.figures import Figure, Sizes, significant
from newsroom.benchmarks.hosts import Host
from newsroom.benchmarks.paper import Paper
from newsroom.benchmarks.timing import median_ratio, rates


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Start in turn: a process that checks the installation, the application until it has answered
    with its first page, and a process that only imports Django."""
    article, pages = _article(), list[float]()
    calls = {
        "check": lambda: _run(str(settings.BASE_DIR / "manage.py"), "check"),
        "page": lambda: pages.append(_serve(article)),
        "import": lambda: _run("-c", "import django"),
    }
    found = rates(calls, rounds=sizes.rounds, seconds=0)
    bare = significant(1 / median(found["import"]))
    # Times, not rates: how many imports of Django go into one start.
    checked = significant(median_ratio(found["import"], found["check"]))
    yield Figure("startup.check", checked, "ratio", against=bare)
    yield Figure("startup.first-page", significant(median(pages)), "s", against=bare)


def _article() -> str:
    """Return the address of an article with nothing else in the paper."""
    paper = Paper()
    paper.grow(1)
    return paper.articles[0].get_absolute_url()


def _run(*arguments: str) -> None:
    command = [sys.executable, *arguments]
    subprocess.run(command, cwd=settings.BASE_DIR, check=True, capture_output=True)  # noqa: S603


def _serve(page: str) -> float:
    """Start the application as it is deployed; return the seconds until it answers with a page."""
    host, start = Host(Path(settings.DATA_DIR)), perf_counter()
    with host.serving():
        connection = HTTPConnection("127.0.0.1", host.port, timeout=60)
        connection.request("GET", page, headers={"Host": host.name})
        answer = connection.getresponse()
        answer.read()
        passed = perf_counter() - start
        connection.close()
    if answer.status != 200:
        raise RuntimeError(f"the first page was answered {answer.status}")
    return passed
