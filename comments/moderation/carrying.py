"""Carrying out what was decided on comments: the rows, an event for each, and all stored numbers.

Everything that a moderator does to a comment ends here, in the caller's transaction. Each event
keeps under ``was`` the columns that it changed as they were before, and under ``reports`` which
readers' reports it answered: by them it can be taken back exactly (``undoing``).
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.db.models import F

from articles.vietnamese.text import clean_line
from comments import counters, locks
from comments.announcing import announce
from comments.counters import CHUNK, chunks
from comments.models import Action, Comment, ModerationEvent, Report, Status
from comments.moderation.tally import Tally
from comments.signals import Change, status_changed

if TYPE_CHECKING:
    from newsroom.models import User

# What a locked row knows of itself; enough for every act but a change of text.
KNOWN: Final = (
    *("article", "root", "user", "status", "reply_count", "version", "reasons", "by_newsroom"),
    *("published_at", "featured_at", "escalated_at", "emptied_at"),
    *("on_desk", "report_count", "urgency"),
)
# More different rows than this are written in one statement, however many there are.
MOST_GROUPS: Final = 4


@dataclass(frozen=True)
class Answered:
    """Reports by id, and what ``upheld`` becomes from what."""

    ids: list[int]
    before: bool | None
    after: bool | None


@dataclass(frozen=True)
class Act:
    """One act on ``comment``, a locked row as it was: its ``status`` after it and other columns.

    ``texts`` are columns that are changed too and kept elsewhere (a change of text keeps them as
    ``before`` in ``detail``).
    """

    comment: Comment
    action: Action
    status: str
    values: dict[str, Any]
    texts: dict[str, Any] = field(default_factory=dict)
    detail: dict[str, Any] = field(default_factory=dict)
    answered: Answered | None = None


def locked(comment_ids: Iterable[int]) -> dict[int, Comment]:
    """Take comments and their roots, by id, with what every act needs (``locks.locked``)."""
    return locks.locked(comment_ids, *KNOWN)


def carry_out(
    acts: Sequence[Act],
    rows: Mapping[int, Comment],
    *,
    by: User | None,
    reason: str,
    batch: uuid.UUID,
) -> None:
    """Do all of ``acts``, on comments among ``rows`` (with their roots) that ``locked`` took."""
    _record(acts, by, clean_line(reason)[:500], batch)
    _write(acts)
    _answer(act.answered for act in acts if act.answered is not None)
    tally = Tally(rows, {act.comment.pk: act.status for act in acts})
    counters.change_replies(tally.replies)
    counters.change(tally.articles)
    shown = [act for act in acts if Status.APPROVED in (act.status, act.comment.status)]
    had = any(act.comment.status == Status.APPROVED for act in shown)
    announce({act.comment.article_id for act in shown}, takes_away=had)
    turned = [act for act in acts if act.status != act.comment.status]
    changes = [
        Change(one.pk, one.article_id, one.user_id, one.status, act.status)
        for act in turned
        for one in (act.comment,)
    ]
    if changes:
        status_changed.send(sender=Comment, changes=changes, by=by)


def open_reports(comments: Iterable[Comment]) -> dict[int, list[int]]:
    """Return the ids of reports that nobody has answered, by comment; none asked where none is."""
    found: dict[int, list[int]] = defaultdict(list)
    for ids in chunks(comment.pk for comment in comments if comment.report_count):
        rows = Report.objects.filter(comment__in=ids, upheld=None).order_by("pk")
        for comment, pk in rows.values_list("comment", "pk"):
            found[comment].append(pk)
    return found


def _answer(answered: Iterable[Answered]) -> None:
    reports: dict[bool | None, list[int]] = defaultdict(list)
    for one in answered:
        reports[one.after] += one.ids
    for upheld, pks in reports.items():
        for ids in chunks(pks):
            Report.objects.filter(pk__in=ids).update(upheld=upheld)


def _record(acts: Sequence[Act], by: User | None, reason: str, batch: uuid.UUID) -> None:
    ModerationEvent.objects.bulk_create(
        [
            ModerationEvent(
                comment=act.comment,
                moderator=by,
                action=act.action,
                detail=_detail(act),
                from_status=act.comment.status,
                to_status=act.status,
                reason=reason,
                batch=batch,
                version=act.comment.version + 1,
            )
            for act in acts
        ],
        batch_size=CHUNK,
    )


def _detail(act: Act) -> dict[str, Any]:
    was = {
        name: before.isoformat() if isinstance(before, datetime) else before
        for name, value in act.values.items()
        if (before := getattr(act.comment, name)) != value
    }
    detail: dict[str, Any] = {**act.detail, "was": was}
    if act.answered is not None and act.answered.ids:
        one = act.answered
        detail["reports"] = {"ids": one.ids, "before": one.before, "after": one.after}
    return detail


def _columns(act: Act) -> dict[str, Any]:
    return {
        "status": act.status,
        **act.values,
        **act.texts,
        "leased_to": None,
        "leased_until": None,
    }


def _write(acts: Sequence[Act]) -> None:
    """Write the rows: those that become alike at once, many different ones in one statement."""
    groups: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        groups[repr(sorted(_columns(act).items()))].append(act)
    if len(groups) > MOST_GROUPS:
        _write_different(acts)
        return
    for group in groups.values():
        for ids in chunks(act.comment.pk for act in group):
            rows = Comment.objects.filter(pk__in=ids)
            rows.update(version=F("version") + 1, **_columns(group[0]))


def _write_different(acts: Sequence[Act]) -> None:
    names = sorted({name for act in acts for name in _columns(act)} | {"version"})
    rows = []
    for act in acts:
        new = _columns(act) | {"version": act.comment.version + 1}
        values = {name: new[name] if name in new else getattr(act.comment, name) for name in names}
        rows.append(Comment(pk=act.comment.pk, **values))
    Comment.objects.bulk_update(rows, names, batch_size=CHUNK)
