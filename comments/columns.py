"""What the moderator's screen prints of a comment."""

from __future__ import annotations

from django.contrib import admin
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from articles.vietnamese.dates import format_datetime
from comments.models import Comment, ModerationEvent, Status


@admin.display(description=_("text"))
def excerpt(comment: Comment) -> str:
    return comment.excerpt


@admin.display(description=_("article"))
def headline(comment: Comment) -> str:
    return str(comment.article)


@admin.display(description=_("waiting for"), ordering="created_at")
def waiting(comment: Comment) -> str:
    return timesince(comment.created_at) if comment.status == Status.PENDING else "–"


@admin.display(description=_("written at"))
def written(comment: Comment) -> str:
    return format_datetime(comment.created_at)


@admin.display(description=_("made at"))
def made(event: ModerationEvent) -> str:
    return format_datetime(event.made_at)


@admin.display(description=_("text"))
def text(comment: Comment) -> SafeString:
    return _paragraphs(comment.body)


@admin.display(description=_("in reply to"))
def answered(comment: Comment) -> str:
    parent = comment.parent
    if parent is None:
        return "–"
    status = parent.get_status_display()
    return format_html("<b>{}</b> ({}) {}", parent.name, status, _paragraphs(parent.body))


@admin.display(description=_("reasons"))
def reasons(comment: Comment) -> str:
    return ", ".join(map(str, comment.reasons)) or "–"


def _paragraphs(plain: str) -> SafeString:
    return mark_safe(linebreaks(plain, autoescape=True))  # noqa: S308 (linebreaks escapes)
