"""Serving finished pages, and keeping those that views say may be kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from math import inf
from threading import Lock
from typing import Final

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from articles.dependencies import Dependencies, collecting, is_keepable
from newsroom.cdn.labels import of_page
from newsroom.pagecache import handing, log, shared, turns
from newsroom.pagecache.addresses import address_of
from newsroom.pagecache.answering import answer_of
from newsroom.pagecache.encoding import compressed
from newsroom.pagecache.looking import lookout, pages
from newsroom.pagecache.memory import Page, etag_of
from newsroom.replica import rendering

GetResponse = Callable[[HttpRequest], HttpResponse]

#: Answers that are kept; of what was never there, there is no end.
KEPT: Final = frozenset({200, 410})
#: No page is kept longer, whatever it says.
LONGEST: Final = timedelta(days=1)
#: How long a page holds that may not show yet what has changed by time alone, in seconds.
BLINK: Final = 0.1
#: Addresses of which it is remembered that their answers are kept for nobody.
MOST_UNKEPT: Final = 4096


class FinishedPagesMiddleware:
    """Answer from the finished pages; what is not there is made, once for all who ask at once."""

    def __init__(self, get_response: GetResponse) -> None:
        if not settings.FINISHED_PAGES:
            raise MiddlewareNotUsed
        self.get_response = get_response
        # Addresses whose last answer was for one reader alone: nobody waits for another's there.
        self._unkept: set[str] = set()
        self._guard = Lock()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        address = address_of(request)
        if not address:
            return self.get_response(request)
        lookout.look_if_due()
        page = pages.get(address)
        if page is not None:
            handing.offer(address, page)
            return _answer(request, page)
        if address not in self._unkept:
            return self._make_once(request, address)
        response = self._make(request, address)
        if (page := pages.get(address)) is not None:  # it is kept after all
            shared.store(address, page)
        return response

    def _make_once(self, request: HttpRequest, address: str) -> HttpResponse:
        with turns.turn(address):
            page = pages.get(address)
            if page is not None:
                return _answer(request, page)
            with shared.turn(address) as page:
                if page:
                    return _answer(request, page)
                response = self._make(request, address)
        # Now that nobody waits for it any more.
        if (page := pages.get(address)) is not None:
            handing.offer(address, page)
        return response

    def _make(self, request: HttpRequest, address: str) -> HttpResponse:
        number, began = pages.number, time.time()
        with collecting() as found, rendering(number) as made:
            with _whole(request):
                response = self.get_response(request)
            try:
                page = _finish(response, found, made.number, began)
            except Error:  # the page is whole; until when it holds is not known
                page = None
        if page is None:
            self._note_unkept(address)
            return response
        self._unkept.discard(address)
        if settings.CDN:
            lookout.look_if_due()  # what others will keep is told whether it is still true
        is_true = pages.keep(address, page)
        return _answer(request, page, is_true=is_true)

    def _note_unkept(self, address: str) -> None:
        with self._guard:
            if len(self._unkept) >= MOST_UNKEPT:
                self._unkept.clear()
            self._unkept.add(address)


def _finish(response: HttpResponse, found: Dependencies, number: int, began: float) -> Page | None:
    """Return the page as it is kept; None for an answer that is not the same for everybody.

    A moment that came while it was being made, from ``began`` on, is over by now: such a page is
    for who has asked, and holds no longer. One that was before by our clock and is to come by the
    database's is not on it yet: it holds for a blink, so that not each reader has it made.
    """
    personal = response.cookies or "cookie" in response.headers.get("Vary", "").lower()
    if response.status_code not in KEPT or personal or not is_keepable(response) or number < 0:
        return None
    until = time.time() + LONGEST.total_seconds()
    change, ending = log.ahead(found.keys, began)
    for moment in (found.until, change):
        if moment is not None:
            is_near = moment.timestamp() <= began
            until = min(until, time.time() + BLINK if is_near else moment.timestamp())
    plain = response.content
    dropped = {"content-length", "content-encoding", "etag", "vary"}
    etag = etag_of(plain)
    kept = [(name, text) for name, text in response.headers.items() if name.lower() not in dropped]
    headers = (*kept, ("ETag", etag), ("Vary", "Accept-Encoding"))
    gzipped, smaller = compressed(plain)
    return Page(
        headers=headers,
        plain=plain,
        gzipped=gzipped,
        etag=etag,
        keys=frozenset(found.keys),
        number=number,
        until=until,
        old_until=ending.timestamp() if ending else inf,
        brotli=smaller,
        status=response.status_code,
    )


@contextmanager
def _whole(request: HttpRequest) -> Iterator[None]:
    """Let HEAD make the page as GET does, so that it is made once for both."""
    method = request.method
    request.method = "GET"
    try:
        yield
    finally:
        request.method = method


def _answer(request: HttpRequest, page: Page, *, is_true: bool = True) -> HttpResponse:
    status, headers, body = answer_of(
        page,
        request.method or "",
        request.META.get("HTTP_IF_NONE_MATCH"),
        request.META.get("HTTP_ACCEPT_ENCODING", ""),
    )
    everything = dict(headers) | (of_page(page) if is_true else {})
    if status == 304:
        return HttpResponseNotModified(headers=everything)
    return HttpResponse(body, status=status, headers=everything)
