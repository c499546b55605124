"""Whose data are asked for, as far as it has been proven.

An address is proven by a mailed link, an account by signing in or by its own proven address, a
browser by its cookie. What somebody wrote under an address that they only typed belongs to the
address all the same: its owner may read it and have it erased.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models.functions import Lower

from articles.literals import literal
from comments.correspondents import accounts_of, of_address, proven
from comments.mailing import is_writable
from comments.models import Comment, Like, Report

if TYPE_CHECKING:
    from newsroom.models import User

NOBODY: Final = ""


@dataclass(frozen=True)
class Person:
    """``email`` is in small letters, empty where none is proven; ``browser`` is a browser's hash
    (``comments.identity``) or empty."""

    email: str
    users: tuple[User, ...] = ()
    browser: str = ""

    @property
    def readers(self) -> list[str]:
        """As whom the person liked and reported."""
        return [*(f"u{user.pk}" for user in self.users), *([self.browser] if self.browser else [])]

    @property
    def is_staff(self) -> bool:
        """Say whether one of the accounts is the newsroom's, which erases nobody's from here."""
        own = any(user.is_staff or user.is_superuser for user in self.users)
        return own or (bool(self.email) and accounts_of(self.email).filter(is_staff=True).exists())

    def comment_ids(self) -> list[int]:
        """Return the ids of all that the person wrote, in order: a range of each of two indexes."""
        ids: set[int] = set()
        if self.users:
            written = Comment.objects.filter(user__in=[user.pk for user in self.users])
            ids.update(written.order_by().values_list("pk", flat=True))
        if self.email:
            ids.update(typed(self.email))
        return sorted(ids)

    def is_known(self) -> bool:
        """Say whether anything is kept about the person."""
        return bool(
            self.users
            or (self.email and of_address(self.email).exists())
            or self.comment_ids()
            or (
                self.readers
                and (
                    Like.objects.filter(reader__in=self.readers).exists()
                    or Report.objects.filter(reader__in=self.readers).exists()
                )
            )
        )


def typed(email: str) -> set[int]:
    """Return the ids of guests' comments with that address."""
    # Which are guests' is asked of the rows: the databases would rather read all that are.
    comments = Comment.objects.annotate(lower=Lower("email")).filter(
        lower=email, email__gt=literal("")
    )
    return {pk for pk, user in comments.order_by().values_list("pk", "user") if user is None}


def of_email(email: str, *, browser: str = "") -> Person:
    """Return the person whose address ``email`` has been proven to be."""
    users = list(accounts_of(email))
    theirs = proven(users)
    return Person(email.lower(), tuple(user for user in users if user.pk in theirs), browser)


def of_user(user: User, *, browser: str = "") -> Person:
    """Return the person who has signed in, with an address only where it is theirs."""
    if is_writable(user.email) and user.pk in proven([user]):
        return of_email(user.email, browser=browser)
    return Person(NOBODY, (user,), browser)
