"""Everything about comments, one line each, for another system or for a table."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any, Final

from comments.models import Comment

STEP: Final = 500
COLUMNS: Final = (
    *("id", "article", "address", "parent", "root", "name", "email", "text", "status"),
    *("created_at", "published_at", "edited_at", "redacted_at", "emptied_at", "picked_at"),
    *("account", "by_newsroom", "likes", "replies", "reports", "reasons", "events"),
)
# What a spreadsheet takes for the beginning of a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def rows(since: datetime | None = None) -> Iterator[dict[str, Any]]:
    """Yield all comments in the order of their ids, those written ``since`` then if it is given.

    Read by ranges of ids: a table of millions is never in memory, nor its lock held.
    """
    comments = Comment.objects.order_by("pk").select_related("article__section__parent")
    comments = comments.prefetch_related("events__moderator")
    if since is not None:
        comments = comments.filter(created_at__gte=since)
    last = 0
    while step := list(comments.filter(pk__gt=last)[:STEP]):
        yield from map(_row, step)
        last = step[-1].pk


def write_lines(file: IO[str], found: Iterator[dict[str, Any]]) -> int:
    """Write JSON Lines; return how many."""
    number = 0
    for row in found:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
        number += 1
    return number


def write_table(file: IO[str], found: Iterator[dict[str, Any]]) -> int:
    """Write CSV that no spreadsheet takes for formulas; return how many."""
    table = csv.writer(file)
    table.writerow(COLUMNS)
    number = 0
    for row in found:
        table.writerow([harmless(row[name]) for name in COLUMNS])
        number += 1
    return number


def harmless(value: Any) -> str:
    """Return a cell's text; what would be a formula is led by an apostrophe."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if text.startswith(_FORMULA) and not isinstance(value, int | float) else text


def _row(comment: Comment) -> dict[str, Any]:
    return {
        "id": comment.pk,
        "article": comment.article_id,
        "address": comment.article.get_absolute_url(),
        "parent": comment.parent_id,
        "root": comment.root_id,
        "name": comment.name,
        "email": comment.email,
        "text": comment.body,
        "status": comment.status,
        "created_at": _time(comment.created_at),
        "published_at": _time(comment.published_at),
        "edited_at": _time(comment.edited_at),
        "redacted_at": _time(comment.redacted_at),
        "emptied_at": _time(comment.emptied_at),
        "picked_at": _time(comment.featured_at),
        "account": comment.user_id,
        "by_newsroom": comment.by_newsroom,
        "likes": comment.like_count,
        "replies": comment.reply_count,
        "reports": comment.report_count,
        "reasons": comment.reasons,
        "events": [
            {
                "at": _time(event.made_at),
                "action": event.action,
                "by": str(event.moderator) if event.moderator else None,
                "from": event.from_status,
                "to": event.to_status,
                "reason": event.reason,
            }
            for event in comment.events.all()
        ],
    }


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
