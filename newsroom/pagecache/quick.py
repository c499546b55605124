"""Finished pages before Django has anything to do: the common case, and that alone.

Whatever is not plain (a query, another method, a condition, a forwarded scheme, an address that is
not ASCII) and every look at the database is left to the middleware, which answers the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from newsroom.pagecache.looking import lookout, pages

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

_LEFT: Final = ("HTTP_IF_NONE_MATCH", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST")


def quick(application: Application) -> Application:
    """Return a WSGI application that answers from the finished pages, or else as before."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if (
            environ["REQUEST_METHOD"] == "GET"
            and not environ.get("QUERY_STRING")
            and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
            and not any(name in environ for name in _LEFT)
            and not lookout.is_due()
        ):
            host, path = environ.get("HTTP_HOST", ""), environ["PATH_INFO"]
            page = pages.get(f"{environ['wsgi.url_scheme']}://{host}{path}?")
            if page is not None:
                start_response("200 OK", page.quick_headers)
                return [page.gzipped]
        return application(environ, start_response)

    return answer
