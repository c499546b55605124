"""Sessions of readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import BaseBackend

from comments.accounts.entry import works_here

if TYPE_CHECKING:
    from newsroom.models import User


class ReaderBackend(BaseBackend):
    """Knows readers again by their session, gives nobody a right and takes no password.

    A session that a reader's way of signing in has opened is worth nothing once its account
    belongs to the staff: they sign in anew, at their own door.
    """

    def get_user(self, user_id: int) -> User | None:
        user = get_user_model().objects.filter(pk=user_id).first()
        return user if user and user.is_active and not works_here(user) else None
