"""Where in a list of comments a page ends: the ``?sau=`` of an address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Self

from articles.querysets import InvalidCursor, parse_cursor

if TYPE_CHECKING:
    from comments.models import Comment

# What a column of the database holds at most.
_MOST: Final = 2**31 - 1


@dataclass(frozen=True, order=True)
class Cursor:
    """A comment's place in an order of times: its time (of approval) and, for ties, its id."""

    time: datetime
    pk: int

    @classmethod
    def of_comment(cls, comment: Comment) -> Self:
        if comment.published_at is None:
            raise ValueError("a comment that is not approved has no place in the order")
        return cls(comment.published_at, comment.pk)

    @classmethod
    def at(cls, time: datetime | None, pk: int) -> Self:
        if time is None:
            raise ValueError("a comment without a time has no place in the order")
        return cls(time, pk)

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

    @property
    def values(self) -> tuple[Any, ...]:
        return (self.time, self.pk)

    def __str__(self) -> str:
        return f"{round(self.time.timestamp() * 1_000_000):x}-{self.pk:x}"


@dataclass(frozen=True, order=True)
class InterestCursor:
    """A comment's place in the order of interest; of equal ones the later approved is first."""

    interest: int
    place: Cursor

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the cursor that ``str()`` wrote.

        Raises:
            InvalidCursor: it is not one.
        """
        number, _dash, rest = text.partition("-")
        if not (1 <= len(number) <= 8 and number.isascii() and number.isalnum()):
            raise InvalidCursor(text[:40])
        try:
            cursor = cls(int(number, 16), Cursor.parse(rest))
        except ValueError as error:
            raise InvalidCursor(text[:40]) from error
        if str(cursor) != text or cursor.interest > _MOST:
            raise InvalidCursor(text[:40])
        return cursor

    @property
    def values(self) -> tuple[Any, ...]:
        return (self.interest, *self.place.values)

    def __str__(self) -> str:
        return f"{self.interest:x}-{self.place}"
