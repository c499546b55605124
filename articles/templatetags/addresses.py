"""Addresses that hold outside the site."""

import base64
import json
from typing import NamedTuple
from urllib.parse import quote, urlencode

from django import template
from django.conf import settings
from django.utils.translation import gettext as _

from articles.models import Article

register = template.Library()


class ShareLink(NamedTuple):
    """``icon`` names a symbol in ``static/img/icons.svg``."""

    icon: str
    label: str
    url: str


@register.simple_tag
def absolute(path: str) -> str:
    """Return the public address of ``path`` (which starts with a slash); empty for none."""
    return f"{settings.SITE_URL}{path}" if path else ""


@register.simple_tag
def share_links(article: Article) -> list[ShareLink]:
    """Return links that share ``article`` without any script, ours or theirs."""
    url = absolute(article.get_absolute_url())
    # The page that Zalo's own button opens takes its address so.
    zalo = base64.b64encode(json.dumps({"url": url}).encode()).decode()
    mail = urlencode({"subject": article.title, "body": url}, quote_via=quote)
    tweet = urlencode({"url": url, "text": article.title}, quote_via=quote)
    return [
        ShareLink(
            "facebook", "Facebook", f"https://www.facebook.com/sharer/sharer.php?u={quote(url, '')}"
        ),
        ShareLink(
            "zalo", "Zalo", f"https://button-share.zalo.me/share_external?d={quote(zalo, '')}"
        ),
        ShareLink("x", "X", f"https://x.com/intent/post?{tweet}"),
        ShareLink("mail", _("E-mail"), f"mailto:?{mail}"),
    ]
