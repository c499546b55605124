"""One question to another server, which has so many seconds and not one more.

A socket's own time limit begins anew with every byte, and finding a host has none: so each question
has a thread of its own, which is hung up on when its time is over.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from http.client import HTTPException
from socket import SHUT_RDWR
from typing import Final
from urllib.parse import urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

#: Bytes of an answer that are read; a longer one is none.
MOST_BYTES: Final = 20_000
#: Questions at once. Where the other side hangs, the next writers need not wait for it.
AT_ONCE: Final = 8

_lines = threading.BoundedSemaphore(AT_ONCE)


class Silent(Exception):
    """No answer in time, or none that is one; the text says which."""


class Call:
    """POST ``body`` to ``url``: ``begin``, then ``answer``. Follows no redirect."""

    def __init__(self, url: str, body: bytes, kind: str) -> None:
        self._parts = urlsplit(url)
        self._body = body
        self._headers = {"Content-Type": kind, "User-Agent": "newsroom", "Connection": "close"}
        self._done = threading.Event()
        self._connection: HTTPConnection | None = None
        self._is_over = False
        self._answer = b""
        self._problem = "broken off"

    def begin(self, patience: float) -> float:
        """Begin to ask; return until when (``time.monotonic``) an answer counts."""
        lines = _lines
        if lines.acquire(blocking=False):
            threading.Thread(target=self._run, args=(patience, lines), daemon=True).start()
        else:
            self._problem = "all lines are taken"
            self._done.set()
        return time.monotonic() + patience

    def answer(self, end: float) -> bytes:
        """Return the body of the answer.

        Raises:
            Silent: there is none by ``end``, or it is too long, or no answer of success.
        """
        if not self._done.wait(max(0.0, end - time.monotonic())):
            self._hang_up()
            raise Silent("not in time")
        if self._problem:
            raise Silent(self._problem)
        return self._answer

    def _hang_up(self) -> None:
        self._is_over = True
        sock = self._connection.sock if self._connection else None
        if sock is not None:
            with suppress(OSError):  # it has just ended by itself
                sock.shutdown(SHUT_RDWR)

    def _run(self, patience: float, lines: threading.BoundedSemaphore) -> None:
        try:
            self._ask(patience)
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            self._problem = f"{type(error).__name__}: {error}"
        finally:
            if self._connection is not None:
                self._connection.close()
            lines.release()
            self._done.set()

    def _ask(self, patience: float) -> None:
        kind = HTTPSConnection if self._parts.scheme == "https" else HTTPConnection
        host, port = self._parts.hostname or "", self._parts.port
        connection = self._connection = kind(host, port, timeout=patience)
        connection.connect()
        if self._is_over:
            return
        path = self._parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        connection.request("POST", path, self._body, self._headers, preload_content=False)
        response = connection.getresponse()
        if response.status != 200:
            self._problem = f"status {response.status}"
            return
        # To its end, so that one that is cut off is told from a whole one.
        while part := response.read(MOST_BYTES + 1, decode_content=False):
            self._answer += part
            if self._is_over or len(self._answer) > MOST_BYTES:
                self._problem = "too long"
                return
        self._problem = ""
