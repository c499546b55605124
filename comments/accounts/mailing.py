"""The mail that lets a reader in, in the language of the page that it was asked for on.

No mail tells less than another to who only asked for it: an address of the staff's gets one too,
which leads to the newsroom's own door and opens nothing.
"""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.committed import afterwards
from articles.masthead import load_masthead
from comments.accounts.keys import Made

logger = logging.getLogger(__name__)


def send(made: Made) -> None:
    """Mail the link and the code, or that the address signs in elsewhere."""
    publication = load_masthead().publication
    paper = publication.name if publication else settings.SITE_URL
    if made.key.opens:
        template, path = "sign_in", reverse("accounts:link", args=[made.token])
    else:
        template, path = "staff", reverse("admin:login")
    context = {
        "paper": paper,
        "address": settings.SITE_URL + path,
        "code": f"{made.code[:4]} {made.code[4:]}",
    }
    body = render_to_string(f"account/mail/{template}.txt", context)
    subject = " ".join((_("Sign in to %s") % paper).split())
    afterwards(_send, EmailMessage(subject, body, to=[made.key.email]))


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except OSError:
        # smtplib's errors are OSErrors, and so is an unreachable server. Who waits for the mail
        # asks again; the address is not written into a log.
        logger.exception("A mail to sign in with could not be sent.")
