"""Mail to readers: how a letter is made and sent.

Each is plain text with the same in simple HTML beside it, in one language, from the paper. What
cannot be sent is logged and tried no second time: what a letter says stands on the site too.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from articles.models import Publication
from articles.vietnamese.text import clean, clean_line

logger = logging.getLogger(__name__)

# Characters of a reader's text that a letter repeats; the rest is a press away.
QUOTED = 700
SUBJECT = 120


@dataclass(frozen=True)
class Mail:
    """A letter to one address. ``name`` names its templates, ``stop`` is the token of its link
    that stops mail; empty where the letter is one that its reader has asked for just now."""

    to: str
    name: str
    language: str
    context: Mapping[str, Any] = field(default_factory=dict)
    stop: str = ""


def spoken(language: str) -> str:
    """Return ``language`` if the interface speaks it, the paper's own otherwise."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def address_of(name: str, *args: Any) -> str:
    """Return the whole address of one of our pages, in the language that is active."""
    return settings.SITE_URL + reverse(name, args=args)


def is_writable(address: str) -> bool:
    """Say whether mail may go to ``address`` at all.

    Letters beyond ASCII are none of ours: databases disagree on which of them are the same in
    small letters, and a letter for one could go to another.
    """
    return bool(address) and address.isascii()


def cut(text: str, most: int = QUOTED) -> str:
    """Return the text without what nobody sees; a long one is cut after a word."""
    text = clean(text).strip()
    if len(text) <= most:
        return text
    short, _space, _rest = text[: most + 1].rpartition(" ")
    return f"{short.rstrip() or text[:most]}…"


def line(text: str, most: int) -> str:
    """Return the text on one line, cut, so that it can stand in a header."""
    return cut(clean_line(text), most)


def send(mails: Iterable[Mail]) -> int:
    """Send letters, over one connection; return how many went out."""
    mails = list(mails)
    if not mails:
        return 0
    paper = Publication.objects.first()
    sent = 0
    connection = _connection()
    try:
        for one in mails:
            sent += _send(_message(one, paper), connection)
    finally:
        connection.close()
    return sent


def _connection() -> BaseEmailBackend:
    # Django 6.1 has mailers, and warns of the other.
    mailers = getattr(mail, "mailers", None)
    return mailers.default if mailers is not None else mail.get_connection()


def _send(message: EmailMultiAlternatives, connection: BaseEmailBackend) -> int:
    try:
        return connection.send_messages([message]) or 0
    except (OSError, ValueError):
        # smtplib's errors are OSErrors, and so is an unreachable server; an address or a header
        # that no mail can carry is a ValueError. The address itself is not for the log.
        logger.exception("A letter to a reader could not be sent: %s", message.subject)
        return 0


def _message(one: Mail, paper: Publication | None) -> EmailMultiAlternatives:
    with translation.override(one.language):
        context = {"paper": paper, "site": settings.SITE_URL, "language": one.language}
        headers = {"Auto-Submitted": "auto-generated"}
        if one.stop:
            stop = address_of("comments:letters-stop", one.stop)
            context["stop"] = stop
            # RFC 8058: the mail program's own button, which no person's page is needed for.
            headers["List-Unsubscribe"] = f"<{stop}>"
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        context |= one.context
        folder = "comments/letters/mail"
        subject = line(render_to_string(f"{folder}/{one.name}_subject.txt", context), SUBJECT)
        text = render_to_string(f"{folder}/{one.name}.txt", context).strip() + "\n"
        page = render_to_string(f"{folder}/{one.name}.html", context)
    message = EmailMultiAlternatives(subject, text, _sender(paper), [one.to], headers=headers)
    message.attach_alternative(page, "text/html")
    return message


def _sender(paper: Publication | None) -> str:
    """The paper by its name, from its own address where it has one."""
    address = paper.email if paper and paper.email else settings.DEFAULT_FROM_EMAIL
    if paper is None or "<" in address:
        return address
    # What a quoted name in a header may not hold.
    name = line(paper.name, 80).replace("\\", "").replace('"', "")
    return f'"{name}" <{address}>'
