"""Finished pages before Django has anything to do: the common case, and that alone.

Whatever is not plain (a query, another method, a condition, a forwarded scheme that is not to be
believed, an address that is not ASCII) and every look at the database is left to the middleware,
which answers the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from newsroom.pagecache.looking import lookout, pages
from newsroom.security import is_trusted

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def quick(application: Application) -> Application:
    """Return a WSGI application that answers from the finished pages, or else as before."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if (
            environ["REQUEST_METHOD"] == "GET"
            and not environ.get("QUERY_STRING")
            and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
            and "HTTP_IF_NONE_MATCH" not in environ
            and not lookout.is_due()
        ):
            host, path = environ.get("HTTP_HOST", ""), environ["PATH_INFO"]
            page = pages.get(f"{_scheme_of(environ)}://{host}{path}?")
            if page is not None:
                # A copy: what a server adds to it is this answer's alone.
                start_response("200 OK", [*page.quick_headers])
                return [page.gzipped]
        return application(environ, start_response)

    return answer


def _scheme_of(environ: dict[str, Any]) -> str:
    """Return by which scheme the reader has come; one that no page is kept under if unclear."""
    forwarded: str | None = environ.get("HTTP_X_FORWARDED_PROTO")
    if forwarded is None:
        scheme: str = environ["wsgi.url_scheme"]
        return scheme
    if forwarded == "https" and is_trusted(environ.get("REMOTE_ADDR", "")):
        return forwarded
    return ""
