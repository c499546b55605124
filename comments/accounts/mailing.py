"""The mail that lets a reader in, in the language of the page that it was asked for on.

No mail tells less than another to who only asked for it: an address of the staff's gets one too,
which leads to the newsroom's own door and opens nothing.
"""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language

from articles.committed import afterwards
from articles.masthead import load_masthead
from comments.accounts.keys import Made
from comments.mailing import Mail, address_of, spoken
from comments.mailing import send as send_mails


def send(made: Made) -> None:
    """Mail the link and the code, or that the address signs in elsewhere."""
    publication = load_masthead().publication
    context = {
        "name": publication.name if publication else settings.SITE_URL,
        "code": f"{made.code[:4]} {made.code[4:]}",
    }
    if made.key.opens:
        name, context["address"] = "sign_in", address_of("accounts:link", made.token)
    else:
        name, context["address"] = "staff", address_of("admin:login")
    mail = Mail(made.key.email, name, spoken(get_language() or ""), context)
    afterwards(send_mails, [mail])
