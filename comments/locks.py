"""Rows taken in one order, so that nobody who changes comments waits for another forever."""

from __future__ import annotations

from collections.abc import Iterable

from comments.counters import chunks
from comments.models import Comment


def locked(comment_ids: Iterable[int], *columns: str) -> dict[int, Comment]:
    """Take comments and their roots until the transaction ends, by id; gone ones are left out.

    In the order of their ids, so that two on one thread follow one another. Only ``columns`` are
    loaded, all of them if none is named.
    """
    wanted = set(comment_ids)
    needed = set(wanted)
    for ids in chunks(wanted):
        roots = Comment.objects.filter(pk__in=ids).values_list("root", flat=True)
        needed.update(pk for pk in roots if pk is not None)
    # Without the keys: a reply that is being stored asks for its root's key alone.
    rows = Comment.objects.order_by("pk").select_for_update(no_key=True)
    if columns:
        rows = rows.only(*columns)
    return {row.pk: row for ids in chunks(needed) for row in rows.filter(pk__in=ids)}


def taken(comment_id: int) -> Comment | None:
    """Take one comment, together with its root; None where it is gone."""
    return locked([comment_id]).get(comment_id)
