"""The moderators' desk: read, decide, take back, without leaving the page."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.models import Article
from comments import decisions_admin, desk_acts, desk_saved
from comments.desk_answers import answer, decided, happened, number_waiting, refuse, rendered
from comments.desk_requests import (
    KIND_NAMES,
    STEPS,
    moderator,
    numbers_of,
    pairs_of,
    query_of,
    uuid_of,
    versions_of,
    wanted_of,
)
from comments.models import Comment, DeskView, PreparedText, Status
from comments.moderation import desk, undoing
from comments.moderation.cards import cards_of
from comments.moderation.decisions import decide, may_moderate

if TYPE_CHECKING:
    from newsroom.models import User

View = Callable[[HttpRequest], HttpResponseBase]


def for_moderators(admin: ModelAdmin[Comment], view: View) -> View:
    """Let moderators alone in, and no cache keep what they are shown."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponseBase:
        if not may_moderate(moderator(request)):
            raise PermissionDenied
        response = view(request)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    return admin.admin_site.admin_view(guarded)


def urls(admin: ModelAdmin[Comment]) -> list[URLPattern]:
    def page(request: HttpRequest) -> HttpResponse:
        return show(request, admin)

    doors: list[tuple[str, str, View]] = [
        ("", "desk", require_safe(page)),
        ("news/", "desk_news", require_POST(news)),
        ("decide/", "desk_decide", require_POST(decide_many)),
        ("undo/", "desk_undo", require_POST(undo)),
        ("leave/", "desk_leave", require_POST(leave)),
        ("pick/", "desk_pick", require_POST(desk_acts.pick)),
        ("redact/", "desk_redact", require_POST(desk_acts.redact_one)),
        ("escalate/", "desk_escalate", require_POST(desk_acts.escalate)),
        ("note/", "desk_note", require_POST(desk_acts.note)),
        ("reply/", "desk_reply", require_POST(desk_acts.reply_to)),
        ("ban/", "desk_ban", require_POST(desk_acts.ban)),
        ("views/save/", "desk_view_save", require_POST(desk_saved.save)),
        ("views/delete/", "desk_view_delete", require_POST(desk_saved.delete)),
    ]
    return [
        path(f"desk/{route}", for_moderators(admin, view), name=f"comments_comment_{name}")
        for route, name, view in doors
    ] + [
        path(
            "decisions.csv",
            for_moderators(admin, require_safe(decisions_admin.decisions)),
            name="comments_comment_decisions",
        )
    ]


def show(request: HttpRequest, admin: ModelAdmin[Comment]) -> HttpResponse:
    """Show what there is to look at, the most urgent first, narrowed down by the address.

    Raises:
        Http404: it is narrowed down to what cannot be (``desk_requests.wanted_of``).
    """
    user, wanted = moderator(request), wanted_of(request.GET)
    query = query_of(wanted)
    context = {
        **admin.admin_site.each_context(request),
        **for_acts(user),
        "title": _("Comment desk"),
        "opts": Comment._meta,
        "cards": cards_of(desk.take(user, wanted), to=user),
        "others": desk.others(user),
        "sections": desk.sections_waiting(user, wanted),
        "steps": STEPS,
        "kinds": KIND_NAMES,
        "views": DeskView.objects.filter(user=user),
        "wanted": wanted,
        "article": _article_of(wanted),
        "pairs": pairs_of(wanted),
        "waiting": number_waiting(user, wanted),
        "batch": uuid_of(request.GET.get("vua", "")),
        "query": query,
    }
    return TemplateResponse(request, "admin/comments/desk/desk.html", context)


def _article_of(wanted: desk.Wanted) -> Article | None:
    """Return the article that the desk is narrowed down to, if anybody may read its title."""
    if wanted.article is None:
        return None
    return Article.objects.public().only("title").filter(pk=wanted.article).first()


def for_acts(user: User) -> dict[str, Any]:
    """Return what the forms of acts need, with the prepared reasons and replies; one query."""
    texts: dict[str, list[str]] = {kind: [] for kind in PreparedText.Kind.values}
    for kind, text in PreparedText.objects.values_list("kind", "text"):
        texts[kind].append(text)
    return {
        "reasons": texts[PreparedText.Kind.REASON],
        "replies": texts[PreparedText.Kind.REPLY],
        "may_ban": user.has_perm("comments.ban_writer"),
        "ban_days": desk_acts.BAN_DAYS,
        "key": uuid.uuid4(),
    }


def news(request: HttpRequest) -> HttpResponse:
    """Say how many wait, keep what is on the screen (``co``), and bring cards to fill it up."""
    user, wanted = moderator(request), wanted_of(request.POST)
    keeping = set(numbers_of(request.POST.getlist("co")))
    comments = desk.take(user, wanted, keeping=keeping)
    added = [comment for comment in comments if comment.pk not in keeping]
    others: dict[str, Any] = {"others": desk.others(user)}
    return JsonResponse(
        {
            "waiting": number_waiting(user, wanted),
            "gone": sorted(keeping - {comment.pk for comment in comments}),
            "cards": rendered(request, added),
            "others": render_to_string("admin/comments/desk/others.html", others),
        }
    )


def decide_many(request: HttpRequest) -> HttpResponse:
    """Decide on the comments that ``binh-luan`` names, each as ``<id>.<version>``.

    Scripts get JSON; a form goes back to the desk.
    """
    versions = versions_of(request.POST.getlist("binh-luan"))
    status = request.POST.get("thanh", "")
    if status not in {Status.APPROVED, Status.REJECTED, Status.SPAM} or not versions:
        return refuse(request, _("Choose comments, then press one of the buttons."))
    reason = request.POST.get("ly-do-tu-choi", "").strip()
    done = decide(versions, status, by=moderator(request), reason=reason, versions=versions)
    batch = done.batch if done.changed else None
    left = {*done.stale, *done.escalated}
    text = decided(done, Status(status))
    return answer(request, text, batch=batch, stale=done.stale, about=left)


def undo(request: HttpRequest) -> HttpResponse:
    """Take back what was done in one go; only by who did it."""
    batch = uuid_of(request.POST.get("vua", ""))
    if batch is None:
        return refuse(request, _("There is nothing to take back."))
    done = undoing.undo(batch, by=moderator(request))
    text = _("Taken back.") if done.changed else _("There is nothing to take back.")
    if done.stale:
        text = f"{text} {' '.join(happened(done.stale).values())}"
    return answer(request, text, about=done.changed)


def leave(request: HttpRequest) -> HttpResponse:
    desk.leave(moderator(request))
    return HttpResponse(status=204)
