"""What people tell one another about an article: assignments, notes, the timeline."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import workflow
from articles.admin import assigning
from articles.admin.staff import member
from articles.conversation import Posted, add_note, people_of
from articles.deskrows import newest_assignments
from articles.forms.conversation import NoteForm
from articles.models import Article
from articles.rules import Action
from articles.timeline import timeline_of
from articles.workflow import NotAllowed


def urls(admin: ModelAdmin[Article]) -> list[URLPattern]:
    view = admin.admin_site.admin_view(require_POST(partial(post_note, admin=admin)))
    noting = path("<int:article_id>/note/", view, name="articles_article_note")
    return [noting, *assigning.urls(admin)]


def context(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    """Return ``assignment`` (the newest), ``timeline``, and what the form for notes needs.

    ``note_form`` is None for who may not write any; ``people`` are those who can be called.
    """
    if article is None:
        return {}
    user = member(request)
    may_note = workflow.may(user, Action.NOTE, article)
    return {
        "assignment": newest_assignments([article.pk]).get(article.pk),
        "may_assign": workflow.may(user, Action.ASSIGN, article),
        "timeline": timeline_of(article),
        "note_form": NoteForm() if may_note else None,
        "people": people_of(article).exclude(pk=user.pk) if may_note else (),
    }


def post_note(request: HttpRequest, article_id: int, *, admin: ModelAdmin[Article]) -> HttpResponse:
    """Keep a note; answer a script with the timeline, anybody else with the article's page.

    A note that was refused comes back as a message with its text, so that it is not lost.
    """
    if not admin.has_view_or_change_permission(request):
        raise PermissionDenied
    articles = workflow.visible_to(member(request)).select_related("section")
    article = get_object_or_404(articles, pk=article_id)
    form = NoteForm(request.POST)
    try:
        posted = _posted(form, article, request)
    except NotAllowed as error:
        if _is_script(request):
            return JsonResponse({"error": str(error)}, status=403)
        raise
    if posted is None:
        problem = " ".join(str(error) for errors in form.errors.values() for error in errors)
        if _is_script(request):
            return JsonResponse({"error": problem}, status=400)
        messages.error(request, f"{problem} {request.POST.get('text', '')[:500]}".strip())
        return _back(article)
    said = _said(posted)
    if _is_script(request):
        events = {"timeline": timeline_of(article)}
        html = render_to_string("admin/articles/timeline.html", events, request)
        return JsonResponse({"html": html, "said": said})
    messages.success(request, " ".join([_("The note is there."), *said]))
    return _back(article)


def _posted(form: NoteForm, article: Article, request: HttpRequest) -> Posted | None:
    if not form.is_valid():
        workflow.require(member(request), Action.NOTE, article)
        return None
    return add_note(article, form.cleaned_data["text"], by=member(request))


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _back(article: Article) -> HttpResponse:
    page = reverse("admin:articles_article_change", args=[article.pk])
    return HttpResponseRedirect(f"{page}#conversation")


def _said(posted: Posted) -> list[str]:
    """Return a sentence for each name that called nobody."""
    outside = [
        _("%s may not see this article and was told nothing.") % name for name in posted.outside
    ]
    return outside + [_("There is nobody with the name @%s.") % name for name in posted.unknown]
