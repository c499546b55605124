"""Whose account opens for who has proved an address: a reader's, and never one of the staff's."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models.functions import Lower

if TYPE_CHECKING:
    from newsroom.models import User


class Refused(Exception):
    """The account does not open to readers' ways of signing in."""


class Staff(Refused):
    """It belongs to the newsroom, which has a door of its own."""


class Closed(Refused):
    """It has been closed."""


def works_here(user: User) -> bool:
    return bool(user.is_staff or user.is_superuser)


def is_of_staff(email: str) -> bool:
    """Say whether somebody of the staff has this address; ``email`` in lower case."""
    people = get_user_model().objects.alias(lower=Lower("email"))
    return bool(people.filter(is_staff=True, lower=email).exists())


def may_enter(user: User) -> None:
    """Raise what keeps ``user`` out.

    Raises:
        Staff: see there.
        Closed: see there.
    """
    if works_here(user):
        raise Staff
    if not user.is_active:
        raise Closed


def account_for(email: str) -> User:
    """Return the reader's account of an address that who asks has proved to be theirs.

    The first time makes it; two at once make one. An empty ``email`` makes an account without
    one (``adapters``: some services vouch for none).

    Raises:
        Refused: the account, or the address, is not a reader's.
    """
    if not email:
        return _make("")
    if is_of_staff(email):
        raise Staff
    user = _known(email)
    if user is None:
        try:
            user = _make(email)
        except IntegrityError:
            user = _known(email)
            if user is None:
                raise
    may_enter(user)
    return user


def _known(email: str) -> User | None:
    address = EmailAddress.objects.filter(email=email, verified=True).select_related("user").first()
    return address.user if address else None


@transaction.atomic
def _make(email: str) -> User:
    user = get_user_model()(username=f"doc-gia-{uuid.uuid4().hex}", email=email)
    user.set_unusable_password()
    user.save(force_insert=True)
    if email:
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user
