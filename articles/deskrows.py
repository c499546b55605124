"""What the desks say of an article in a list, loaded for all of its rows at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db.models import Q, Sum
from django.utils import timezone

from articles.models import Article, Assignment, Readership, State, Transition
from articles.models.article import RELEASED

#: What has waited longer than this is marked.
LONG_WAIT: Final = timedelta(hours=4)
WEEK: Final = timedelta(days=7)


@dataclass(frozen=True)
class Row:
    """One article in a desk's list.

    ``reason`` is why it was returned, ``assignment`` what it was asked for with (the newest);
    ``reads`` and ``reads_week`` (of today and the six days before) are of public ones.
    """

    article: Article
    reason: str = ""
    assignment: Assignment | None = None
    reads: int = 0
    reads_week: int = 0
    may_take: bool = False

    @property
    def seen(self) -> str:
        from articles.workflow import view_of

        return view_of(self.article)

    @property
    def is_long(self) -> bool:
        return timezone.now() - self.article.state_since > LONG_WAIT


def rows_of(articles: Sequence[Article], *, takeable: Iterable[int] = ()) -> list[Row]:
    """Return a row for each article, in at most three queries for all of them."""
    reasons = _reasons([a.pk for a in articles if a.state == State.RETURNED])
    assignments = newest_assignments([a.pk for a in articles if a.state not in RELEASED])
    reads = _reads([a.pk for a in articles if a.state in RELEASED])
    may_take = set(takeable)
    return [
        Row(
            article,
            reason=reasons.get(article.pk, ""),
            assignment=assignments.get(article.pk),
            reads=reads.get(article.pk, (0, 0))[0],
            reads_week=reads.get(article.pk, (0, 0))[1],
            may_take=article.pk in may_take,
        )
        for article in articles
    ]


def newest_assignments(articles: Sequence[int]) -> dict[int, Assignment]:
    """Return the assignment that holds of each article that has one, by the article's id."""
    if not articles:
        return {}
    found = Assignment.objects.filter(article__in=articles).order_by("made_at", "id")
    return {one.article_id: one for one in found.select_related("made_by", "reporter")}


def _reasons(articles: Sequence[int]) -> dict[int, str]:
    if not articles:
        return {}
    moves = Transition.objects.filter(article__in=articles, to_state=State.RETURNED)
    # What was recorded while it was with the writer is not why it came back.
    moves = moves.exclude(from_state=State.RETURNED)
    # The later overwrites the earlier.
    return dict(moves.order_by("made_at", "id").values_list("article_id", "reason"))


def _reads(articles: Sequence[int]) -> dict[int, tuple[int, int]]:
    if not articles:
        return {}
    since = timezone.localdate() - WEEK + timedelta(days=1)
    sums = (
        Readership.objects.filter(article__in=articles)
        .values("article_id")
        .order_by()
        .annotate(all=Sum("reads"), week=Sum("reads", filter=Q(day__gte=since)))
    )
    return {one["article_id"]: (one["all"], one["week"] or 0) for one in sums}
