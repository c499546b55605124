"""Rows taken in one order, so that nobody who changes comments waits for another forever."""

from __future__ import annotations

from comments.models import Comment


def taken(comment_id: int) -> Comment | None:
    """Take a comment, together with its root, until the transaction ends; None where it is gone.

    In the order of ``moderation.decisions.decide``, which may therefore be called afterwards.
    """
    roots = Comment.objects.filter(pk=comment_id).values_list("root", flat=True)
    wanted = {comment_id, *(root for root in roots if root is not None)}
    # Without the keys: a reply that is being stored asks for its root's key alone.
    rows = Comment.objects.filter(pk__in=wanted).order_by("pk").select_for_update(no_key=True)
    return next((row for row in rows if row.pk == comment_id), None)
