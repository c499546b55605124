"""What the moderator's screen prints of a comment."""

from __future__ import annotations

from django.contrib import admin
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from comments.models import Comment, Status

# Most comments are shorter: they can be decided on without being opened.
OPENING = 400


@admin.display(description=_("text"))
def opening(comment: Comment) -> str:
    """Return the text's beginning, on one line, behind whom it answers."""
    line = Truncator(" ".join(comment.body.split())).chars(OPENING)
    if comment.parent is None:
        return line
    return format_html('<span class="answers">↳ {}:</span> {}', comment.parent.name, line)


@admin.display(description=_("status"), ordering="status")
def badge(comment: Comment) -> str:
    label = comment.get_status_display()
    return format_html('<span class="state state--{}">{}</span>', comment.status, label)


@admin.display(description=_("article"))
def headline(comment: Comment) -> str:
    return str(comment.article)


@admin.display(description=_("waiting for"), ordering="created_at")
def waiting(comment: Comment) -> str:
    return timesince(comment.created_at) if comment.status == Status.PENDING else "–"
