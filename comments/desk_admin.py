"""The moderators' desk: read, decide, take back, without leaving the page."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Any, Final, cast

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from articles.vietnamese.dates import format_datetime
from comments.models import Comment, ModerationEvent, Status
from comments.moderation import desk, undoing
from comments.moderation.decisions import Decided, decide, may_moderate
from comments.moderation.desk import Wanted
from comments.moderation.sentences import STEPS

if TYPE_CHECKING:
    from newsroom.models import User

# What a rejection is mostly for; any other can be written.
REASONS: Final = (
    gettext_lazy("Off the subject"),
    gettext_lazy("Insults somebody"),
    gettext_lazy("Advertises"),
    gettext_lazy("Says what cannot be verified"),
    gettext_lazy("Names private matters of others"),
    gettext_lazy("Cannot be read without accents"),
)
# Comments that one request may decide on.
MOST: Final = 100

View = Callable[[HttpRequest], HttpResponse]


def urls(admin: ModelAdmin[Comment]) -> list[URLPattern]:
    def for_moderators(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponse:
            if not may_moderate(_moderator(request)):
                raise PermissionDenied
            response = view(request)
            response.headers["Cache-Control"] = "private, no-store"
            return response

        return admin.admin_site.admin_view(guarded)

    def page(request: HttpRequest) -> HttpResponse:
        return show(request, admin)

    doors = [
        ("", "desk", require_safe(page)),
        ("news/", "desk_news", require_POST(news)),
        ("decide/", "desk_decide", require_POST(decide_many)),
        ("undo/", "desk_undo", require_POST(undo)),
        ("leave/", "desk_leave", require_POST(leave)),
    ]
    return [
        path(f"desk/{route}", for_moderators(view), name=f"comments_comment_{name}")
        for route, name, view in doors
    ]


def show(request: HttpRequest, admin: ModelAdmin[Comment]) -> HttpResponse:
    """Show what waits, the most urgent first, narrowed down by ``?chuyen-muc= bai= ly-do=``.

    Raises:
        Http404: one of these is no number, or no reason that there is.
    """
    user, wanted = _moderator(request), _wanted(request.GET)
    comments = desk.take(user, wanted)
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Comment desk"),
        "opts": Comment._meta,
        "comments": comments,
        "records": desk.records(comments),
        "others": desk.others(user),
        "sections": desk.sections_waiting(user),
        "steps": STEPS,
        "reasons": REASONS,
        "wanted": wanted,
        "waiting": desk.waiting_number(user, wanted),
        "most_counted": desk.MOST_COUNTED,
        "batch": _batch(request.GET.get("vua", "")),
        "query": _query(wanted),
    }
    return TemplateResponse(request, "admin/comments/desk/desk.html", context)


def news(request: HttpRequest) -> HttpResponse:
    """Say how many wait, keep what is on the screen (``co``), and bring cards to fill it up."""
    user, wanted = _moderator(request), _wanted(request.POST)
    keeping = set(_numbers(request.POST.getlist("co")))
    comments = desk.take(user, wanted, keeping=keeping)
    added = [comment for comment in comments if comment.pk not in keeping]
    return JsonResponse(
        {
            "waiting": desk.waiting_number(user, wanted),
            "gone": sorted(keeping - {comment.pk for comment in comments}),
            "cards": _cards(request, added),
            "others": render_to_string(
                "admin/comments/desk/others.html", {"others": desk.others(user)}
            ),
        }
    )


def decide_many(request: HttpRequest) -> HttpResponse:
    """Decide on the comments that ``binh-luan`` names, each as ``<id>.<version>``.

    Scripts get JSON; a form goes back to the desk.
    """
    user = _moderator(request)
    versions = _versions(request.POST.getlist("binh-luan"))
    status = request.POST.get("thanh", "")
    if status not in {Status.APPROVED, Status.REJECTED, Status.SPAM} or not versions:
        return _answer(request, None, _("Choose comments, then press one of the buttons."), 400)
    reason = request.POST.get("ly-do-tu-choi", "").strip()
    done = decide(versions, status, by=user, reason=reason, versions=versions)
    return _answer(request, done, _said(done, Status(status)))


def undo(request: HttpRequest) -> HttpResponse:
    """Take back what was decided in one go; only by who decided it."""
    batch = _batch(request.POST.get("vua", ""))
    if batch is None:
        return _answer(request, None, _("There is nothing to take back."), 400)
    done = undoing.undo(batch, by=_moderator(request))
    text = _("Taken back.") if done.changed else _("There is nothing to take back.")
    if done.stale:
        text = f"{text} {' '.join(_happened(done.stale).values())}"
    return _answer(request, None, text, restored=done.changed)


def leave(request: HttpRequest) -> HttpResponse:
    desk.leave(_moderator(request))
    return HttpResponse(status=204)


def _answer(
    request: HttpRequest,
    done: Decided | None,
    text: str,
    status: int = 200,
    *,
    restored: Iterable[int] = (),
) -> HttpResponse:
    """Say what was done: to a script as JSON, to a form as a message on the desk."""
    if request.headers.get("Accept") == "application/json":
        answer = {
            "text": text,
            "batch": str(done.batch) if done and done.changed else "",
            "stale": _happened(done.stale) if done else {},
            "cards": _cards(request, desk.with_card_data(Comment.objects.filter(pk__in=restored))),
        }
        return JsonResponse(answer, status=status)
    messages.add_message(request, messages.ERROR if status >= 400 else messages.INFO, text)
    query = _query(_wanted(request.POST))
    if done and done.changed:
        query = f"{query}&vua={done.batch}".lstrip("&")
    return HttpResponseRedirect(f"{reverse('admin:comments_comment_desk')}?{query}".rstrip("?"))


def _said(done: Decided, status: Status) -> str:
    text = ngettext(
        "%(count)d comment is now: %(status)s.",
        "%(count)d comments are now: %(status)s.",
        done.changed,
    )
    said = [text % {"count": done.changed, "status": status.label}] if done.changed else []
    return " ".join([*said, *_happened(done.stale).values()])


def _happened(stale: Iterable[int]) -> dict[int, str]:
    """Return a sentence for each comment that somebody else has decided on meanwhile."""
    events = ModerationEvent.objects.filter(comment__in=list(stale)).select_related(
        "moderator", "comment"
    )
    last = {event.comment_id: event for event in events.order_by("made_at", "pk")}
    return {
        pk: _("“%(name)s” was decided meanwhile: %(status)s, by %(who)s, %(time)s.")
        % {
            "name": event.comment.name,
            "status": event.get_to_status_display(),
            "who": event.moderator or _("a rule"),
            "time": format_datetime(event.made_at),
        }
        for pk, event in last.items()
    }


def _cards(request: HttpRequest, comments: Iterable[Comment]) -> list[dict[str, Any]]:
    comments = list(comments)
    records = desk.records(comments)
    return [
        {
            "id": comment.pk,
            "html": render_to_string(
                "admin/comments/desk/card.html",
                {"comment": comment, "records": records},
                request=request,
            ),
        }
        for comment in comments
    ]


def _moderator(request: HttpRequest) -> User:
    return cast("User", request.user)


def _wanted(data: Any) -> Wanted:
    """Return what a request narrows the desk down to.

    Raises:
        Http404: it is nothing that there could be.
    """
    step = data.get("ly-do", "")
    if step and step not in STEPS:
        raise Http404
    return Wanted(_number(data.get("chuyen-muc", "")), _number(data.get("bai", "")), step)


def _query(wanted: Wanted) -> str:
    pairs = (("chuyen-muc", wanted.section), ("bai", wanted.article), ("ly-do", wanted.step))
    return "&".join(f"{name}={value}" for name, value in pairs if value)


def _number(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 18):
        raise Http404
    return int(text)


def _numbers(texts: Iterable[str]) -> list[int]:
    return [int(t) for t in list(texts)[:MOST] if t.isascii() and t.isdecimal() and len(t) <= 18]


def _versions(texts: Iterable[str]) -> dict[int, int]:
    """Return versions by ids from ``<id>.<version>``; what is not of that form is left out."""
    pairs = (text.partition(".") for text in list(texts)[:MOST])
    found = [(_numbers([pk]), _numbers([version])) for pk, _dot, version in pairs]
    return {pk[0]: version[0] for pk, version in found if pk and version}


def _batch(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
