"""Compare the stored numbers with the comments themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from comments import counters
from comments.announcing import announce
from comments.counters import chunks
from comments.models import Comment, CommentCounter, Like, Report, Status

PUBLIC = Q(status=Status.APPROVED) & (Q(root=None) | Q(root__status=Status.APPROVED))
COUNTS = {
    "approved_now": Count("pk", filter=PUBLIC),
    "pending_now": Count("pk", filter=Q(status=Status.PENDING)),
}

# Of a comment: its public replies, its likes, both together, the reports nobody has answered.
NUMBERS = ("reply_count", "like_count", "report_count", "interest")


@dataclass(frozen=True)
class Drift:
    """A stored number that was wrong.

    ``name`` is ``approved`` or ``pending`` of the article with the id ``pk``, one of ``NUMBERS``
    of the comment, or a number of the writer's record (``moderation.trust``).
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
    drifts = [d for ids in chunks(_suspect_comments(among)) for d in _check_comments(ids, repair)]
    return drifts + [d for pk in _suspect_articles(among) for d in _check_article(pk, repair)]


def _of(queryset: QuerySet[Any], articles: list[int] | None) -> QuerySet[Any]:
    return queryset if articles is None else queryset.filter(article__in=articles)


def _suspect_comments(articles: list[int] | None) -> list[int]:
    number = Coalesce(Subquery(_replies(OuterRef("pk"))), 0)
    likes = Coalesce(Subquery(_likes(OuterRef("pk"))), 0)
    reports = Coalesce(Subquery(_reports(OuterRef("pk"))), 0)
    comments = _of(Comment.objects.order_by(), articles)
    right = Q(
        reply_count=F("replies_now"), like_count=F("likes_now"), report_count=F("reports_now")
    )
    right &= Q(interest=F("likes_now") + F("replies_now"))
    wrong = comments.annotate(replies_now=number, likes_now=likes, reports_now=reports)
    return list(wrong.exclude(right).values_list("pk", flat=True))


def _replies(root: OuterRef) -> QuerySet[Any]:
    return _number(Comment.objects.filter(root=root, status=Status.APPROVED), "root")


def _likes(comment: OuterRef) -> QuerySet[Any]:
    return _number(Like.objects.filter(comment=comment), "comment")


def _reports(comment: OuterRef) -> QuerySet[Any]:
    return _number(Report.objects.filter(comment=comment, upheld=None), "comment")


def _number(rows: QuerySet[Any], by: str) -> QuerySet[Any]:
    numbers: QuerySet[Any] = (
        rows.order_by().values(by).annotate(number=Count("pk")).values("number")
    )
    return numbers


def _suspect_articles(articles: list[int] | None) -> list[int]:
    comments = _of(Comment.objects.order_by(), articles)
    stored = _of(CommentCounter.objects.all(), articles)
    counted = {pk: n for pk, *n in comments.values_list("article").annotate(**COUNTS)}
    rows = {pk: n for pk, *n in stored.values_list("article", "approved", "pending")}
    return sorted(
        pk for pk in counted.keys() | rows.keys() if counted.get(pk, [0, 0]) != rows.get(pk, [0, 0])
    )


@transaction.atomic
def _check_comments(ids: list[int], repair: bool) -> list[Drift]:
    rows = Comment.objects.only("article", *NUMBERS).order_by("pk").select_for_update(no_key=True)
    stored = {row.pk: row for row in rows.filter(pk__in=ids)}
    counted = _counted(ids)
    drifts = [
        Drift(name, pk, getattr(row, name), counted[pk][name])
        for pk, row in stored.items()
        for name in NUMBERS
        if getattr(row, name) != counted[pk][name]
    ]
    if repair:
        for pk in dict.fromkeys(drift.pk for drift in drifts):
            Comment.objects.filter(pk=pk).update(**counted[pk])
        announce({stored[drift.pk].article_id for drift in drifts})
    return drifts


def _counted(ids: list[int]) -> dict[int, dict[str, int]]:
    """Count the rows of a few comments again; the caller holds the comments."""
    replies = Comment.objects.filter(root__in=ids, status=Status.APPROVED)
    likes = Like.objects.filter(comment__in=ids)
    reports = Report.objects.filter(comment__in=ids, upheld=None)
    each = {
        "reply_count": _by(replies, "root"),
        "like_count": _by(likes, "comment"),
        "report_count": _by(reports, "comment"),
    }
    numbers = {pk: {name: found.get(pk, 0) for name, found in each.items()} for pk in ids}
    for own in numbers.values():
        own["interest"] = own["like_count"] + own["reply_count"]
    return numbers


def _by(rows: QuerySet[Any], name: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(name).annotate(Count("pk")))


@transaction.atomic
def _check_article(pk: int, repair: bool) -> list[Drift]:
    stored = counters.locked([pk])[pk]
    counted = Comment.objects.filter(article=pk).aggregate(**COUNTS)
    true = {"approved": counted["approved_now"], "pending": counted["pending_now"]}
    drifts = [
        Drift(name, pk, getattr(stored, name), number)
        for name, number in true.items()
        if getattr(stored, name) != number
    ]
    if repair and drifts:
        CommentCounter.objects.filter(pk=pk).update(**true)
        announce([pk])
    return drifts
