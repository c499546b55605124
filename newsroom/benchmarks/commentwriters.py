"""Sixteen who write under one article at the same time: how many comments a second, none lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any, Final

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection

from articles.models import Article
from comments.models import Comment, CommentCounter
from newsroom.benchmarks.figures import Figure, Sizes, significant
from newsroom.benchmarks.postingprocess import START

WRITERS: Final = 16
#: As many application processes as a small paper's host runs, each with threads.
PROCESSES: Final = 4
#: Comments a second that a popular article may bring.
LEAST: Final = 50
# Seconds: none of them needs a tenth.
PATIENCE: Final = 120


def measure(article: Article, sizes: Sizes, progress: Callable[[int], object]) -> Iterator[Figure]:
    """Let 16 writers in four processes post through the gate, and compare what they were told
    with what is stored; then one alone."""
    at_once = _posted(article, PROCESSES, WRITERS // PROCESSES, sizes.posts)
    stored = set(Comment.objects.filter(pk__in=at_once.told).values_list("pk", flat=True))
    progress(sizes.posts)
    waiting = CommentCounter.objects.get(article=article).pending
    alone = _posted(article, 1, 1, max(1, sizes.posts // WRITERS))
    yield Figure(
        "comments.posts",
        significant(at_once.rate),
        "comments/s",
        LEAST,
        at_once.rate >= LEAST,
        significant(alone.rate),
    )
    yield _all("posts-answered", len(at_once.told), sizes.posts)
    yield _all("posts-stored", len(stored), sizes.posts)
    yield _all("posts-counted", waiting, sizes.posts)


def _all(name: str, found: int, wanted: int) -> Figure:
    """Return a figure that holds where nothing at all is missing."""
    return Figure(f"comments.{name}", found, "comments", wanted, found == wanted, wanted)


class Posted:
    """What writers were told: the ids of their comments, and how many came in a second."""

    def __init__(self, told: list[int], seconds: float) -> None:
        self.told = told
        self.rate = len(told) / seconds


def _posted(article: Article, processes: int, threads: int, number: int) -> Posted:
    share = number // processes
    writers = [_Process(article, place, threads, share) for place in range(processes)]
    try:
        for writer in writers:
            writer.wait_until_ready()
        start = perf_counter()
        for writer in writers:
            writer.begin()
        answers = [writer.answer() for writer in writers]
        seconds = perf_counter() - start
    finally:
        for writer in writers:
            writer.end()
    for message in {message for one in answers for message in one["failures"]}:
        print(f"comments: a post failed: {message}", file=sys.stderr)
    return Posted([pk for one in answers for pk in one["told"]], seconds)


class _Process:
    """One application process (``postingprocess``) at the benchmark's own database."""

    def __init__(self, article: Article, place: int, threads: int, posts: int) -> None:
        name = str(settings.DATABASES[DEFAULT_DB_ALIAS]["NAME"])
        if connection.vendor == "postgresql":
            name = str(connection.settings_dict["NAME"])
        words = map(str, (name, article.pk, place, threads, posts))
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", START, *words],
            cwd=settings.BASE_DIR,
            # Not the installation's own cache and files.
            env={
                "DJANGO_SETTINGS_MODULE": "newsroom.settings",
                **os.environ,
                "CACHE_URL": "",
                "PAGES_DIR": "",
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def wait_until_ready(self) -> None:
        self._line()

    def begin(self) -> None:
        stdin = self._process.stdin
        if stdin is not None:
            stdin.write("go\n")
            stdin.flush()

    def answer(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self._line())
        return found

    def _line(self) -> str:
        stdout = self._process.stdout
        line = stdout.readline() if stdout is not None else ""
        if not line:
            raise RuntimeError(f"a writer ended with {self._process.wait(PATIENCE)}")
        return line

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()
