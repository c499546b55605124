"""How often two editors who save at once lose a text: never."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from time import perf_counter
from uuid import uuid4

from django.db import connections

from articles import revisions
from articles.content import Content
from articles.models import Article, Revision
from articles.origins import Origin
from newsroom.benchmarks.figures import Figure, Sizes, significant
from newsroom.models import User

EDITORS = 2
# Seconds: the two are at the start long before.
PATIENCE = 20


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Let two editors save one article at the same moment, again and again.

    Every race starts both from the same revision, each with a text and a connection of their own.
    One becomes the newest; the other must be told, and both texts must be there afterwards.
    """
    editors = [User.objects.create(username=f"editor{number}") for number in range(EDITORS)]
    started = perf_counter()
    with ThreadPoolExecutor(EDITORS) as pool:
        outcomes = [_race(pool, editors, number) for number in range(sizes.races)]
        seconds = perf_counter() - started
        _close_connections(pool)
    told, texts = sum(one for one, _kept in outcomes), sum(kept for _told, kept in outcomes)
    yield _all("told", told, "races", sizes.races)
    yield _all("kept", texts, "texts", sizes.races * EDITORS)
    yield Figure("races.rate", significant(sizes.races / seconds), "races/s", against=1.0)


def _close_connections(pool: ThreadPoolExecutor) -> None:
    """Let each thread of the pool close its own, so that the database can go."""
    together = threading.Barrier(EDITORS, timeout=PATIENCE)

    def close(_number: int) -> None:
        together.wait()
        connections.close_all()

    list(pool.map(close, range(EDITORS)))


def _all(name: str, found: int, unit: str, wanted: int) -> Figure:
    """Return a figure that holds where nothing at all is missing."""
    return Figure(f"races.{name}", found, unit, wanted, found == wanted, wanted)


def _race(pool: ThreadPoolExecutor, editors: list[User], number: int) -> tuple[bool, int]:
    """Return whether exactly the second was told, and how many of the texts are kept."""
    article, content = Article(), Content(title=f"Bài {number}")
    base = revisions.save(article, content, by=None)
    together = threading.Barrier(EDITORS, timeout=PATIENCE)

    def save(editor: User) -> str:
        own = Article.objects.get(pk=article.pk)
        mine = replace(content, lead=f"Sapo của {editor.username}")
        together.wait()
        return revisions.save(own, mine, by=editor, origin=Origin(base.pk, uuid4(), 1)).kind

    kinds = list(pool.map(save, editors))
    kept = {revision.content["lead"] for revision in article.revisions.all()}
    texts = sum(f"Sapo của {editor.username}" in kept for editor in editors)
    return kinds.count(Revision.Kind.ASIDE) == EDITORS - 1, texts
