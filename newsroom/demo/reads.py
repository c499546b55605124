"""Reads of the demonstration's articles over the last days, so that something is read most."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from articles import rankings
from articles.models import Article
from articles.readership import write
from articles.vietnamese.dates import TIME_ZONE

if TYPE_CHECKING:
    from newsroom.demo.build import Paper

DAYS = 8


def add_reads(paper: Paper) -> None:
    """Give each public article reads on every day since it came out, most on the first."""
    today = paper.now.astimezone(TIME_ZONE).date()
    counts: Counter[tuple[int, date]] = Counter()
    for article in Article.objects.public().only("title", "published_at"):
        if article.published_at is None:
            continue
        first = article.published_at.astimezone(TIME_ZONE).date()
        for number in range(DAYS):
            day = today - timedelta(days=number)
            if day >= first:
                # Between 40 and 1,039, by the headline alone: two demonstrations are alike.
                most = 40 + sum(article.title.encode()) % 1000
                counts[article.pk, day] = max(1, most >> (day - first).days)
    write(counts)
    rankings.refresh()
