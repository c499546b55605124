"""“Giao bài”: a story given to a reporter."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from articles import assignments, workflow
from articles.admin.staff import member
from articles.deskrows import newest_assignments
from articles.forms.conversation import AssignmentForm
from articles.models import Article
from articles.rules import Action
from articles.workflow import NotAllowed


def urls(admin: ModelAdmin[Article]) -> list[URLPattern]:
    view = admin.admin_site.admin_view(partial(assign, admin=admin))
    return [
        path("assign/", view, name="articles_article_assign"),
        path("<int:article_id>/assign/", view, name="articles_article_assign"),
    ]


def assign(
    request: HttpRequest, article_id: int | None = None, *, admin: ModelAdmin[Article]
) -> HttpResponse:
    """Give out a new story, or an article in hand."""
    user = member(request)
    article = None
    if article_id is not None:
        articles = workflow.visible_to(user).select_related("section", "created_by")
        article = get_object_or_404(articles, pk=article_id)
    if not assignments.may_assign(user, article.section if article else None):
        raise PermissionDenied
    if article is not None and not workflow.may(user, Action.ASSIGN, article):
        messages.error(request, workflow.present_state(article))
        return HttpResponseRedirect(_page_of(article))
    form = AssignmentForm(request.POST or None, by=user, article=article, initial=_initial(article))
    if request.method == "POST" and form.is_valid():
        try:
            given = assignments.assign(by=user, article=article, **form.cleaned_data)
        except NotAllowed as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The story is with %s now.") % given.reporter)
            return HttpResponseRedirect(_page_of(given.article))
    return _shown(request, admin, form, article)


def _page_of(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def _initial(article: Article | None) -> dict[str, Any]:
    """Return what holds of the article so far, to be changed."""
    if article is None:
        return {}
    last = newest_assignments([article.pk]).get(article.pk)
    if last is None:
        return {"reporter": article.created_by_id}
    return {"reporter": article.created_by_id, "brief": last.brief, "due_at": last.due_at}


def _shown(
    request: HttpRequest, admin: ModelAdmin[Article], form: AssignmentForm, article: Article | None
) -> HttpResponse:
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Assign the article") if article else _("Assign a story"),
        "opts": Article._meta,
        "form": form,
        "article": article,
    }
    return TemplateResponse(request, "admin/articles/assign.html", context)
