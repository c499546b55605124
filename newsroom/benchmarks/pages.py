"""How fast pages are made, beside a view that makes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from typing import Any, Final
from wsgiref.util import setup_testing_defaults

from django.core.handlers.wsgi import WSGIHandler
from django.http.response import HttpResponseBase
from django.test.utils import override_settings
from django.urls import reverse

from newsroom.benchmarks import served
from newsroom.benchmarks.crowd import Crowd
from newsroom.benchmarks.figures import Figure, Sizes, significant
from newsroom.benchmarks.paper import Paper
from newsroom.benchmarks.timing import median_ratio, rates
from newsroom.pagecache.quick import Application, quick

#: A paper's usual number of first-level sections; the home page has a block for each.
SECTIONS: Final = 8
#: Stories below each article.
RELATED: Final = 10


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Make the home page and an article's page, each round beside a view that makes nothing.

    All go through the whole application as a server calls it, all middlewares included. So does
    the article's page once it is finished and kept (``newsroom.pagecache``). Then articles' pages
    as servers serve them (``served``).
    """
    paper = Paper(sections=SECTIONS, related=RELATED)
    paper.grow(sizes.page_articles)
    articles = paper.articles[RELATED:]
    crowd = Crowd()
    for one in articles:
        crowd.discuss(one, sizes.page_comments)
    article = articles[-1]
    application = WSGIHandler()
    addresses = {
        "trivial": reverse("healthz"),
        "home": reverse("articles:home"),
        "article": article.get_absolute_url(),
    }
    calls: dict[str, Callable[[], bytes]] = {
        name: partial(request, application, address) for name, address in addresses.items()
    }
    with override_settings(FINISHED_PAGES=True):
        keeping = quick(WSGIHandler())
    calls["kept"] = partial(request, keeping, addresses["article"], accept="gzip")
    found = rates(calls, rounds=sizes.rounds, seconds=sizes.seconds)
    trivial = found.pop("trivial")
    for name, page in found.items():
        yield Figure(
            name=f"pages.{name}",
            value=significant(median_ratio(page, trivial)),
            unit="ratio",
            against=significant(median(trivial)),
        )
    yield from served.measure(articles, sizes)


def request(
    application: WSGIHandler | Application, address: str, *, cookie: str = "", accept: str = ""
) -> bytes:
    """Return the body that the application answers with, asked as a server asks it."""
    path, _mark, query = address.partition("?")
    environ: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_COOKIE": cookie}
    environ["HTTP_ACCEPT_ENCODING"] = accept
    setup_testing_defaults(environ)
    statuses: list[str] = []

    def start_response(status: str, headers: Any, exc_info: Any = None, /) -> Any:
        statuses.append(status)

    response = application(environ, start_response)
    try:
        body = b"".join(response)
    finally:
        if isinstance(response, HttpResponseBase):
            response.close()
    if statuses != ["200 OK"]:
        raise RuntimeError(f"{address} answered {statuses}")
    return body
