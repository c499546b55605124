"""The newspaper: who publishes all of it, and its site."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import override

from articles.metadata.values import Node, filled
from articles.models import Publication
from articles.templatetags.addresses import absolute

#: The paper's mark as a picture that every program reads, and how many pixels wide and high.
LOGO: Final = ("img/mark-512.png", 512)


def home_address() -> str:
    with override(settings.LANGUAGE_CODE):
        return absolute(reverse("articles:home"))


def logo() -> Node:
    path, size = LOGO
    return {"@type": "ImageObject", "url": absolute(static(path)), "width": size, "height": size}


def publisher(publication: Publication | None) -> Node:
    """Return who publishes; nothing where the paper has no name yet."""
    if publication is None:
        return {}
    home = home_address()
    return {
        "@type": "NewsMediaOrganization",
        "@id": f"{home}#toa-soan",
        "name": publication.name,
        "url": home,
        "logo": logo(),
    }


def organisation(publication: Publication | None) -> Node:
    """Return the publisher with all that its footer prints."""
    known = publisher(publication)
    if publication is None:
        return known
    body = publication.governing_body
    return filled(
        {
            **known,
            "slogan": publication.tagline,
            "email": publication.email,
            "telephone": publication.phone,
            "address": publication.address,
            "parentOrganization": {"@type": "Organization", "name": body} if body else {},
        }
    )


def website(publication: Publication | None) -> Node:
    """Return the site, with how it is searched."""
    home = home_address()
    with override(settings.LANGUAGE_CODE):
        search = absolute(reverse("articles:search"))
    node: Node = {
        "@type": "WebSite",
        "@id": f"{home}#trang",
        "url": home,
        "name": publication.name if publication else "",
        "inLanguage": settings.LANGUAGE_CODE,
        "publisher": {"@id": f"{home}#toa-soan"} if publication else {},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }
    return filled(node)
