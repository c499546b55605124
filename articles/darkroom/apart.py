"""Develop a file in a process of its own, so that no file can harm this one.

What the child may take of memory, time and files is in ``child``. Here: it starts with an
environment of its own that holds no secret, in a session of its own (Ctrl+C in a terminal does
not reach it), and is killed after ``SECONDS``. As many run at once as the machine has processors;
the others wait.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import IO, Any, Final

from articles.darkroom.child import NO_ROOM
from articles.darkroom.facts import Facts
from articles.darkroom.orders import CARD_NAME, CardText, Developed, Order
from articles.darkroom.refusals import REASONS, Reason, Refused

SECONDS: Final = 90
_AT_ONCE: Final = BoundedSemaphore(max(1, os.cpu_count() or 1))
_ROOT: Final = Path(__file__).resolve().parents[2]
_NAME: Final = re.compile(r"(?:[0-9]{1,5}|share)\.[a-z]{3,4}")
#: The end of a process by one of these means that it was denied memory or time.
_ENDS: Final[dict[int, Reason]] = {
    signal.SIGABRT: "memory",  # C++ has no memory
    signal.SIGKILL: "memory",  # the kernel has none
    signal.SIGXCPU: "slow",
}


@dataclass(frozen=True)
class Result:
    """What was made: ``files`` by name; ``peak`` is the most bytes that the child held."""

    developed: Developed
    files: dict[str, bytes]
    peak: int


def develop(file: IO[bytes], order: Order) -> Result:
    """Do what ``developing.develop`` does, in a process of its own.

    Raises:
        Refused: the file cannot become a photo, or takes more than it may.
        OSError: no process or no file can be made on this machine.
    """
    with _AT_ONCE, TemporaryDirectory(prefix="darkroom-") as name:
        folder = Path(name)
        file.seek(0)
        with (folder / "in").open("wb") as copy:
            shutil.copyfileobj(file, copy, 1 << 20)
        statement = asdict(order.statement) if order.statement else None
        told = {"is_complete": order.is_complete, "statement": statement, "focus": order.focus}
        (folder / "order.json").write_text(json.dumps(told))
        ended = _run(folder)
        if ended == NO_ROOM:
            raise OSError("there is no room for the files of a picture")
        return _result(folder, ended)


def develop_here(file: IO[bytes], order: Order) -> Result:
    """Do it in this process after all: only for a picture that this very program has made.

    Raises:
        Refused: the file cannot become a photo.
    """
    from articles.darkroom.developing import develop

    files: dict[str, bytes] = {}
    return Result(develop(file, order, files.__setitem__), files, peak=0)


def draw(text: CardText) -> bytes:
    """Do what ``cards.draw`` does, in a process of its own.

    Raises:
        OSError: it could not be drawn.
    """
    with _AT_ONCE, TemporaryDirectory(prefix="darkroom-") as name:
        folder = Path(name)
        (folder / "order.json").write_text(json.dumps({"card": asdict(text)}))
        try:
            ended = _run(folder)
        except Refused as refused:
            raise OSError("drawing a card took too long") from refused
        if ended:
            raise OSError(f"drawing a card ended with {ended}")
        return (folder / CARD_NAME).read_bytes()


def _run(folder: Path) -> int:
    """Start the child and wait for it; return how it ended."""
    command = [sys.executable, "-m", "articles.darkroom.child", str(folder), str(os.getpid())]
    try:
        return subprocess.run(  # noqa: S603  (our own module, in a folder that we named)
            command,
            cwd=_ROOT,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            start_new_session=True,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired as error:
        raise Refused("slow") from error


def _environment() -> dict[str, str]:
    return {
        "PYTHONPATH": os.pathsep.join([str(_ROOT), *filter(None, sys.path)]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LC_ALL": "C.UTF-8",
        # One heap, and what is large goes back to the system as soon as it is free.
        "MALLOC_ARENA_MAX": "1",
        "MALLOC_MMAP_THRESHOLD_": "65536",
        "MALLOC_TRIM_THRESHOLD_": "131072",
    }


def _result(folder: Path, ended: int) -> Result:
    try:
        answer = json.loads((folder / "answer.json").read_bytes())
    except (OSError, ValueError) as error:
        raise Refused(_ENDS.get(-ended, "memory" if ended == 1 else "broken")) from error
    if (reason := answer.get("refused")) in REASONS:
        raise Refused(reason, str(answer["detail"]))
    files = {one: (folder / one).read_bytes() for one in answer["files"] if _NAME.fullmatch(one)}
    return Result(_developed(answer["developed"]), files, int(answer["peak"]))


def _developed(told: dict[str, Any]) -> Developed:
    look = told["look"]
    return Developed(
        kind=told["kind"],
        size=(int(told["size"][0]), int(told["size"][1])),
        look=None if look is None else (look[0], look[1], look[2], look[3]),
        facts=Facts(**told["facts"]),
    )
