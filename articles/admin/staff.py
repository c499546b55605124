"""Who is at the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

if TYPE_CHECKING:
    from newsroom.models import User


def member(request: HttpRequest) -> User:
    """Return the member of staff who made a request.

    Raises:
        PermissionDenied: nobody has signed in.
    """
    if request.user.is_anonymous:
        raise PermissionDenied
    return request.user
