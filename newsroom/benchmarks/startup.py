"""How long the product takes to start."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from statistics import median

from django.conf import settings

from newsroom.benchmarks.figures import Figure, Sizes, significant
from newsroom.benchmarks.timing import median_ratio, rates


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Start processes in turn: one that checks the installation, one that only imports Django."""
    calls = {
        "check": lambda: _run(str(settings.BASE_DIR / "manage.py"), "check"),
        "import": lambda: _run("-c", "import django"),
    }
    found = rates(calls, rounds=sizes.rounds, seconds=0)
    yield Figure(
        name="startup.check",
        # Times, not rates: how many imports of Django go into one start.
        value=significant(median_ratio(found["import"], found["check"])),
        unit="ratio",
        against=significant(1 / median(found["import"])),
    )


def _run(*arguments: str) -> None:
    command = [sys.executable, *arguments]
    subprocess.run(command, cwd=settings.BASE_DIR, check=True, capture_output=True)  # noqa: S603
