"""What a day's readers ask of one worker: pages that are kept, others, searches, comments."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Final
from urllib.parse import urlencode
from uuid import uuid4

from articles.models import Article
from newsroom.benchmarks.hosts import Host
from newsroom.measured.connection import Connection

READERS: Final = 8
#: One request in so many: for a search, for a page that is nobody else's, with a comment.
SEARCH: Final = 40
OWN_PAGE: Final = 20
COMMENT: Final = 100
#: Pages with an address of their own: as many names of the site, and each article under each. One
#: request in so many goes to the next of them, the others to those that everybody reads.
NAMES: Final = 50
SELDOM: Final = 10
WORDS: Final = ("nước", "lúa", "trường học", "cầu mới", "chợ nổi", "hoài công")
_TOKEN: Final = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


class Crowd:
    """Readers of one host, each with a connection; every request must be answered well."""

    def __init__(self, host: Host, articles: Sequence[Article]) -> None:
        self._host = host
        self._articles = [(one.pk, one.get_absolute_url()) for one in articles]
        self._readers = [_Reader(host) for _number in range(READERS)]
        self._is_over = False

    def ask(self, start: int, end: int, progress: Callable[[int], object]) -> None:
        """Send the requests with the numbers from ``start`` on and before ``end``."""
        with ThreadPoolExecutor(READERS) as pool:
            parts = [range(start + place, end, READERS) for place in range(READERS)]
            try:
                list(pool.map(self._send, self._readers, parts, [progress] * READERS))
            except BaseException:
                self._is_over = True  # whoever has told us to stop is not made to wait
                raise

    def close(self) -> None:
        for reader in self._readers:
            reader.close()

    def _send(self, reader: _Reader, numbers: range, progress: Callable[[int], object]) -> None:
        for number in numbers:
            if self._is_over:
                return
            pk, page = self._articles[number % len(self._articles)]
            # By the number of the round, so that each reader does all of it.
            turn = number // READERS
            if turn % COMMENT == 0:
                reader.comment(pk, number)
            elif turn % SEARCH == 1:
                word = WORDS[turn // SEARCH % len(WORDS)]
                reader.read(f"/tim-kiem/?{urlencode({'q': word})}")
            elif turn % OWN_PAGE == 2:
                reader.read(f"/binh-luan/{pk}/")
            else:
                seldom = 1 + turn // SELDOM % NAMES if turn % SELDOM == 3 else 1
                reader.read(page, host=f"127.0.0.1:{seldom}")
            progress(1)


class _Reader:
    def __init__(self, host: Host) -> None:
        self._connection = Connection(host.port, host.name)
        self._port, self._name = host.port, host.name
        self._cookies, self._token = "", ""

    def close(self) -> None:
        self._connection.close()

    def read(self, path: str, host: str = "") -> None:
        self._connection.ask(path, host)
        while (answer := self._connection.hear()) is None:
            pass
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")

    def comment(self, article: int, number: int) -> None:
        """Write under an article as a browser does; each time from another network."""
        path = f"/binh-luan/{article}/"
        if not self._token:
            self._open(path)
        fields = {
            "csrfmiddlewaretoken": self._token,
            "name": f"Bạn đọc {number}",
            "body": f"Ý kiến của tôi, số {number}.",
            "client_uuid": str(uuid4()),
        }
        self._send(
            "POST", path, urlencode(fields), f"10.{number >> 16 & 255}.{number >> 8 & 255}.9"
        )

    def _open(self, path: str) -> None:
        body, cookies = self._send("GET", path, "", "10.0.0.1")
        self._cookies = "; ".join(f"{one.key}={one.value}" for one in cookies.values())
        token = _TOKEN.search(body)
        if token is None:
            raise RuntimeError(f"{path} has no form")
        self._token = token[1].decode()

    def _send(self, method: str, path: str, body: str, address: str) -> tuple[bytes, SimpleCookie]:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=60)
        headers = {"Host": self._name, "X-Forwarded-For": address, "Cookie": self._cookies}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            text = answer.read()
        finally:
            connection.close()
        if answer.status not in (200, 303):
            raise RuntimeError(f"{method} {path} answered {answer.status}")
        return text, SimpleCookie("; ".join(answer.headers.get_all("Set-Cookie") or []))
