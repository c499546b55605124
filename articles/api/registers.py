"""What else the API lists: authors, keywords, corrections, sections, the paper itself."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from articles import corrections
from articles.api.fields import moment, named, section_ref
from articles.api.parameters import Paging
from articles.api.problems import WRONG_CURSOR, refused
from articles.masthead import load_masthead
from articles.models import Article, Author, Correction, Publication, Tag
from articles.querysets import InvalidCursor
from articles.templatetags.addresses import absolute

Page = tuple[list[dict[str, Any]], str]


def authors(asked: Paging) -> Page:
    """Return authors of public articles, in the order of Vietnamese names, and the next cursor.

    The cursor is the slug of the last.

    Raises:
        Problem: no author of a public article has the slug in the cursor.
    """
    public = Article.objects.public().filter(bylines__author=OuterRef("pk")).order_by()
    found = Author.objects.filter(Exists(public)).order_by("sort_key", "id")
    if asked.cursor is not None:
        # Of those alone: that there is another's name nothing may tell.
        place = found.filter(slug=asked.cursor).values_list("sort_key", "id").first()
        if place is None:
            raise refused("cursor", WRONG_CURSOR)
        key, pk = place
        found = found.filter(Q(sort_key__gt=key) | Q(sort_key=key, pk__gt=pk), sort_key__gte=key)
    rows = list(found.only("name", "slug", "description")[: asked.limit + 1])
    items = [named(row) | {"description": row.description} for row in rows[: asked.limit]]
    return items, rows[asked.limit - 1].slug if len(rows) > asked.limit else ""


def keywords(asked: Paging) -> Page:
    """Return keywords of public articles by their slugs, the last of which is the cursor."""
    public = Article.objects.public().filter(tagged_items__tag=OuterRef("pk")).order_by()
    found = Tag.objects.filter(Exists(public)).order_by("slug")
    if asked.cursor is not None:
        found = found.filter(slug__gt=asked.cursor)
    rows = list(found.only("name", "slug")[: asked.limit + 1])
    items = [named(row) for row in rows[: asked.limit]]
    return items, rows[asked.limit - 1].slug if len(rows) > asked.limit else ""


def corrected(cursor: str) -> Page:
    """Return a page of the corrections of public articles, newest first, and the next cursor.

    Raises:
        Problem: the cursor is none of this list's.
    """
    try:
        page = corrections.page(cursor)
    except InvalidCursor as error:
        raise refused("cursor", WRONG_CURSOR) from error
    return [_correction(row) for row in page.rows], page.older


def _correction(row: Correction) -> dict[str, Any]:
    url = absolute(row.article.get_absolute_url())
    return {
        "kind": row.kind,
        "label": str(row.get_kind_display()),
        "text": row.text,
        "published_at": moment(row.published_at),
        "url": f"{url}#{corrections.anchor_of(row.pk)}",
        "article": {"id": row.article_id, "title": row.article.title, "url": url},
    }


def sections() -> list[dict[str, Any]]:
    """Return the tree of sections, in the paper's order."""
    return [
        section_ref(branch.section)
        | {
            "description": branch.section.description,
            "children": [section_ref(child) for child in branch.children],
        }
        for branch in load_masthead().branches
    ]


def paper() -> dict[str, Any]:
    """Return what the footer of every page says of the paper, and where its machines' doors are."""
    publication = Publication.objects.first() or Publication()
    printed = "name tagline dateline governing_body licence editor_in_chief address phone email"
    return {
        **{name: getattr(publication, name) for name in printed.split()},
        "url": absolute(reverse("articles:home")),
        "language": settings.LANGUAGE_CODE,
        "feed": absolute(reverse("machines:feed")),
        "sitemap": absolute(reverse("machines:sitemap")),
    }
