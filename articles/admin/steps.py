"""The next steps of an article: what the workflow's buttons do, and which are offered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import publishing, workflow
from articles.admin.staff import member
from articles.forms.action import ActionForm
from articles.models import Article
from articles.requirements import NotReady
from articles.workflow import Action, NotAllowed

# What the buttons beside the text do; the others have a place of their own.
BUTTONS = (
    Action.SUBMIT,
    Action.TAKE,
    Action.RETURN,
    Action.PROPOSE,
    Action.PUBLISH,
    Action.WITHDRAW,
)


def urls(admin: ModelAdmin[Article]) -> list[URLPattern]:
    return []


def context(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    """Return ``workflow_actions`` (each button's value and rule), ``action_form``."""
    allowed = workflow.actions_for(member(request), article) if article else []
    actions = [action for action in BUTTONS if action in allowed]
    form = ActionForm(
        initial={
            "publish_at": _time_to_offer(article),
            "seen": workflow.view_of(article) if article else "",
        }
    )
    if not any(workflow.RULES[action].needs_reason for action in actions):
        del form.fields["reason"]
    return {
        "workflow_actions": [(action.value, workflow.RULES[action]) for action in actions],
        "action_form": form,
        "transitions": list(article.transitions.select_related("made_by")) if article else [],
    }


def act(request: HttpRequest, article: Article) -> HttpResponse | None:
    """Do what the pressed workflow button says; the text is saved whatever comes of it."""
    name = request.POST.get("_do")
    if not name:
        return None
    here = reverse("admin:articles_article_change", args=[article.pk])
    form = ActionForm(request.POST)
    if name == "preview":
        return HttpResponseRedirect(reverse("admin:articles_article_preview", args=[article.pk]))
    if name not in set(Action) or not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(str(error) for error in errors))
        return HttpResponseRedirect(here)
    try:
        _do(Action(name), article, request, form.cleaned_data)
    except NotReady as error:
        for problem in error.problems:
            messages.error(request, problem.text)
        messages.warning(request, _("The text is saved; it is not published."))
    except NotAllowed as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(here)


def _do(action: Action, article: Article, request: HttpRequest, data: dict[str, Any]) -> None:
    if data["seen"] and data["seen"] != workflow.view_of(article):
        raise NotAllowed(workflow.present_state(article))
    if action is Action.PUBLISH:
        publishing.publish(article, by=member(request), at=data["publish_at"])
    else:
        workflow.move(article, action, by=member(request), reason=data["reason"])
    messages.success(request, _("Done. The article is now: %s.") % article.get_state_display())


def _time_to_offer(article: Article | None) -> datetime | None:
    """Return the time that stands beside the button: what the text or its schedule says.

    Once readers have the article its first time stays, and there is none to choose.
    """
    if article is None or article.published_at is None:
        return None
    waits = article.live_revision_id is None or article.published_at > timezone.now()
    return article.published_at if waits else None
