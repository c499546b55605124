"""Many readers at once, by wrk: how many answers a second a server gives."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from newsroom.benchmarks.processes import Unavailable, debian

SCRIPT: Final = Path(__file__).with_suffix(".lua")
THREADS: Final = 2
CONNECTIONS: Final = 32
#: Times that a server is given until it answers at all.
PATIENCE: Final = 10
#: By how much the mean length of answers may differ between rounds: another answer than the page
#: (a redirect, an error) is far shorter.
ALIKE: Final = 0.02


@dataclass
class Target:
    """A server on this machine, and addresses of its pages that are asked for in turn."""

    name: str
    port: int
    addresses: Sequence[str]
    host: str = "127.0.0.1"
    bytes_each: float = 0

    def write(self, folder: Path) -> Path:
        """Write the addresses as the script reads them, once."""
        file = folder / f"{self.name}.addresses"
        if not file.exists():
            file.write_text("".join(f"{address}\n" for address in self.addresses))
        return file


def warm(target: Target, folder: Path, *, seconds: float) -> None:
    """Ask for a while, counting each answer; note how long they are.

    Raises:
        Unavailable: wrk is missing, or some answers were not 200: figures of it would mean nothing.
    """
    found = _run(target, folder, seconds, "count")
    for _time in range(PATIENCE):
        if found["answers"] or found["lost"]:
            break
        found = _run(target, folder, seconds, "count")  # still making its first pages
    _refuse(target, found)
    target.bytes_each = found["bytes"] / found["answers"]


def rate(target: Target, folder: Path, *, seconds: float) -> float:
    """Return answers a second. Counting each would slow wrk more than the server: errors are
    counted, and redirects show in the length.

    Raises:
        Unavailable: as ``warm``.
    """
    found = _run(target, folder, seconds, "")
    _refuse(target, found)
    if abs(found["bytes"] / found["answers"] - target.bytes_each) > ALIKE * target.bytes_each:
        raise Unavailable(f"{target.name}: answers were of another length than before.")
    answered: float = found["answers"] / found["seconds"]
    return answered


def _refuse(target: Target, found: dict[str, Any]) -> None:
    wrong = max(found["errors"], found["other"]) + found["lost"]
    if wrong or not found["answers"]:
        raise Unavailable(
            f"{target.name}: {wrong} of {found['answers']} answers were other than 200 or none;"
            " no figure is made of that."
        )


def _run(target: Target, folder: Path, seconds: float, count: str) -> dict[str, Any]:
    whole = max(1, round(seconds))  # wrk takes whole seconds
    command = [debian("wrk", "wrk"), f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{whole}s"]
    command += ["--timeout", "30s"]  # slow is no error
    command += ["--script", str(SCRIPT), f"http://127.0.0.1:{target.port}/", "--"]
    command += [str(target.write(folder)), target.host, count]
    done = subprocess.run(command, capture_output=True, text=True, timeout=whole + 60)  # noqa: S603
    if done.returncode:
        raise Unavailable(f"wrk failed: {(done.stderr or done.stdout).strip()}")
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found
