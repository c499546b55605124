"""An article as readers will see it, before they do."""

from __future__ import annotations

from typing import Any

from csp.decorators import csp_update
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path

from articles import revisions, workflow
from articles.admin.staff import member
from articles.embeds import EMBED_CSP
from articles.models import Article
from articles.page import page_of_content


def urls(admin: ModelAdmin[Article]) -> list[URLPattern]:
    @csp_update(EMBED_CSP)  # type: ignore[arg-type]  # typed for views without arguments
    def preview(request: HttpRequest, article_id: int) -> HttpResponse:
        """Show the newest revision as readers would see it."""
        if not admin.has_view_or_change_permission(request):
            raise PermissionDenied
        articles = workflow.visible_to(member(request)).select_related("newest_revision")
        article = get_object_or_404(articles, pk=article_id)
        page = page_of_content(article, revisions.newest_content(article))
        response = render(request, "articles/article_detail.html", {"page": page, "preview": True})
        response.headers["Cache-Control"] = "private, no-store"
        return response

    view = admin.admin_site.admin_view(preview)
    return [path("<int:article_id>/preview/", view, name="articles_article_preview")]


def context(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    return {}
