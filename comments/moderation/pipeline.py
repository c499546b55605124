"""What the rules say of a comment before any person reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from comments.models import Comment
from comments.moderation.steps import STEPS, Arrival
from comments.moderation.words import View

VIEWS = {
    View.EXACT: gettext_lazy("as it stands"),
    View.REPEATS: gettext_lazy("with letters repeated"),
    View.DIGITS: gettext_lazy("with digits or signs for letters"),
    View.TYPING: gettext_lazy("in raw Telex or VNI"),
    View.JOINED: gettext_lazy("written apart or together"),
    View.MASKED: gettext_lazy("with stars for letters"),
    View.UNACCENTED: gettext_lazy("without accents"),
}


@dataclass(frozen=True)
class Judgement:
    """``reasons`` are kept with the comment; ``rejecting`` is empty or says why it is rejected."""

    reasons: list[dict[str, Any]]
    rejecting: str = ""


def judge(arrival: Arrival) -> Judgement:
    """Return all that the steps have against a comment, in their order."""
    findings = [finding for step in STEPS for finding in step(arrival)]
    reasons = [{"step": finding.step, **finding.detail} for finding in findings]
    rejecting = next(
        (said for one, said in zip(findings, explained(reasons), strict=True) if one.rejects), ""
    )
    return Judgement(reasons, rejecting)


def explained(reasons: list[Any]) -> Iterator[str]:
    """Yield a sentence for each reason, in the order in which they were found."""
    for reason in reasons:
        yield _sentence(reason) if isinstance(reason, dict) else str(reason)


def _sentence(reason: dict[str, Any]) -> str:
    match reason.get("step"):
        case "words":
            view = VIEWS.get(reason["view"], reason["view"])
            return _("“%(term)s”, %(view)s") % {"term": reason["term"], "view": view}
        case "links":
            text = ngettext("%(number)d link", "%(number)d links", reason["number"])
        case "repeat":
            text = ngettext(
                "the same text %(number)d time in %(days)d days",
                "the same text %(number)d times in %(days)d days",
                reason["number"],
            )
        case "alike":
            text = ngettext(
                "%(number)d text much like it (%(percent)d %%) in %(days)d days",
                "%(number)d texts much like it (up to %(percent)d %%) in %(days)d days",
                reason["number"],
            )
        case "rate":
            text = _("%(number)d comments of one sender in %(minutes)d minutes")
        case "quick":
            text = _("sent %(seconds)s seconds after the form was opened")
        case "shouting":
            text = _("mostly capitals")
        case other:
            text = str(other)
    return text % reason


def marked(comment: Comment, name: str) -> SafeString:
    """Return the comment's ``name`` or ``body`` as HTML with what the rules found marked."""
    text: str = getattr(comment, name)
    parts, end = [], 0
    for reason in comment.reasons:
        if not isinstance(reason, dict) or reason.get("field") != name:
            continue
        start, stop = reason["start"], reason["end"]
        if end <= start < stop <= len(text):
            title = next(explained([reason]))
            parts.append(escape(text[end:start]))
            parts.append(format_html('<mark title="{}">{}</mark>', title, text[start:stop]))
            end = stop
    return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308
