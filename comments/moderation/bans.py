"""Who may not comment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from comments.models import Ban, Comment

if TYPE_CHECKING:
    from newsroom.models import User


def ban_writers_of(
    comment_ids: Iterable[int], *, days: int | None, reason: str, by: User
) -> list[Ban]:
    """Ban who wrote these comments, by account or else by network; ``days`` None: for good."""
    until = None if days is None else timezone.now() + timedelta(days=days)
    writers: set[tuple[int | None, str, datetime | None]] = set()
    for row in Comment.objects.filter(pk__in=list(comment_ids)):
        if row.user_id is not None:
            writers.add((row.user_id, "", None))
        elif row.sender:
            writers.add((None, row.sender, row.created_at))
    return Ban.objects.bulk_create(
        Ban(user_id=user, sender=sender, sender_at=at, reason=reason, until=until, made_by=by)
        for user, sender, at in writers
    )
