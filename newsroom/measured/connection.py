"""One reader's connection, kept open, as the benchmark's readers use it."""

from __future__ import annotations

import gzip
import socket
from typing import NamedTuple


class Answer(NamedTuple):
    """An answer's status, its ETag (empty where there is none) and its body as it came."""

    status: int
    etag: str
    body: bytes
    is_gzipped: bool

    def plain(self) -> bytes:
        return gzip.decompress(self.body) if self.is_gzipped else self.body


class Connection:
    """Asks for one page after another; opened again where the server ends it."""

    def __init__(self, port: int, host: str) -> None:
        self._port, self._host = port, host
        self._heard = b""
        self.socket = self._open()

    def _open(self) -> socket.socket:
        self._heard = b""
        opened = socket.create_connection(("127.0.0.1", self._port), timeout=30)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return opened

    def ask(self, path: str, host: str = "") -> None:
        """Ask for a page."""
        name = host or self._host
        asking = f"GET {path} HTTP/1.1\r\nHost: {name}\r\nAccept-Encoding: gzip\r\n\r\n"
        self.socket.sendall(asking.encode())

    def close(self) -> None:
        self.socket.close()

    def reopen(self) -> None:
        """Open it again; what was asked for is to be asked for again."""
        self.close()
        self.socket = self._open()

    def hear(self) -> Answer | None:
        """Take what has come; return the answer once it is complete.

        Raises:
            ConnectionError: the server has ended the connection, or speaks otherwise than it.
        """
        heard = self.socket.recv(262_144)
        if not heard:
            raise ConnectionError("ended")
        self._heard += heard
        head, mark, body = self._heard.partition(b"\r\n\r\n")
        if not mark:
            return None
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): text.strip() for name, _colon, text in map(_split, lines)}
        length = int(headers["content-length"])
        if len(body) < length:
            return None
        self._heard = body[length:]
        gzipped = headers.get("content-encoding") == "gzip"
        return Answer(int(first.split()[1]), headers.get("etag", ""), body[:length], gzipped)


def _split(line: str) -> tuple[str, str, str]:
    return line.partition(":")
