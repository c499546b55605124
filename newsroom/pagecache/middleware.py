"""Serving finished pages, and keeping those that views say may be kept."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import blake2b
from threading import Lock
from typing import Final

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone

from articles.dependencies import Dependencies, collecting, is_keepable
from newsroom.pagecache import log
from newsroom.pagecache.addresses import address_of
from newsroom.pagecache.looking import lookout, pages
from newsroom.pagecache.memory import Page

GetResponse = Callable[[HttpRequest], HttpResponse]

#: No page is kept longer, whatever it says.
LONGEST: Final = timedelta(days=1)
#: By how much the database's clock may be behind ours: what has changed by time alone so shortly
#: before a page's making began may not be on it yet.
BEHIND: Final = timedelta(seconds=2)
#: Addresses of which it is remembered that their answers are kept for nobody.
MOST_UNKEPT: Final = 4096


class FinishedPagesMiddleware:
    """Answer from the finished pages; what is not there is made, once for all who ask at once."""

    def __init__(self, get_response: GetResponse) -> None:
        if not settings.FINISHED_PAGES:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self._making: dict[str, Lock] = {}
        # Addresses whose last answer was for one reader alone: nobody waits for another's there.
        self._unkept: set[str] = set()
        self._guard = Lock()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        address = address_of(request)
        if not address:
            return self.get_response(request)
        if lookout.is_due():
            lookout.look()
        page = pages.get(address)
        if page is not None:
            return _answer(request, page)
        if request.method != "GET":
            return self.get_response(request)
        make = self._make if address in self._unkept else self._make_once
        return make(request, address)

    def _make_once(self, request: HttpRequest, address: str) -> HttpResponse:
        with self._guard:
            lock = self._making.setdefault(address, Lock())
        with lock:
            page = pages.get(address)
            if page is not None:
                return _answer(request, page)
            try:
                return self._make(request, address)
            finally:
                with self._guard:
                    self._making.pop(address, None)

    def _make(self, request: HttpRequest, address: str) -> HttpResponse:
        number, began = pages.number, timezone.now()
        with collecting() as found:
            response = self.get_response(request)
        page = _finish(response, found, number, began)
        if page is None:
            self._note_unkept(address)
            return response
        self._unkept.discard(address)
        pages.keep(address, page)
        return _answer(request, page)

    def _note_unkept(self, address: str) -> None:
        with self._guard:
            if len(self._unkept) >= MOST_UNKEPT:
                self._unkept.clear()
            self._unkept.add(address)


def _finish(
    response: HttpResponse, found: Dependencies, number: int, began: datetime
) -> Page | None:
    """Return the page as it is kept; None for an answer that is not the same for everybody.

    A moment that came while it was being made, from ``began`` on, is over by now: such a page is
    for who has asked, and holds no longer.
    """
    personal = response.cookies or "cookie" in response.headers.get("Vary", "").lower()
    if response.status_code != 200 or personal or not is_keepable(response) or number < 0:
        return None
    until = time.time() + LONGEST.total_seconds()
    for moment in (found.until, log.next_moment(found.keys, began - BEHIND)):
        if moment is not None:
            until = min(until, moment.timestamp())
    plain = response.content
    dropped = {"content-length", "content-encoding", "etag", "vary"}
    etag = f'W/"{blake2b(plain, digest_size=12).hexdigest()}"'
    kept = [(name, text) for name, text in response.headers.items() if name.lower() not in dropped]
    headers = (*kept, ("ETag", etag), ("Vary", "Accept-Encoding"))
    gzipped = gzip.compress(plain, compresslevel=6, mtime=0)
    return Page(headers, plain, gzipped, etag, frozenset(found.keys), number, until)


def _answer(request: HttpRequest, page: Page) -> HttpResponse:
    headers = dict(page.headers)
    if page.etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
        kept = ("Cache-Control", "Content-Security-Policy", "Vary", "ETag")
        return HttpResponseNotModified(headers={n: headers[n] for n in kept if n in headers})
    body = page.plain
    if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        headers["Content-Encoding"], body = "gzip", page.gzipped
    headers["Content-Length"] = str(len(body))
    return HttpResponse(b"" if request.method == "HEAD" else body, headers=headers)
