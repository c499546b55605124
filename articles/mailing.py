"""E-mail to people at the desk, sent once what it tells of is in the database.

Mail that cannot be sent is logged and holds nothing up: what it says stands in the newsroom too.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from articles.committed import afterwards
from articles.models import Article, Assignment, Note
from articles.vietnamese.dates import format_datetime

if TYPE_CHECKING:
    from newsroom.models import User

logger = logging.getLogger(__name__)


def tell_returned(article: Article, *, by: User, reason: str) -> None:
    """Tell the writer that an article came back, and why."""
    if article.created_by is None or article.created_by == by:
        return
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Returned: %s") % article
        body = _("%(name)s has returned your article “%(article)s”:\n\n%(reason)s") % {
            "name": by,
            "article": article,
            "reason": reason,
        }
    send([article.created_by], subject, body, article=article)


def tell_assigned(assignment: Assignment) -> None:
    """Tell the reporter what to write, and by when."""
    if assignment.reporter == assignment.made_by:
        return
    article = assignment.article
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("A story for you: %s") % article
        lines = [
            _("%(name)s gives you the story “%(article)s”.")
            % {"name": assignment.made_by, "article": article}
        ]
        if assignment.due_at is not None:
            lines.append(_("Due: %s") % format_datetime(assignment.due_at))
        lines += ["", assignment.brief]
    send([assignment.reporter], subject, "\n".join(lines), article=article)


def tell_mentioned(note: Note, people: Iterable[User]) -> None:
    """Tell those whom a note calls what it says."""
    with translation.override(settings.LANGUAGE_CODE):
        names = {"name": note.made_by, "article": note.article}
        subject = _("%(name)s calls you on “%(article)s”") % names
        body = _("%(name)s writes on the article “%(article)s”:") % names
    send(people, subject, f"{body}\n\n{note.text}", article=note.article)


def send(people: Iterable[User], subject: str, body: str, *, article: Article) -> None:
    """Send each of ``people`` a mail about ``article`` when the transaction is through.

    Whoever has no address or has left gets none. The article's address in the newsroom is
    added.
    """
    addresses = sorted({one.email for one in people if one.email and one.is_active})
    link = settings.SITE_URL + reverse("admin:articles_article_change", args=[article.pk])
    line = " ".join(subject.split())
    for address in addresses:
        message = EmailMessage(line, f"{body}\n\n{link}\n", to=[address])
        afterwards(_send, message)


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except OSError:
        # smtplib's errors are OSErrors, and so is an unreachable server.
        logger.exception("A mail to the desk could not be sent: %s", message.subject)
