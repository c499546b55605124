"""The most read articles of the last day and the last week, ranked beforehand.

A ranking covers the days that it is named for, back from this moment: of the oldest calendar day
as much as is not over yet counts, as if its reads had been spread evenly over it. It is made
anew at most once a minute, by whoever has just written reads, and by the timer.

How exact: the ``CANDIDATES`` most read of each calendar day are added up over all days. What is
among those of no day can only be missing if its reads are fewer than the last candidates' of all
days together; so a ranking is exact wherever its last article has at least as many.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import BigIntegerField, Case, F, Q, Sum, Value, When

from articles import clock
from articles.dependencies import depends_on
from articles.models import Article, RankedArticle, Ranking, Readership
from articles.querysets import ArticleQuerySet
from articles.signals import public_content_changed
from articles.vietnamese.dates import TIME_ZONE
from articles.written import WrittenQuery

#: The rankings that there are, by their days, with the name that an address has for them.
PERIODS: Final = {1: "", 7: "tuan"}
FRESH: Final = timedelta(minutes=1)
#: Articles that are shown at the most, and that are kept: some may cease to be public meanwhile.
SHOWN: Final = 50
KEPT: Final = 100
CANDIDATES: Final = 200


def most_read(*, days: int = 1, limit: int = SHOWN) -> list[Article]:
    """Return the most read public articles, ready for cards, in one query.

    Empty where nothing has been read. Articles of equal reads stand the newer first.

    Raises:
        KeyError: there is no ranking of that many days.
    """
    if days not in PERIODS:
        raise KeyError(days)
    depends_on("ranking")
    return _MOST_READ.ask((days, min(limit, SHOWN)))


def _most_read(shape: tuple[int, int], ids: Sequence[int]) -> ArticleQuerySet:
    days, limit = shape
    ranked = Article.objects.public().filter(ranked__ranking__days=days).order_by("ranked__place")
    return ranked.with_card_data()[:limit]


_MOST_READ: Final = WrittenQuery(Article, _most_read)


def refresh() -> list[int]:
    """Make anew the rankings that are older than ``FRESH``; return the days of those.

    Safe by several hosts at once: each ranking is one caller's.
    """
    now = clock.now()
    return [days for days in PERIODS if _refresh(days, now)]


def _refresh(days: int, now: datetime) -> bool:
    Ranking.objects.get_or_create(days=days, defaults={"made_at": now - 2 * FRESH})
    # A time ahead of now is of a clock that was wrong: it must not keep the ranking for ever.
    stale = Q(made_at__lte=now - FRESH) | Q(made_at__gt=now + FRESH)
    with transaction.atomic():
        # Whoever comes second waits here for the first, and then finds the ranking fresh.
        if not Ranking.objects.filter(stale, days=days).update(made_at=now):
            return False
        ranking = Ranking.objects.get(days=days)
        before = list(ranking.ranked.order_by("place").values_list("article", flat=True))
        ranking.ranked.all().delete()
        counted = count(days, now)
        RankedArticle.objects.bulk_create(
            RankedArticle(ranking=ranking, article_id=pk, place=place, reads=reads)
            for place, (pk, reads) in enumerate(counted, start=1)
        )
        if before != [pk for pk, _reads in counted]:
            public_content_changed.send(sender=Ranking, keys=frozenset({"ranking"}))
    return True


def count(days: int, now: datetime) -> list[tuple[int, int]]:
    """Return the ids and reads of the most read public articles of the ``days`` before ``now``."""
    local = now.astimezone(TIME_ZONE)
    today = local.date()
    oldest = today - timedelta(days=days)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    left = 1 - (local - midnight) / timedelta(days=1)
    articles: set[int] = set()
    for number in range(days + 1):
        rows = Readership.objects.filter(day=today - timedelta(days=number))
        rows = rows.order_by("-reads").filter(reads__gt=0)
        articles |= set(rows.values_list("article", flat=True)[:CANDIDATES])
    whole = BigIntegerField()
    weight = Case(
        When(day=oldest, then=Value(round(left * 1000))), default=1000, output_field=whole
    )
    # As a list: with a subquery PostgreSQL would rather read every day's reads from end to end.
    public = list(Article.objects.public().filter(pk__in=articles).values_list("pk", flat=True))
    found = Readership.objects.filter(article__in=public, day__gte=oldest, day__lte=today)
    ranked = found.values("article").annotate(score=Sum(F("reads") * weight, output_field=whole))
    best = ranked.filter(score__gte=500).order_by("-score", "-article")[:KEPT]
    return [(row["article"], (row["score"] + 500) // 1000) for row in best]
