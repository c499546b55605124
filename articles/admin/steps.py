"""The next steps of an article: what the workflow's buttons do, and which are offered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import publishing, workflow
from articles.admin.problems import problem_list
from articles.admin.staff import member
from articles.forms.action import ActionForm
from articles.models import Article, State, Transition
from articles.requirements import NotReady, Problem
from articles.rules import LIVE, RULES, Action
from articles.workflow import NotAllowed

if TYPE_CHECKING:
    from newsroom.models import User

Data: TypeAlias = dict[str, Any]

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
    """Return ``workflow_actions`` (each button's value and rule), ``action_form``, ``returned``."""
    allowed = workflow.actions_for(member(request), article) if article else []
    actions = [action for action in BUTTONS if action in allowed]
    form = ActionForm(initial=_initial(article) if article else {})
    if not any(RULES[action].needs_reason for action in actions):
        del form.fields["reason"]
    if article and article.state in LIVE and not _waits(article):
        del form.fields["publish_at"]
    return {
        "workflow_actions": [(action.value, RULES[action]) for action in actions],
        "action_form": form,
        "embargo": article.embargo_until if article and is_embargoed(article) else None,
        "may_publish_early": Action.PUBLISH_EARLY in allowed,
        "returned": _returned(article) if article else None,
    }


def _returned(article: Article) -> Transition | None:
    """Return the step by which an article came back to its writer, if it is with them.

    What happened to it since (an embargo, a hand-over) is on record too, but is not why.
    """
    if article.state != State.RETURNED:
        return None
    came_back = article.transitions.filter(to_state=State.RETURNED)
    return came_back.exclude(from_state=State.RETURNED).select_related("made_by").last()


def is_embargoed(article: Article) -> bool:
    return article.embargo_until is not None and article.embargo_until > timezone.now()


def _initial(article: Article) -> Data:
    return {
        "seen": seen_of(article),
        "publish_at": _time_to_offer(article),
        "embargo_until": article.embargo_until if is_embargoed(article) else None,
        "withdraw_at": article.withdraw_at,
        "end_notice": article.withdrawal_notice if article.withdraw_at else "",
    }


def seen_of(article: Article) -> str:
    """Return where the article stands with its times, to be compared with what it is later."""
    times = (article.published_at, article.embargo_until, article.withdraw_at)
    stamps = (str(int(moment.timestamp())) if moment else "" for moment in times)
    return "/".join([workflow.view_of(article), *stamps])


def act(request: HttpRequest, article: Article) -> HttpResponse | None:
    """Do what the pressed workflow button says; the text is saved whatever comes of it."""
    name = request.POST.get("_do")
    if not name:
        return None
    here = reverse("admin:articles_article_change", args=[article.pk])
    form = ActionForm(request.POST)
    if name == "preview":
        return HttpResponseRedirect(reverse("admin:articles_article_preview", args=[article.pk]))
    if name not in DOERS or not form.is_valid():
        _refuse(request, _misread(form))
        return HttpResponseRedirect(here)
    try:
        _refuse_unseen(article, form.cleaned_data["seen"])
        DOERS[name](article, member(request), form.cleaned_data)
        messages.success(request, _("Done. The article is now: %s.") % article.get_state_display())
    except NotReady as error:
        _refuse(request, error.problems)
    except NotAllowed as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(here)


def _misread(form: ActionForm) -> list[Problem]:
    """Return what cannot be read in the form, each with the name of its field."""
    return [
        Problem(name, f"{form.fields[name].label}: {error}")
        for name, errors in form.errors.items()
        for error in errors
    ]


def _refuse(request: HttpRequest, problems: list[Problem]) -> None:
    """Say that the step was not taken, and all that stands in its way."""
    if problems:
        intro = _("The text is saved. This stands in the way:")
        messages.error(request, problem_list(intro, problems))


def _refuse_unseen(article: Article, seen: str) -> None:
    """Let nobody decide on what their screen does not show.

    Raises:
        NotAllowed: the state, who has it, or a time has changed since the page was made.
    """
    if not seen or seen == seen_of(article):
        return
    if seen.partition("/")[0] != workflow.view_of(article):
        raise NotAllowed(workflow.present_state(article))
    raise NotAllowed(
        _("Somebody has changed the times of this article. Look at them and choose again.")
    )


def _mover(action: Action) -> Callable[[Article, User, Data], None]:
    def move(article: Article, by: User, data: Data) -> None:
        workflow.move(article, action, by=by, reason=data["reason"], notice=data["notice"])

    return move


def _publish(article: Article, by: User, data: Data) -> None:
    publishing.publish(article, by=by, at=data["publish_at"])


def _publish_early(article: Article, by: User, data: Data) -> None:
    workflow.require(by, Action.PUBLISH_EARLY, article)
    if not data["early_because"].strip():
        text = _("Write why the article may come out before the embargo ends.")
        raise NotReady([Problem("early_because", text)])
    at, until = data["publish_at"], article.embargo_until
    if at is not None and until is not None and at >= until:
        # What stands in the field is the schedule's own time: early means now.
        at = None
    publishing.publish(article, by=by, at=at, early_because=data["early_because"])


def _embargo(article: Article, by: User, data: Data) -> None:
    if data["embargo_until"] is None:
        raise NotReady([Problem("embargo_until", _("Give the time until which it is forbidden."))])
    publishing.set_embargo(article, by=by, until=data["embargo_until"])


def _end_embargo(article: Article, by: User, data: Data) -> None:
    publishing.set_embargo(article, by=by, until=None)


def _end(article: Article, by: User, data: Data) -> None:
    if data["withdraw_at"] is None:
        raise NotReady([Problem("withdraw_at", _("Give the time of the withdrawal."))])
    publishing.schedule_end(article, by=by, at=data["withdraw_at"], notice=data["end_notice"])


def _keep(article: Article, by: User, data: Data) -> None:
    publishing.schedule_end(article, by=by, at=None)


DOERS: dict[str, Callable[[Article, User, Data], None]] = {
    **{action.value: _mover(action) for action in BUTTONS if action is not Action.PUBLISH},
    "publish": _publish,
    "publish_early": _publish_early,
    "embargo": _embargo,
    "embargo_clear": _end_embargo,
    "end": _end,
    "end_clear": _keep,
}


def _time_to_offer(article: Article) -> datetime | None:
    """Return the time that stands beside the button: what the text or its schedule says.

    Once readers have the article its first time stays, and there is none to choose.
    """
    if article.published_at is None:
        return None
    return article.published_at if _waits(article) else None


def _waits(article: Article) -> bool:
    """Say whether readers are still to have it for the first time."""
    starts = article.published_at
    return article.live_revision_id is None or starts is None or starts > timezone.now()
