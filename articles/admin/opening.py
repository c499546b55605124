"""What every screen below an article asks first: may this person open it?"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path

from articles import workflow
from articles.admin.staff import member
from articles.models import Article, Revision


def address(
    admin: ModelAdmin[Article], route: str, view: Callable[..., HttpResponseBase], name: str
) -> URLPattern:
    """Return an address below an article's for staff who have signed in.

    ``view`` is called with ``admin`` besides what the route gives.
    """
    guarded = admin.admin_site.admin_view(partial(view, admin=admin))
    return path(f"<int:article_id>/{route}", guarded, name=f"articles_article_{name}")


def open_article(admin: ModelAdmin[Article], request: HttpRequest, article_id: int) -> Article:
    """Return an article with its section and its newest and live revisions.

    Raises:
        PermissionDenied: this person has nothing to do with articles.
        Http404: this one is not for them to open.
    """
    if not admin.has_view_or_change_permission(request):
        raise PermissionDenied
    articles = workflow.visible_to(member(request)).select_related(
        "section__parent", "newest_revision", "live_revision"
    )
    return get_object_or_404(articles, pk=article_id)


def number_in(text: str | None) -> int | None:
    """Return a number from an address or a form; None where there is none."""
    if text is None or not (text.isascii() and text.isdecimal()) or len(text) > 18:
        return None
    return int(text)


def revision_of(article: Article, number: int) -> Revision:
    """Return a revision by its number.

    Raises:
        Http404: there is none (any more).
    """
    return get_object_or_404(article.revisions.select_related("created_by"), number=number)
