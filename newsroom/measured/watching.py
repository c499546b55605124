"""Readers of one host who watch a page until what they wait for has come.

A process of its own, without Django: ``python -m newsroom.measured.watching PORT HOST READERS``.
Each line of its input is a ``Watch`` as JSON. From then on its readers ask for that page without a
pause; it prints ``armed`` when each of them has had the page as it was before, and, when each has
had it as it is to be, how many answers there were and when each first had it (``time.monotonic``,
which all processes of a machine share). They read on meanwhile: the load.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import NamedTuple

from newsroom.measured.connection import Answer, Connection
from newsroom.measured.reading import Readers


class Watch(NamedTuple):
    """The page, and what tells that the change has come: its status, and a text in it."""

    path: str
    status: int
    text: str


class Watchers:
    """What the readers have seen; ``number`` of them."""

    def __init__(self, number: int) -> None:
        self._number = number
        # Until they are told what to wait for they read the front.
        self._watch = Watch("/", 0, "")
        self._answers = 0
        self._before: set[int] = set()
        self._seen: dict[int, float] = {}
        # The path that each reader's next answer is of.
        self._asked = [""] * number
        # What an answer was judged to be, by what tells answers apart.
        self._judged: dict[tuple[int, str], bool] = {}

    def take(self, line: str) -> None:
        self._watch = Watch(**json.loads(line))
        self._before, self._seen, self._judged = set(), {}, {}

    def ask(self, place: int) -> str:
        self._asked[place] = self._watch.path
        return self._watch.path

    def hear(self, place: int, answer: Answer) -> None:
        self._answers += 1
        is_other = self._asked[place] != self._watch.path or not self._watch.status
        if is_other or place in self._seen:
            return
        if self._shows(answer):
            self._seen[place] = time.monotonic()
            if len(self._seen) == self._number:
                say({"answers": self._answers, "seen": list(self._seen.values())})
        elif place not in self._before:
            self._before.add(place)
            if len(self._before) == self._number:
                say("armed")

    def _shows(self, answer: Answer) -> bool:
        known = (answer.status, answer.etag)
        if not answer.etag or known not in self._judged:
            right = answer.status == self._watch.status
            self._judged[known] = right and self._watch.text.encode() in answer.plain()
        return self._judged[known]


def say(words: object) -> None:
    print(json.dumps(words), flush=True)


def main(port: str, host: str, number: str) -> None:
    # Readers have machines of their own: what they take of this one is what it has left.
    os.nice(19)
    connections = [Connection(int(port), host) for _number in range(int(number))]
    watchers = Watchers(len(connections))
    readers = Readers(connections, ask=watchers.ask, hear=watchers.hear, take=watchers.take)
    say("ready")
    readers.run()


if __name__ == "__main__":
    main(*sys.argv[1:])
