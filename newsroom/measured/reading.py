"""Several readers in one process, each asking again as soon as it has its answer."""

from __future__ import annotations

import os
import selectors
from collections.abc import Callable, Sequence

from newsroom.measured.connection import Answer, Connection

INPUT = 0


class Readers:
    """Read until the process's input ends.

    ``ask`` gives the path that a reader (by its place) asks for next, ``hear`` gets its answer,
    ``take`` each line of the input.
    """

    def __init__(
        self,
        connections: Sequence[Connection],
        *,
        ask: Callable[[int], str],
        hear: Callable[[int, Answer], None],
        take: Callable[[str], None],
    ) -> None:
        self._connections = list(connections)
        self._ask, self._hear, self._take = ask, hear, take
        self._selector = selectors.DefaultSelector()
        self._line = b""

    def run(self) -> None:
        self._selector.register(INPUT, selectors.EVENT_READ, -1)
        for place, connection in enumerate(self._connections):
            self._selector.register(connection.socket, selectors.EVENT_READ, place)
            connection.ask(self._ask(place))
        while True:
            for key, _events in self._selector.select():
                if key.data >= 0:
                    self._read(key.data)
                elif not self._listen():
                    return

    def _listen(self) -> bool:
        heard = os.read(INPUT, 65_536)
        *lines, self._line = (self._line + heard).split(b"\n")
        for line in lines:
            self._take(line.decode())
        return bool(heard)

    def _read(self, place: int) -> None:
        connection = self._connections[place]
        try:
            answer = connection.hear()
            if answer is None:
                return
            self._hear(place, answer)
            connection.ask(self._ask(place))
        except ConnectionError:
            # nginx ends a connection after so many answers; what was asked is asked again.
            self._selector.unregister(connection.socket)
            connection.reopen()
            self._selector.register(connection.socket, selectors.EVENT_READ, place)
            connection.ask(self._ask(place))
