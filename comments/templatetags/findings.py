"""What the rules found, on the moderators' pages."""

from __future__ import annotations

from typing import Final

from django import template
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe

from comments.models import Comment
from comments.moderation import pipeline
from comments.moderation.words import Match

register = template.Library()

# Characters on either side of what was found.
AROUND: Final = 60


@register.filter
def explained(comment: Comment) -> list[str]:
    """Return a sentence for each thing that the rules found in the comment."""
    return list(dict.fromkeys(pipeline.explained(comment.reasons)))


@register.filter
def marked_name(comment: Comment) -> SafeString:
    return pipeline.marked(comment, "name")


@register.filter
def marked_body(comment: Comment) -> SafeString:
    """Return the text in paragraphs, with what the rules found marked."""
    return mark_safe(linebreaks(pipeline.marked(comment, "body")))  # noqa: S308


@register.simple_tag
def around(text: str, match: Match) -> SafeString:
    """Return a match, marked, with the words around it."""
    before, after = text[max(0, match.start - AROUND) : match.start], text[match.end :][:AROUND]
    return format_html("{}<mark>{}</mark>{}", before, text[match.start : match.end], after)
