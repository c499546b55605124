"""What comments cost: reading a long thread, judging, posting at once, a desk with many waiting."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter
from typing import Final

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tqdm import tqdm

from articles.models import Article
from comments.cursors import Cursor
from comments.models import Comment
from comments.threads import load_page
from newsroom.benchmarks import commentlikes, commentrules, commentwriters
from newsroom.benchmarks.archive import analyze
from newsroom.benchmarks.crowd import Crowd
from newsroom.benchmarks.figures import Figure, Sizes, significant
from newsroom.benchmarks.pages import request
from newsroom.benchmarks.paper import Paper
from newsroom.benchmarks.timing import rates

SECTIONS: Final = 8
FEW: Final = 10
#: A page may take so many times as long with very many comments as with ten. A full page prints
#: two to three times what ten comments are, so that is not all the database's.
MOST_TIMES: Final = 4.0
#: Loading alone: what the number of comments costs is there or nowhere.
MOST_LOADING: Final = 4.0
MOST_DESK: Final = 4.0
#: Queries of an anonymous reader's thread, and of each reading on.
MOST_QUERIES: Final = {"load": 4, "more": 2}


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Measure with ten comments and as many waiting, then with very many of both."""
    with _progress(sizes) as progress:
        paper = Paper(sections=SECTIONS)
        paper.grow(2 * SECTIONS)
        crowd = Crowd(progress)
        short, long, *others = paper.articles
        crowd.discuss(short, FEW)
        crowd.wait(others, FEW * len(others))
        analyze()
        few = _desk_times(paper, sizes)
        yield from commentrules.measure(long, sizes)
        yield from commentwriters.measure(long, sizes, progress)
        yield from commentlikes.measure(short, sizes)
        Comment.objects.filter(article__in=[long, *others]).delete()
        long.comment_counter.delete()
        crowd.discuss(long, sizes.thread_comments)
        crowd.wait(others, sizes.waiting_comments)
        analyze()
        yield from _reading(short, long, sizes)
        yield from _desks(few, _desk_times(paper, sizes))


@contextmanager
def _progress(sizes: Sizes) -> Iterator[Callable[[int], object]]:
    """Count what is stored, where somebody watches."""
    total = sizes.thread_comments + sizes.waiting_comments + sizes.posts
    with tqdm(
        total=total, unit=" comments", disable=not sys.stderr.isatty(), file=sys.stderr, leave=False
    ) as bar:
        yield bar.update


def _reading(short: Article, long: Article, sizes: Sizes) -> Iterator[Figure]:
    """Compare the thread's first page and a later one with the page of ten comments."""
    application = WSGIHandler()
    middle = Comment.objects.roots(long)[sizes.thread_comments // 3]
    cursor = Cursor.of_comment(middle)
    page_of = {one: reverse("comments:page", args=[one.pk]) for one in (short, long)}
    later = f"{page_of[long]}?sau={cursor}&manh=1"
    calls: dict[str, Callable[[], object]] = {
        "load-few": lambda: load_page(short),
        "load": lambda: load_page(long),
        "more": lambda: load_page(long, after=cursor),
        "page-few": lambda: request(application, page_of[short]),
        "page": lambda: request(application, page_of[long]),
        "page-more": lambda: request(application, later),
    }
    found = rates(calls, rounds=sizes.rounds, seconds=sizes.seconds)
    for name in ("load", "more", "page", "page-more"):
        beside = "page-few" if name.startswith("page") else "load-few"
        most = MOST_TIMES if name.startswith("page") else MOST_LOADING
        pairs = zip(found[beside], found[name], strict=True)
        yield _times(name, median(one / many for one, many in pairs), most, found[beside])
    for name, most in MOST_QUERIES.items():
        with CaptureQueriesContext(connection) as queries:
            calls[name]()
        yield Figure(
            f"comments.{name}-queries",
            len(queries),
            "queries",
            most,
            len(queries) <= most,
            _counted(calls["load-few"]),
        )


def _counted(call: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        call()
    return len(queries)


def _times(name: str, times: float, most: float, beside: list[float]) -> Figure:
    milliseconds = 1000 / median(beside)
    return Figure(
        f"comments.{name}",
        significant(times),
        "times as long",
        most,
        times <= most,
        significant(milliseconds),
    )


def _desk_times(paper: Paper, sizes: Sizes) -> dict[str, float]:
    """Return the milliseconds of the moderators' pages, each the median of some looks."""
    client = Client()
    client.force_login(paper.staff)
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    application = WSGIHandler()
    found = {}
    for name in ("desk", "figures"):
        address = reverse(f"admin:comments_comment_{name}")
        looks = []
        for _round in range(sizes.rounds + 1):
            start = perf_counter()
            request(application, address, cookie=cookie)
            looks.append(1000 * (perf_counter() - start))
        found[name] = median(looks[1:])  # what a process loads once is loaded by the first
    return found


def _desks(few: dict[str, float], many: dict[str, float]) -> Iterator[Figure]:
    for name, milliseconds in many.items():
        times = milliseconds / few[name]
        yield Figure(
            f"comments.{name}",
            significant(times),
            "times as long",
            MOST_DESK if name == "desk" else None,
            times <= MOST_DESK if name == "desk" else None,
            significant(few[name]),
        )
