"""Where in a list of comments a page ends: the ``?sau=`` of an address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Self

from articles.querysets import InvalidCursor, parse_cursor

if TYPE_CHECKING:
    from comments.models import Comment


@dataclass(frozen=True, order=True)
class Cursor:
    """A comment's place in the order of approval: its time and, for ties, its id."""

    time: datetime
    pk: int

    @classmethod
    def of_comment(cls, comment: Comment) -> Self:
        if comment.published_at is None:
            raise ValueError("a comment that is not approved has no place in the order")
        return cls(comment.published_at, comment.pk)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the cursor that ``str()`` wrote.

        Raises:
            InvalidCursor: it is not one.
        """
        cursor = cls(*parse_cursor(text))
        if str(cursor) != text:
            raise InvalidCursor(text[:40])
        return cursor

    def __str__(self) -> str:
        return f"{round(self.time.timestamp() * 1_000_000):x}-{self.pk:x}"
