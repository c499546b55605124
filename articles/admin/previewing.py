"""An article as readers will see it, before they do, on a phone and at a desk."""

from __future__ import annotations

from copy import copy
from typing import Any

from csp.decorators import csp_replace, csp_update
from django.contrib.admin import ModelAdmin
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from articles import clock, previews, revisions, workflow
from articles.admin import sharing
from articles.admin.opening import address, number_in, open_article, revision_of
from articles.admin.staff import member
from articles.content import Content
from articles.embeds import EMBED_CSP
from articles.models import Article, Revision
from articles.page import as_if_published, page_of_content
from articles.rules import Action

# In CSS pixels, as the style sheet has them: what most phones and desks show.
WIDTHS = {"phone": 390, "desk": 1280}


def urls(admin: ModelAdmin[Article]) -> list[URLPattern]:
    return [
        address(admin, "preview/", preview, "preview"),
        address(admin, "preview/page/", preview_page, "preview_page"),
        *sharing.urls(admin),
    ]


def context(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    """Return ``may_share`` and ``open_preview_links`` (how many) for the panel.

    Whoever may not change the article is given ``reading`` (ArticlePage), its newest version.
    """
    if article is None:
        return {"may_share": False}
    shown: dict[str, Any] = {"may_share": workflow.may(member(request), Action.SHARE, article)}
    if shown["may_share"]:
        shown["open_preview_links"] = previews.open_links(article).count()
    if not workflow.may(member(request), Action.EDIT, article):
        # The page goes on to speak of the live row: only a copy takes on the version's content.
        shown["reading"] = page_of_content(copy(article), revisions.newest_content(article))
    return shown


@require_safe
def preview(
    request: HttpRequest, article_id: int, *, admin: ModelAdmin[Article]
) -> HttpResponseBase:
    """Show the newest version in a frame; ``?revision=`` shows another of its versions."""
    article = open_article(admin, request, article_id)
    number = number_in(request.GET.get("revision"))
    if number is None and "revision" in request.GET:
        raise Http404
    if number is not None:
        return frame(request, article, revision_of(article, number), admin=admin)
    # While this is read the newest may be followed by another, and be no more: the frame asks anew.
    extra = {"is_newest": True}
    return frame(request, article, article.newest_revision, admin=admin, extra=extra)


def frame(
    request: HttpRequest,
    article: Article,
    revision: Revision | None,
    *,
    admin: ModelAdmin[Article],
    extra: dict[str, Any] | None = None,
) -> HttpResponseBase:
    """Show a page that holds the article's own, as wide as a phone's or a desk's window.

    ``extra`` is what is said of the version besides.
    """
    width = request.GET.get("width", "phone")
    page = {
        **admin.admin_site.each_context(request),
        "title": _("Preview"),
        "opts": Article._meta,
        "article": article,
        "shown": revision,
        "width": width if width in WIDTHS else "phone",
        "may_edit": workflow.may(member(request), Action.EDIT, article),
        "may_share": workflow.may(member(request), Action.SHARE, article),
        **(extra or {}),
    }
    response = render(request, "admin/articles/preview.html", page)
    return csp_update({"frame-src": ["'self'"]})(lambda _request: response)(request)


@require_safe
@xframe_options_sameorigin
def preview_page(
    request: HttpRequest, article_id: int, *, admin: ModelAdmin[Article]
) -> HttpResponseBase:
    """Show a version exactly as readers would see it if it were published now; links are dead."""
    article = open_article(admin, request, article_id)
    revision, content = article.newest_revision, revisions.newest_content(article)
    if "revision" in request.GET:
        revision = revision_of(article, number_in(request.GET["revision"]) or 0)
        content = Content.from_json(revision.content)
    is_live = revision is not None and revision.pk == article.live_revision_id
    page = page_of_content(article, content, alone=False)
    if not is_live:
        as_if_published(article, clock.now())
    context = {"page": page, "preview": True, "as_readers": True}
    response = render(request, "articles/article_detail.html", context)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    framed = csp_replace({"frame-ancestors": ["'self'"]})(lambda _request: response)
    return csp_update(EMBED_CSP)(framed)(request)
