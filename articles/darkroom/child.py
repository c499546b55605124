"""The process that decodes: ``python -m articles.darkroom.child <folder> <parent's id>``.

In the folder lie ``in``, the file, and ``order.json``; it writes the renditions there and, last,
``answer.json``. An order for a card needs no file. It knows no setting, no database and no secret,
and imports no Django.

It bounds itself before anything of the file is read:

* memory: ``RLIMIT_DATA``, all that is private and can be written to, by any allocator and any
  thread: ``DATA_BYTES``. What it maps of libraries' files beside that is some 20 MB; the kernel
  counts both as resident, and together they stay under 300 MB;
* time: ``RLIMIT_CPU``; whoever started it also looks at the clock;
* files: none longer than ``FILE_BYTES``, few at once, no core dump;
* life: it is killed as soon as whoever started it is gone (Linux).
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

DATA_BYTES: Final = 268_000_000
CPU_SECONDS: Final = 60
FILE_BYTES: Final = 64_000_000
#: How the process ends where there is no room for what it has made.
NO_ROOM: Final = 74
_OPEN_FILES: Final = 64
_SET_PARENT_DEATH_SIGNAL: Final = 1


def bound(parent: int) -> None:
    """Set this process's limits, for good."""
    for what, most in (
        (resource.RLIMIT_DATA, DATA_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(what)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(what, (most, most))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)  # it went before we asked to be told


def peak_bytes() -> int:
    """Return the most memory that this process has held at once.

    Not ``getrusage``: that begins with what the process weighed that started this one.
    """
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0
    line = next((one for one in status.splitlines() if one.startswith("VmHWM:")), "")
    return int(line.split()[1]) * 1024 if line else 0


def work(folder: Path) -> dict[str, Any]:
    """Do what ``order.json`` says; return the answer."""
    order = json.loads((folder / "order.json").read_text())
    return _card(folder, order["card"]) if "card" in order else _photo(folder, order)


def _card(folder: Path, told: dict[str, str]) -> dict[str, Any]:
    from articles.darkroom.cards import draw
    from articles.darkroom.orders import CARD_NAME, CardText

    (folder / CARD_NAME).write_bytes(draw(CardText(**told)))
    return {"peak": peak_bytes()}


def _photo(folder: Path, order: dict[str, Any]) -> dict[str, Any]:
    from articles.darkroom.developing import develop
    from articles.darkroom.orders import Order
    from articles.darkroom.refusals import Refused
    from articles.darkroom.statement import Statement

    statement = order["statement"] and Statement(**order["statement"])
    names: list[str] = []

    def put(name: str, data: bytes) -> None:
        try:
            (folder / name).write_bytes(data)
        except OSError:
            os._exit(NO_ROOM)  # not the picture's fault
        names.append(name)

    try:
        with (folder / "in").open("rb") as file:
            developed = develop(
                file, Order(order["is_complete"], statement or None, tuple(order["focus"])), put
            )
    except Refused as refused:
        return {"refused": refused.reason, "detail": refused.detail, "peak": peak_bytes()}
    return {"developed": asdict(developed), "files": names, "peak": peak_bytes()}


def main() -> None:
    folder, parent = Path(sys.argv[1]), int(sys.argv[2])
    bound(parent)
    answer = json.dumps(work(folder)).encode()
    (folder / "answer.json").write_bytes(answer)


if __name__ == "__main__":
    main()
