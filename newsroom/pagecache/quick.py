"""Finished pages before Django has anything to do: the common case, and that alone.

Whatever is not plain (a query, another method, a condition, a forwarded scheme that is not to be
believed, an address that is not ASCII) is left to the middleware, which answers the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from django.conf import settings

from newsroom.pagecache import handing, turns
from newsroom.pagecache.addresses import query_of
from newsroom.pagecache.answering import answer_of
from newsroom.pagecache.looking import lookout, pages
from newsroom.security import is_trusted

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

SAFE: Final = frozenset({"GET", "HEAD"})
#: What a proxy says, that means the same here as to Django.
SCHEMES: Final = frozenset({"http", "https"})
STATUS: Final = {200: "200 OK", 304: "304 Not Modified", 410: "410 Gone"}


def quick(application: Application) -> Application:
    """Return a WSGI application that answers from the finished pages, or else as before.

    With a network in front each answer tells it how long it holds from now on: the middleware's.
    """
    if settings.CDN is not None:
        return application

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] in SAFE and not environ.get("QUERY_STRING"):
            lookout.look_if_due()
            host, path = environ.get("HTTP_HOST", ""), environ["PATH_INFO"]
            address = f"{_scheme_of(environ)}://{host}{path}?"
            page = pages.get(address)
            if page is None:
                turns.wait_shortly(address)
                page = pages.get(address)
            if page is not None:
                handing.offer(address, page)
                answer = answer_of(
                    page,
                    environ["REQUEST_METHOD"],
                    environ.get("HTTP_IF_NONE_MATCH"),
                    environ.get("HTTP_ACCEPT_ENCODING", ""),
                )
                start_response(STATUS[answer.status], answer.headers)
                return [answer.body]
        return application(environ, start_response)

    return serve


def is_held(environ: dict[str, Any]) -> bool:
    """Say whether the middleware will answer from memory: then nothing is asked of the database."""
    query = query_of(environ.get("QUERY_STRING", ""))
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or query is None:
        return False
    host, path = environ.get("HTTP_HOST", ""), environ["PATH_INFO"]
    return pages.get(f"{_scheme_of(environ)}://{host}{path}?{query}") is not None


def _scheme_of(environ: dict[str, Any]) -> str:
    """Return by which scheme the reader has come; one that no page is kept under if unclear."""
    forwarded: str | None = environ.get("HTTP_X_FORWARDED_PROTO")
    if forwarded is None:
        scheme: str = environ["wsgi.url_scheme"]
        return scheme
    if forwarded in SCHEMES and is_trusted(environ.get("REMOTE_ADDR", "")):
        return forwarded
    return ""
