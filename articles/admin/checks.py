"""What an article still needs before readers may have it, beside the text all the time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles import revisions, workflow
from articles.admin.problems import anchor_of
from articles.admin.staff import member
from articles.models import Article
from articles.requirements import Problem, problems_of


@dataclass(frozen=True)
class Check:
    """A problem with the place on the article's page where it is mended."""

    problem: Problem
    place: str


def checks_of(article: Article) -> list[Check]:
    """Return what the newest revision lacks, what blocks first."""
    problems = problems_of(revisions.newest_content(article))
    ordered = sorted(problems, key=lambda problem: not problem.blocks)
    return [Check(problem, anchor_of(problem.field)) for problem in ordered]


def urls(admin: ModelAdmin[Article]) -> list[URLPattern]:
    @never_cache
    @require_safe
    def checks(request: HttpRequest, article_id: int) -> HttpResponse:
        """Show the list alone, for a page that has saved meanwhile."""
        if not admin.has_view_or_change_permission(request):
            raise PermissionDenied
        articles = workflow.visible_to(member(request)).select_related("newest_revision")
        article = get_object_or_404(articles, pk=article_id)
        return render(request, "admin/articles/checks_list.html", {"checks": checks_of(article)})

    view = admin.admin_site.admin_view(checks)
    return [path("<int:article_id>/checks/", view, name="articles_article_checks")]


def context(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    """Return ``checks`` (None for a new article, which has nothing to check yet)."""
    return {"checks": None if article is None else checks_of(article)}
