"""What a decision changes in the stored numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from comments.counters import Delta
from comments.models import Comment, Status


class Tally:
    """The differences that giving comments other statuses makes; ``statuses`` is by id.

    ``rows`` holds every changing comment and its root by id, as they were. ``replies`` is by
    root id, ``articles`` by article id. A whole thread is weighed before and after, because a
    root that comes or goes takes its approved replies with it.
    """

    def __init__(self, rows: Mapping[int, Comment], statuses: Mapping[int, str]) -> None:
        self.replies: Counter[int] = Counter()
        pending: Counter[int] = Counter()
        approved: Counter[int] = Counter()
        status = {pk: row.status for pk, row in rows.items()} | dict(statuses)
        threads = set()
        for pk, target in statuses.items():
            comment = rows[pk]
            threads.add(comment.root_id or comment.pk)
            pending[comment.article_id] += _turn(comment.status, target, Status.PENDING)
            if comment.root_id:
                self.replies[comment.root_id] += _turn(comment.status, target, Status.APPROVED)
        for pk in threads:
            root = rows[pk]
            after = _shown(status[pk], root.reply_count + self.replies[pk])
            approved[root.article_id] += after - _shown(root.status, root.reply_count)
        self.articles = {
            pk: Delta(approved[pk], pending[pk]) for pk in approved.keys() | pending.keys()
        }


def _turn(before: str, after: str, status: Status) -> int:
    """Return 1 where a comment gets ``status``, -1 where it loses it."""
    return (after == status) - (before == status)


def _shown(status: str, replies: int) -> int:
    """Return how many comments of a thread readers see."""
    return 1 + replies if status == Status.APPROVED else 0
