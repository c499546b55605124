"""What an answer tells the network in front: whether it may keep it, how long, by which keys."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from typing import Final

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from articles.dependencies import collecting
from newsroom.cdn.address import Cdn
from newsroom.pagecache.memory import Page

#: On everything: what is purged to purge all.
ALL: Final = "all"
#: Purged with every change: on what has more keys than fit.
ANY: Final = "any"
#: Bytes of keys on one answer. Fastly and Cloudflare take 16 kB, Varnish's lines end at 8 kB.
ROOM: Final = 7000
#: Seconds for which a page that is over may be shown where nothing newer can be made.
STALE: Final = 24 * 60 * 60
_MAX_AGE: Final = re.compile(r"max-age=(\d+)")


def of_page(page: Page) -> dict[str, str]:
    """Return the headers of a finished page; none where there is no network in front.

    It is never shown in place of one that is being made: the first reader after each change would
    have the old page.
    """
    cdn: Cdn | None = settings.CDN
    if cdn is None:
        return {}
    now = time.time()
    fresh = max(0, int(page.until - now))
    stale = max(0, int(min(STALE, page.old_until - now - fresh)))
    return {**_keys(cdn, page.keys), **_control(cdn, fresh, stale), "Cache-Control": "no-cache"}


def _keys(cdn: Cdn, keys: Iterable[str]) -> dict[str, str]:
    said = cdn.spelling.separator.join([ALL, *sorted(keys)])
    if len(said) > ROOM:
        said = cdn.spelling.separator.join([ALL, ANY])
    return {cdn.spelling.keys: said}


def _control(cdn: Cdn, fresh: int, stale: int = 0) -> dict[str, str]:
    older = f", stale-if-error={stale}" if stale else ""
    return {cdn.spelling.control: f"max-age={fresh}{older}"}


class CdnMiddleware:
    """Label what is not a finished page: files and feeds that are public by their own word are
    kept for as long as that says; the rest is for one reader alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if settings.CDN is None:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self._cdn: Cdn = settings.CDN

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with collecting() as found:
            response = self.get_response(request)
        if self._cdn.spelling.control in response.headers:
            return response
        said = response.headers.get("Cache-Control", "")
        age = _MAX_AGE.search(said)
        if "public" in said and age and not response.cookies and response.status_code in {200, 304}:
            headers = {**_keys(self._cdn, found.keys), **_control(self._cdn, int(age[1]))}
        else:
            headers = {self._cdn.spelling.control: "no-store"}
            if "private" not in said and "no-store" not in said:
                # Fastly goes by this word here.
                headers["Cache-Control"] = f"private, {said or 'no-cache'}"
        for name, text in headers.items():
            response.headers[name] = text
        return response
