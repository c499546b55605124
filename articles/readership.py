"""Counting reads: how often an article was opened on a day, and nothing about who opened it.

A process keeps what it has counted for a few seconds and writes it in one statement, so that an
article that many read at once costs the database no more than one that few do. What a process
has not written when it is killed outright is lost; when it ends in order, nothing is.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from datetime import date
from multiprocessing.util import Finalize
from typing import Final

from django.db import Error, connection, transaction
from django.utils import timezone

from articles import rankings
from articles.models import Article, Readership
from articles.rankings import most_read as most_read

logger = logging.getLogger(__name__)

#: Seconds between two writings of a process, and how many counts may wait for the next at most.
FLUSH_EVERY: Final = 5.0
FLUSH_AT: Final = 100
#: Seconds for which a database that took no counts is not asked again, and how many counts (of an
#: article on a day) are held meanwhile; what comes to more than that is lost.
PAUSE: Final = 15.0
MOST_HELD: Final = 20_000
#: Seconds until a process looks again whether the rankings are fresh.
RANK_EVERY: Final = 60.0


class Tally:
    """The counts that this process has not written yet. Safe in many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[tuple[int, date]] = Counter()
        self._waiting = 0
        self._flushed = -FLUSH_EVERY
        self._ranked = -RANK_EVERY
        self._failed = -PAUSE

    def add(self, article: int) -> None:
        """Count one read of an article today: at once where it is quiet, soon where it is not."""
        with self._lock:
            counted = article, timezone.localdate()
            if counted not in self._counts and len(self._counts) >= MOST_HELD:
                return
            self._counts[counted] += 1
            self._waiting += 1
            now = time.monotonic()
            is_time = now - self._flushed >= FLUSH_EVERY or self._waiting >= FLUSH_AT
            if not is_time or now - self._failed < PAUSE:
                return
        self.flush()

    def flush(self) -> None:
        """Write what there is. What cannot be written now waits for the next time."""
        with self._lock:
            counts, self._counts, self._waiting = self._counts, Counter(), 0
            self._flushed = time.monotonic()
        if not counts:
            return
        try:
            write(counts)
        except Error:
            logger.exception("The reads of %s articles could not be written yet.", len(counts))
            with self._lock:
                self._counts.update(counts)
                self._failed = time.monotonic()
            return
        self._rank()

    def _rank(self) -> None:
        """Bring the rankings up to what was written, where nobody has lately."""
        with self._lock:
            if time.monotonic() - self._ranked < RANK_EVERY:
                return
            self._ranked = time.monotonic()
        try:
            rankings.refresh()
        except Error:
            logger.exception("The most read articles could not be ranked; the timer will.")


def write(counts: Counter[tuple[int, date]]) -> None:
    """Add to the reads of articles by day. Articles that are gone are left out."""
    known = set(
        Article.objects.filter(pk__in={pk for pk, _ in counts}).values_list("pk", flat=True)
    )
    # Always in one order, so that two processes do not wait for each other.
    rows = sorted((pk, day, reads) for (pk, day), reads in counts.items() if pk in known)
    table = connection.ops.quote_name(Readership._meta.db_table)
    statement = (
        f"INSERT INTO {table} (article_id, day, reads) VALUES (%s, %s, %s)"  # noqa: S608
        " ON CONFLICT (article_id, day) DO UPDATE"
        f" SET reads = {table}.reads + excluded.reads"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        for row in rows:
            cursor.execute(statement, row)


tally: Final = Tally()
# Unlike ``atexit`` this runs at the end of a server's worker, too.
Finalize(None, tally.flush, exitpriority=10)
