"""Pages that are no articles: the home page, lists of a section, an author, a keyword."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.metadata.paper import home_address, organisation, publisher, website
from articles.metadata.values import Node, address_of, filled
from articles.models import Author, Publication


class Crumb(NamedTuple):
    """A step on the way to a page; ``address`` is absolute."""

    name: str
    address: str


def breadcrumb(crumbs: Sequence[Crumb]) -> Node:
    """Return the way from the home page, which goes before ``crumbs``."""
    way = [Crumb(_("Home page"), home_address()), *crumbs]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(way, 1)
        ],
    }


def home_graph(publication: Publication | None) -> list[Node]:
    """Return the paper and its site."""
    return [node for node in (organisation(publication), website(publication)) if node]


def collection_graph(
    publication: Publication | None, *, address: str, crumbs: Sequence[Crumb], description: str = ""
) -> list[Node]:
    """Return the page at ``address`` that lists the articles of the last of ``crumbs``."""
    return [_page("CollectionPage", publication, address, crumbs, description), breadcrumb(crumbs)]


def profile_graph(publication: Publication | None, author: Author, *, address: str) -> list[Node]:
    """Return the page at ``address`` of an author."""
    crumbs = [Crumb(author.name, address_of(author))]
    person = filled(
        {
            "@type": "Person",
            "name": author.name,
            "url": address_of(author),
            "description": author.description,
            "worksFor": publisher(publication),
        }
    )
    page = _page("ProfilePage", publication, address, crumbs, author.description)
    return [{**page, "mainEntity": person}, breadcrumb(crumbs)]


def _page(
    kind: str,
    publication: Publication | None,
    address: str,
    crumbs: Sequence[Crumb],
    description: str,
) -> Node:
    return filled(
        {
            "@type": kind,
            "@id": address,
            "url": address,
            "name": crumbs[-1].name,
            "description": description,
            "inLanguage": get_language(),
            "isPartOf": {"@id": f"{home_address()}#trang"},
            "publisher": publisher(publication),
        }
    )
