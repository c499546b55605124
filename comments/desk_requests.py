"""What a request to the moderators' desk asks for."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy

from comments.moderation.desk import KINDS, Wanted
from comments.moderation.sentences import STEPS as STEPS

if TYPE_CHECKING:
    from newsroom.models import User

KIND_NAMES: Final = {
    "cho": gettext_lazy("waiting"),
    "chua-doc": gettext_lazy("shown, read by nobody yet"),
    "bao-cao": gettext_lazy("reported by readers"),
    "bien-tap": gettext_lazy("put before an editor"),
}
# Comments that one request may be about.
MOST: Final = 100


def moderator(request: HttpRequest) -> User:
    """Return who asks; the admin lets nobody in who has not signed in."""
    return cast("User", request.user)


def wanted_of(data: Any) -> Wanted:
    """Return what a request narrows the desk down to, by ``chuyen-muc bai ly-do loai``.

    Raises:
        Http404: it is nothing that there could be.
    """
    step, kind = data.get("ly-do", ""), data.get("loai", "")
    if (step and step not in STEPS) or (kind and kind not in KINDS):
        raise Http404
    return Wanted(_number(data.get("chuyen-muc", "")), _number(data.get("bai", "")), step, kind)


def query_of(wanted: Wanted) -> str:
    """Return ``wanted`` as an address has it."""
    return urlencode(pairs_of(wanted))


def pairs_of(wanted: Wanted) -> list[tuple[str, str]]:
    pairs = (
        ("loai", wanted.kind),
        ("chuyen-muc", wanted.section),
        ("bai", wanted.article),
        ("ly-do", wanted.step),
    )
    return [(name, str(value)) for name, value in pairs if value]


def numbers_of(texts: Iterable[str]) -> list[int]:
    """Return the ids among ``texts``; what is none is left out."""
    return [int(text) for text in list(texts)[:MOST] if _is_number(text)]


def versions_of(texts: Iterable[str]) -> dict[int, int]:
    """Return versions by ids from ``<id>.<version>``; what is not of that form is left out."""
    pairs = (text.partition(".") for text in list(texts)[:MOST])
    return {
        int(pk): int(version)
        for pk, _dot, version in pairs
        if _is_number(pk) and _is_number(version)
    }


def uuid_of(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _number(text: str) -> int | None:
    """Return the number that an address has, None without one.

    Raises:
        Http404: it is no number.
    """
    if not text:
        return None
    if not _is_number(text):
        raise Http404
    return int(text)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18
