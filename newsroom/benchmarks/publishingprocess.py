"""One of the processes that ``staleness`` starts: it publishes its articles again and again."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from articles import publishing, revisions
from articles.models import Article
from newsroom.measured.rounds import Board

#: What the process runs: the application must be ready before this module is.
START: Final = (
    "import sys, django; django.setup();"
    " from newsroom.benchmarks.publishingprocess import main; main(*sys.argv[1:])"
)


def main(board: str, articles: str, places: str, rounds: str, seconds: str) -> None:
    """Print a line when ready, wait for a line, then publish the articles of the board in turn.

    ``articles`` are the ids of all, ``places`` those that are this process's. It stops after
    so many ``rounds`` or ``seconds`` and prints a line. ``articles`` and ``places`` are numbers
    with commas between them.
    """
    ids = _numbers(articles)
    shared = Board(Path(board), len(ids))
    mine = _numbers(places)
    print("ready", flush=True)
    sys.stdin.readline()
    until = time.monotonic() + float(seconds)
    for number in range(int(rounds)):
        if time.monotonic() > until:
            break
        place = mine[number % len(mine)]
        publish(ids[place], shared.published(place) + 1)
        # The newsroom has been answered: from now on nobody may be given an older page.
        shared.publish(place, shared.published(place) + 1)
    print("done", flush=True)


def publish(pk: int, number: int) -> None:
    """Publish an article whose lead says how often it was published; its address stays."""
    article = Article.objects.get(pk=pk)
    content = replace(revisions.newest_content(article), lead=f"Bài thử, vong {number:07}.")
    revisions.save(article, content, by=None)
    publishing.publish(article, by=None)


def _numbers(text: str) -> list[int]:
    return [int(one) for one in text.split(",")]
