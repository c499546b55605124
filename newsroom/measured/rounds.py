"""Readers who look for stale pages: articles whose leads count how often they were published.

A process of its own, without Django: ``python -m newsroom.measured.rounds PORT HOST READERS BOARD
PATH…``. ``BOARD`` is a file of numbers (``Board``) that all processes have in memory. A page is
stale if its number is below one that had been published, and answered so, before it was asked for;
it goes backwards if any reader of the host had a newer one before that. On any line of its input it
prints what was found.
"""

from __future__ import annotations

import json
import mmap
import re
import struct
import sys
from pathlib import Path
from typing import Final

from newsroom.measured.connection import Answer, Connection
from newsroom.measured.reading import Readers

#: How a lead gives its number; nothing else on a page looks so.
NUMBER: Final = re.compile(rb"vong (\d{7})")
_SLOT: Final = struct.Struct("<Q")


class Board:
    """For each article the number last published and the highest that a reader has had."""

    def __init__(self, path: Path, articles: int) -> None:
        if not path.exists():
            path.write_bytes(bytes(2 * articles * _SLOT.size))
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), 0)
        self._articles = articles

    def published(self, article: int) -> int:
        return self._read(article)

    def publish(self, article: int, number: int) -> None:
        _SLOT.pack_into(self._memory, article * _SLOT.size, number)

    def seen(self, article: int) -> int:
        return self._read(self._articles + article)

    def see(self, article: int, number: int) -> None:
        """Note what a reader had. Of two at once the higher may be lost, never one made up."""
        if number > self.seen(article):
            _SLOT.pack_into(self._memory, (self._articles + article) * _SLOT.size, number)

    def _read(self, slot: int) -> int:
        number: int = _SLOT.unpack_from(self._memory, slot * _SLOT.size)[0]
        return number


class Judges:
    """Compares each answer with what the board said when it was asked for."""

    def __init__(self, board: Board, paths: list[str], number: int) -> None:
        self._board, self._paths = board, paths
        self._next = list(range(number))
        self._asked = [(0, 0, 0)] * number
        self._numbers: dict[tuple[int, str], int] = {}
        self.found = {"answers": 0, "pages": 0, "stale": 0, "backwards": 0, "refused": 0}

    def ask(self, place: int) -> str:
        article = self._next[place] % len(self._paths)
        self._next[place] += 1
        self._asked[place] = (article, self._board.published(article), self._board.seen(article))
        return self._paths[article]

    def hear(self, place: int, answer: Answer) -> None:
        article, published, seen = self._asked[place]
        self.found["answers"] += 1
        number = self._number(article, answer)
        if number is None:
            self.found["refused"] += 1
            return
        self.found["stale"] += number < published
        self.found["backwards"] += number < seen
        self._board.see(article, number)

    def _number(self, article: int, answer: Answer) -> int | None:
        if answer.status != 200:
            return None
        known = (article, answer.etag)
        if not answer.etag or known not in self._numbers:
            found = NUMBER.search(answer.plain())
            if found is None:
                return None
            self._numbers[known] = int(found[1])
            self.found["pages"] += 1
        return self._numbers[known]

    def take(self, line: str) -> None:
        print(json.dumps(self.found), flush=True)


def main(port: str, host: str, number: str, board: str, *paths: str) -> None:
    connections = [Connection(int(port), host) for _number in range(int(number))]
    judges = Judges(Board(Path(board), len(paths)), list(paths), len(connections))
    readers = Readers(connections, ask=judges.ask, hear=judges.hear, take=judges.take)
    print(json.dumps("ready"), flush=True)
    readers.run()


if __name__ == "__main__":
    main(*sys.argv[1:])
