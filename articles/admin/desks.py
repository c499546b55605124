"""The desks' pages, and what can be done from their lists."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles import workflow
from articles.admin.staff import member
from articles.boards import PANES, Desk, board_of, desks_of
from articles.models import Article, Section
from articles.querysets import InvalidCursor
from articles.rules import Action
from articles.workflow import NotAllowed


def urls(admin: ModelAdmin[Article]) -> list[URLPattern]:
    def wrapped(view: Any, **kwargs: Any) -> Any:
        return admin.admin_site.admin_view(partial(view, admin=admin, **kwargs))

    pages = [
        path(f"{desk}/", wrapped(require_safe(page), desk=desk), name=f"articles_article_{desk}")
        for desk in Desk
    ]
    taking = wrapped(require_POST(take))
    return [*pages, path("<int:article_id>/take/", taking, name="articles_article_take")]


def page(request: HttpRequest, *, admin: ModelAdmin[Article], desk: Desk) -> HttpResponse:
    """Show a desk: all of it, or one pane (``?pane=``) from a place on (``?after=``).

    Raises:
        Http404: there is no such pane, place or section.
    """
    user = member(request)
    if desk not in desks_of(user):
        raise PermissionDenied
    only = request.GET.get("pane", "")
    if only and only not in PANES[desk]:
        raise Http404
    after = request.GET.get("after", "") if only else ""
    try:
        board = board_of(user, desk, section=_section(request), only=only, after=after)
    except InvalidCursor as error:
        raise Http404 from error
    context = {
        **admin.admin_site.each_context(request),
        "title": desk.label,
        "opts": Article._meta,
        "board": board,
        "after": after,
    }
    return TemplateResponse(request, "admin/articles/desk_page.html", context)


def _section(request: HttpRequest) -> Section | None:
    """Return the section that the page is to be narrowed down to.

    Raises:
        Http404: there is no such section.
    """
    number = request.GET.get("section", "")
    if not number:
        return None
    if not (number.isascii() and number.isdecimal() and len(number) <= 18):
        raise Http404
    return get_object_or_404(Section.objects.select_related("parent"), pk=number)


def take(request: HttpRequest, article_id: int, *, admin: ModelAdmin[Article]) -> HttpResponse:
    """Take an article over as the list showed it, and go to it."""
    article = get_object_or_404(workflow.visible_to(member(request)), pk=article_id)
    try:
        if request.POST.get("seen") != workflow.view_of(article):
            raise NotAllowed(workflow.present_state(article))
        workflow.move(article, Action.TAKE, by=member(request))
    except NotAllowed as error:
        messages.error(request, str(error))
        way = Desk.EDITING if Desk.EDITING in desks_of(member(request)) else Desk.OWN
        return HttpResponseRedirect(reverse(f"admin:articles_article_{way}"))
    messages.success(request, _("You have taken the article over."))
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
