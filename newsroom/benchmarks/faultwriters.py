"""Readers who write comments while things break, and send again what was not acknowledged."""

from __future__ import annotations

import re
import time
from collections import Counter
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Final, Self
from urllib.parse import urlencode

from newsroom.benchmarks.ports import wait_until
from newsroom.benchmarks.prose import Writer
from newsroom.benchmarks.serving import Answer, Server

#: Seconds between a failed attempt and the next, as an impatient reader.
AGAIN: Final = 0.2
_FIELD: Final = re.compile(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?')
Form = tuple[dict[str, str], dict[str, str]]


class Writers:
    """``number`` readers who post one comment after another.

    ``told`` are the ids (``client_uuid``) of the comments that the site has thanked for,
    ``told_at`` is when it last did, ``refused`` counts what it said otherwise, by status.
    """

    def __init__(self, server: Server, article: int, number: int) -> None:
        self._server, self._address = server, f"/binh-luan/{article}/"
        self._end, self._lock = Event(), Lock()
        self.told: list[str] = []
        self.told_at = 0.0
        self.refused: Counter[int] = Counter()
        self._threads = [Thread(target=self._write, args=(place,)) for place in range(number)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._end.set()
        for thread in self._threads:
            thread.join()

    def wait_for(self, *, after: float, patience: float) -> float:
        """Wait until one is thanked ``after`` a time; return for how many seconds after it."""
        wait_until(lambda: self.told_at > after, patience=patience, what="a comment")
        return self.told_at - after

    def _write(self, place: int) -> None:
        number = place * 1_000_000
        while not self._end.is_set():
            number += 1
            # Each from a network of its own: nobody floods.
            sender = f"2001:db8:{number % 65_536:x}:{number // 65_536:x}::1"
            form = self._form(sender)
            if form is None:
                self._end.wait(AGAIN)
                continue
            fields, headers = form
            fields |= {"name": f"Bạn đọc {number}", "body": Writer(number).paragraph(2)}
            # The same form, until it is acknowledged or all is over.
            while not self._post(fields, headers) and not self._end.wait(AGAIN):
                pass

    def _form(self, sender: str) -> Form | None:
        answer = self._server.ask(self._address, headers={"X-Forwarded-For": sender})
        if answer.status != 200:
            self._note(answer)
            return None
        fields = dict(_FIELD.findall(answer.body))
        sent = answer.headers
        cookies = [text.partition(";")[0] for name, text in sent if name.lower() == "set-cookie"]
        headers = {
            "X-Forwarded-For": sender,
            "Cookie": "; ".join(cookies),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        return fields, headers

    def _post(self, fields: dict[str, str], headers: dict[str, str]) -> bool:
        answer = self._server.ask(self._address, body=urlencode(fields), headers=headers)
        if answer.status != 303:
            self._note(answer)
            return False
        with self._lock:
            self.told.append(fields["client_uuid"])
            self.told_at = time.perf_counter()
        return True

    def _note(self, answer: Answer) -> None:
        with self._lock:
            self.refused[answer.status] += 1
