"""Which reader is asking: an account, or else a browser, which is known by a cookie.

The cookie is given where a reader writes, likes or reports, never with an article's page. Stored
is a keyed hash of it, so that nothing in the database opens what somebody wrote.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from newsroom.models import User

COOKIE: Final = "doc-gia"
COOKIE_AGE: Final = 365 * 24 * 60 * 60
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{22}")


def user_of(request: HttpRequest) -> User | None:
    """Return the account that has signed in, whoever's it is."""
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated and user.is_active else None


def reader_of(request: HttpRequest) -> str:
    """Return who asks, as ``Comment.reader``, likes and reports keep it; empty where unknown."""
    user = user_of(request)
    return f"u{user.pk}" if user else browser_of(request)


def readers_of(request: HttpRequest) -> list[str]:
    """Return all that who asks may have written as: with the account, and before signing in."""
    return [reader for reader in dict.fromkeys((reader_of(request), browser_of(request))) if reader]


def browser_of(request: HttpRequest) -> str:
    """Return the hash of the browser's cookie; empty where it has none."""
    key = request.COOKIES.get(COOKIE, "")
    if not _KEY.fullmatch(key):
        return ""
    return "b" + salted_hmac("comments.identity", key, algorithm="sha256").hexdigest()[:32]


def make_known(request: HttpRequest) -> None:
    """See that ``browser_of`` knows the browser from now on: ``remember`` sends it its cookie."""
    if not browser_of(request):
        request.COOKIES[COOKIE] = secrets.token_urlsafe(16)


def remember(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Have the browser keep its cookie, another year from now; return the response."""
    if browser_of(request):
        response.set_cookie(
            COOKIE,
            request.COOKIES[COOKIE],
            max_age=COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response
