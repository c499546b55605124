"""Compare the stored numbers with the comments themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet

from comments import counters
from comments.counters import chunks
from comments.models import Comment, CommentCounter, Status

PUBLIC = Q(status=Status.APPROVED) & (Q(root=None) | Q(root__status=Status.APPROVED))
COUNTS = {
    "approved_now": Count("pk", filter=PUBLIC),
    "pending_now": Count("pk", filter=Q(status=Status.PENDING)),
}


@dataclass(frozen=True)
class Drift:
    """A stored number that was wrong.

    ``name`` is ``approved`` or ``pending`` of the article, ``reply_count`` of the comment, or a
    number of the writer's record (``moderation.trust``), with the id ``pk``.
    """

    name: str
    pk: int
    stored: int
    counted: int


def recount(articles: Iterable[int] | None = None, *, repair: bool = True) -> list[Drift]:
    """Return the numbers that are wrong, of some articles or of all, and put them right.

    Each is counted again under its lock before it is called wrong, so a decision that is taken
    meanwhile is no drift. Without ``repair`` nothing changes.
    """
    among = None if articles is None else list(articles)
    drifts = [d for ids in chunks(_suspect_roots(among)) for d in _check_roots(ids, repair)]
    return drifts + [d for pk in _suspect_articles(among) for d in _check_article(pk, repair)]


def _of(queryset: QuerySet[Any], articles: list[int] | None) -> QuerySet[Any]:
    return queryset if articles is None else queryset.filter(article__in=articles)


def _suspect_roots(articles: list[int] | None) -> list[int]:
    replies = Count("thread_replies", filter=Q(thread_replies__status=Status.APPROVED))
    roots = _of(Comment.objects.filter(root=None).order_by(), articles)
    wrong = roots.annotate(counted=replies).exclude(reply_count=F("counted"))
    return list(wrong.values_list("pk", flat=True))


def _suspect_articles(articles: list[int] | None) -> list[int]:
    comments = _of(Comment.objects.order_by(), articles)
    stored = _of(CommentCounter.objects.all(), articles)
    counted = {pk: n for pk, *n in comments.values_list("article").annotate(**COUNTS)}
    rows = {pk: n for pk, *n in stored.values_list("article", "approved", "pending")}
    return sorted(
        pk for pk in counted.keys() | rows.keys() if counted.get(pk, [0, 0]) != rows.get(pk, [0, 0])
    )


@transaction.atomic
def _check_roots(ids: list[int], repair: bool) -> list[Drift]:
    rows = Comment.objects.only("reply_count").order_by("pk").select_for_update(no_key=True)
    stored = {row.pk: row.reply_count for row in rows.filter(pk__in=ids)}
    replies = Comment.objects.filter(root__in=ids, status=Status.APPROVED).order_by()
    counted = dict(replies.values_list("root").annotate(Count("pk")))
    drifts = [
        Drift("reply_count", pk, number, counted.get(pk, 0))
        for pk, number in stored.items()
        if number != counted.get(pk, 0)
    ]
    if repair:
        counters.change_replies({drift.pk: drift.counted - drift.stored for drift in drifts})
    return drifts


@transaction.atomic
def _check_article(pk: int, repair: bool) -> list[Drift]:
    stored = counters.locked([pk])[pk]
    counted = Comment.objects.filter(article=pk).aggregate(**COUNTS)
    true = {"approved": counted["approved_now"], "pending": counted["pending_now"]}
    if repair:
        CommentCounter.objects.filter(pk=pk).update(**true)
    return [
        Drift(name, pk, getattr(stored, name), number)
        for name, number in true.items()
        if getattr(stored, name) != number
    ]
