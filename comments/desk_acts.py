"""The desk's doors for what is not a decision; each takes what a form or a script sends.

``binh-luan`` names the comment as ``<id>.<version>``.
"""

from __future__ import annotations

from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.vietnamese.text import clean_line
from comments.desk_answers import answer, refuse, said
from comments.desk_requests import moderator, uuid_of, versions_of
from comments.models import Comment
from comments.moderation import acts, bans
from comments.moderation.decisions import Decided, require
from comments.moderation.redacting import RedactionForm, redact
from comments.moderation.replying import ReplyForm, reply

# For how many days somebody may be banned; empty is for good.
BAN_DAYS: Final = {
    "1": gettext_lazy("1 day"),
    "7": gettext_lazy("7 days"),
    "30": gettext_lazy("30 days"),
    "": gettext_lazy("For good"),
}
MOST_REASON: Final = 300


def pick(request: HttpRequest) -> HttpResponse:
    """Pick a comment, or (``bo``) take it out of the picks."""
    one = _one(request)
    if one is None:
        return _choose(request)
    act = acts.unpick if request.POST.get("bo") else acts.pick
    done = act(one[0], by=moderator(request), version=one[1])
    text = _("No longer picked.") if act is acts.unpick else _("Picked by the newsroom.")
    return _done(request, done, text, one[0])


def redact_one(request: HttpRequest) -> HttpResponse:
    """Change a comment's ``ten`` and ``noi-dung``, because of ``ly-do-sua``."""
    one = _one(request)
    if one is None:
        return _choose(request)
    given = request.POST
    form = RedactionForm(
        {
            "name": given.get("ten", ""),
            "body": given.get("noi-dung", ""),
            "why": given.get("ly-do-sua", ""),
        }
    )
    if not form.is_valid():
        return refuse(request, _first_error(form))
    done = redact(one[0], by=moderator(request), version=one[1], **form.cleaned_data)
    return _done(request, done, _("The text is changed."), one[0])


def escalate(request: HttpRequest) -> HttpResponse:
    """Put a comment before an editor, saying why (``vi-sao``)."""
    one, why = _one(request), clean_line(request.POST.get("vi-sao", ""))[:500]
    if one is None:
        return _choose(request)
    if not why:
        return refuse(request, _("Write for the editor what it is about."))
    done = acts.escalate(one[0], by=moderator(request), version=one[1], why=why)
    return _done(request, done, _("Put before an editor."), one[0])


def note(request: HttpRequest) -> HttpResponse:
    """Leave the other moderators a note (``ghi-chu``)."""
    one, text = _one(request), request.POST.get("ghi-chu", "")
    if one is None:
        return _choose(request)
    if not clean_line(text):
        return refuse(request, _("Write a note."))
    try:
        acts.note(one[0], by=moderator(request), text=text)
    except Comment.DoesNotExist:
        return refuse(request, _("The comment is gone."))
    return answer(request, _("The note is kept."), about=[one[0]])


def reply_to(request: HttpRequest) -> HttpResponse:
    """Answer a comment in the newsroom's name with ``tra-loi``, or else a prepared text.

    ``lan`` is one press of the button (a UUID).
    """
    text = request.POST.get("tra-loi", "").strip() or request.POST.get("soan-san", "")
    one, form = _one(request), ReplyForm({"body": text})
    if one is None:
        return _choose(request)
    if not form.is_valid():
        return refuse(request, _first_error(form))
    key = uuid_of(request.POST.get("lan", ""))
    body = form.cleaned_data["body"]
    made = reply(one[0], by=moderator(request), version=one[1], body=body, key=key)
    if made.reply is None and not (made.done.stale or made.done.escalated):
        return refuse(request, _("It is not shown to readers, so it cannot be answered."))
    text = _("The newsroom's reply is shown.")
    if made.reply is not None and not made.done.changed:
        return answer(request, text, about=[one[0]])
    return _done(request, made.done, text, one[0])


def ban(request: HttpRequest) -> HttpResponse:
    """Ban who wrote the comments, for ``ngay`` days (empty: for good), because of ``ly-do-cam``."""
    user = moderator(request)
    if not user.has_perm("comments.ban_writer"):
        raise PermissionDenied
    ids = set(versions_of(request.POST.getlist("binh-luan")))
    reason = clean_line(request.POST.get("ly-do-cam", ""))[:MOST_REASON]
    days = request.POST.get("ngay")
    if not ids:
        return _choose(request)
    if days not in BAN_DAYS or not reason:
        return refuse(request, _("Choose for how long, and write why."))
    require(user, ids)
    known = Comment.objects.filter(pk__in=ids)
    if known.filter(user__is_staff=True).exists():
        return refuse(request, _("Members of the newsroom cannot be banned."))
    if not (known.exclude(user=None) | known.exclude(sender="")).exists():
        return refuse(request, _("Nothing is known any more of who wrote it."))
    bans.ban_writers_of(ids, days=int(days) if days else None, reason=reason, by=user)
    text = _("Banned: %(time)s. What was written waits for a decision all the same.")
    return answer(request, text % {"time": BAN_DAYS[days].lower()}, about=ids)


def _one(request: HttpRequest) -> tuple[int, int] | None:
    return next(iter(versions_of(request.POST.getlist("binh-luan")[:1]).items()), None)


def _choose(request: HttpRequest) -> HttpResponse:
    return refuse(request, _("Choose comments, then press one of the buttons."))


def _done(request: HttpRequest, done: Decided, text: str, pk: int) -> HttpResponse:
    batch = done.batch if done.changed else None
    return answer(request, said(done, text), batch=batch, stale=done.stale, about=[pk])


def _first_error(form: RedactionForm | ReplyForm) -> str:
    return str(next(iter(form.errors.values()))[0])
