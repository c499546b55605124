"""What the desk answers: to a script as JSON, to a form as a message on the page it came from."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.vietnamese.dates import format_datetime
from comments.desk_requests import moderator, numbers_of, query_of, wanted_of
from comments.models import Action, Comment, ModerationEvent, Report, Status
from comments.moderation import desk
from comments.moderation.cards import cards_of
from comments.moderation.decisions import Decided

if TYPE_CHECKING:
    from newsroom.models import User

BY_THE_WRITER: Final = {Action.EDIT, Action.EMPTY}


def answer(
    request: HttpRequest,
    text: str,
    *,
    status: int = 200,
    batch: uuid.UUID | None = None,
    stale: Iterable[int] = (),
    about: Collection[int] = (),
) -> HttpResponse:
    """Say what was done. ``about`` are the comments that it changed or might have: a script gets
    the new cards of those that are on the moderator's desk now, and the ids of the others."""
    if request.headers.get("Accept") == "application/json":
        rows = desk.on_desk_of(moderator(request), desk.Wanted()).filter(pk__in=about)
        cards = rendered(request, desk.with_card_data(rows)) if about else []
        return JsonResponse(
            {
                "text": text,
                "batch": str(batch or ""),
                "stale": happened(stale),
                "cards": cards,
                "gone": sorted(set(about) - {card["id"] for card in cards}),
                "waiting": number_waiting(moderator(request), wanted_of(request.POST)),
            },
            status=status,
        )
    messages.add_message(request, messages.ERROR if status >= 400 else messages.INFO, text)
    return HttpResponseRedirect(_back(request, batch))


def number_waiting(user: User, wanted: desk.Wanted) -> str:
    """Return how many there are to look at, as far as anybody needs to know."""
    number = desk.waiting_number(user, wanted)
    if number > desk.MOST_COUNTED:
        return _("more than %(most_counted)s") % {"most_counted": desk.MOST_COUNTED}
    return str(number)


def refuse(request: HttpRequest, text: str) -> HttpResponse:
    """Say what is missing; nothing was done."""
    return answer(request, text, status=400)


def _back(request: HttpRequest, batch: uuid.UUID | None) -> str:
    """Return where a form came from: a comment's own page (``ve``), or the desk as it was."""
    for pk in numbers_of([request.POST.get("ve", "")]):
        return reverse("admin:comments_comment_change", args=[pk])
    query = query_of(wanted_of(request.POST))
    if batch:
        query = f"{query}&vua={batch}".lstrip("&")
    return f"{reverse('admin:comments_comment_desk')}?{query}".rstrip("?")


def said(done: Decided, text: str) -> str:
    """Return ``text`` where something was done, and what kept the rest from being done."""
    sentences = [text] if done.changed else []
    sentences += happened(done.stale).values()
    if done.escalated:
        sentences.append(_("It was put before an editor, who decides on it."))
    return " ".join(sentences) or _("Nothing has changed.")


def decided(done: Decided, status: Status) -> str:
    """Return what a decision made of comments, as a sentence."""
    text = ngettext(
        "%(count)d comment is now: %(status)s.",
        "%(count)d comments are now: %(status)s.",
        done.changed,
    )
    return said(done, text % {"count": done.changed, "status": status.label})


def happened(stale: Iterable[int]) -> dict[int, str]:
    """Return a sentence for each comment to which somebody else has done something meanwhile."""
    events = ModerationEvent.objects.filter(comment__in=list(stale)).select_related(
        "moderator", "comment"
    )
    last = {event.comment_id: event for event in events.order_by("made_at", "pk")}
    said = {pk: _meanwhile(event) for pk, event in last.items()}
    reports = Report.objects.filter(comment__in=list(stale), upheld=None).select_related("comment")
    for one in reports.order_by("created_at"):
        event = last.get(one.comment_id)
        if event is None or event.made_at < one.created_at:
            text = _("“%(name)s” has been reported by a reader meanwhile.")
            said[one.comment_id] = text % {"name": one.comment.name}
    return said


def _meanwhile(event: ModerationEvent) -> str:
    who = _("its writer") if event.action in BY_THE_WRITER else event.moderator or _("a rule")
    known = {
        "name": event.comment.name,
        "who": who,
        "time": format_datetime(event.made_at),
        "status": event.get_to_status_display(),
        "what": event.get_action_display(),
    }
    if event.action == Action.DECIDE:
        return _("“%(name)s” was decided meanwhile: %(status)s, by %(who)s, %(time)s.") % known
    return _("“%(name)s” is another meanwhile: %(what)s, by %(who)s, %(time)s.") % known


def rendered(request: HttpRequest, comments: Iterable[Comment]) -> list[dict[str, Any]]:
    """Return the cards of comments, each with its id and its HTML."""
    user = moderator(request)
    template = get_template("admin/comments/desk/card.html")
    known: dict[str, Any] = {"may_ban": user.has_perm("comments.ban_writer")}
    return [
        {"id": card.comment.pk, "html": template.render({**known, "card": card}, request)}
        for card in cards_of(comments, to=user)
    ]
