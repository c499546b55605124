"""What the rules say of a comment before any person reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments.models import Comment
from comments.moderation import wordlist
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


def judge(comment: Comment) -> Judgement:
    """Return what the rules have against a comment; nobody's words are changed."""
    reasons, rejecting = [], ""
    for name in ("name", "body"):
        for hit in wordlist.hits(getattr(comment, name)):
            match = hit.match
            reasons.append(
                {
                    "step": "words",
                    "field": name,
                    "term": match.term.text,
                    "view": str(match.view),
                    "start": match.start,
                    "end": match.end,
                }
            )
            if hit.rejects:
                rejecting = rejecting or _("Listed word: %s") % match.term.text
    return Judgement(reasons, rejecting)


def explained(reasons: list[Any]) -> Iterator[str]:
    """Yield a sentence for each reason, in the order in which they were found."""
    for reason in reasons:
        if isinstance(reason, dict) and reason.get("step") == "words":
            view = VIEWS.get(reason["view"], reason["view"])
            yield _("“%(term)s”, %(view)s") % {"term": reason["term"], "view": view}
        else:
            yield str(reason)


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
