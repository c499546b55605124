"""Asking for one's data by mail: the link goes to the address, and the answer tells nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.core.signing import BadSignature, TimestampSigner

from articles.committed import afterwards
from comments import asking
from comments.correspondents import MOST_TOKEN, make
from comments.mailing import Mail, is_writable, send, spoken
from comments.models import Asked, Correspondent
from comments.privacy.person import of_email

WITHIN: Final = timedelta(hours=24)
_LINK: Final = TimestampSigner(salt="comments.privacy.data")


def ask(email: str, *, address: str, language: str) -> None:
    """Have the link sent to ``email`` if there are data under it and it is not asked for too often.

    ``address`` is the one on the Internet that asks. What is asked costs the same whether there
    are data or not; looking for them is left to the task.
    """
    email = email.lower()
    if is_writable(email) and asking.allow(Asked.Purpose.DATA, email, address=address):
        afterwards(_order, email, language)


def _order(email: str, language: str) -> None:
    from comments.tasks import send_data_link

    send_data_link.enqueue(email, language)


def send_link(email: str, language: str) -> int:
    """Send the link if anything is kept under that address; return how many letters went out."""
    if not of_email(email).is_known():
        return 0
    token = link_token(make(email))
    hours = int(WITHIN.total_seconds() // 3600)
    return send([Mail(email, "data", spoken(language), {"token": token, "hours": hours})])


def link_token(owner: Correspondent) -> str:
    return _LINK.sign_object([owner.pk])


def address_of_link(token: str) -> str:
    """Return whose data a link opens; empty where it is none of ours, or too old."""
    try:
        [pk] = _LINK.unsign_object(token[:MOST_TOKEN], max_age=WITHIN)
    except (BadSignature, ValueError):
        return ""
    found = Correspondent.objects.filter(pk=pk).values_list("email", flat=True).first()
    return found.lower() if found else ""
