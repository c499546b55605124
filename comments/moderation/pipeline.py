"""What the rules say of a comment before any person reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from articles.languages import paper_language
from comments.models import Comment
from comments.moderation.arrivals import Arrival
from comments.moderation.sentences import sentence
from comments.moderation.steps import ASKING, STEPS


@dataclass(frozen=True)
class Judgement:
    """``reasons`` are kept with the comment; ``rejecting`` is empty or says why it is rejected."""

    reasons: list[dict[str, Any]]
    rejecting: str = ""


def judge(arrival: Arrival) -> Judgement:
    """Return all that the steps have against a comment, in their order.

    Others are asked only about what is not rejected already, and in no transaction: it may take
    ``outside.PATIENCE``.
    """
    findings = [finding for step in STEPS for finding in step(arrival)]
    if not any(one.rejects for one in findings):
        findings += ASKING(arrival)
    reasons = [{"step": finding.step, **finding.detail} for finding in findings]
    with paper_language():
        rejecting = next(
            (said for one, said in zip(findings, explained(reasons), strict=True) if one.rejects),
            "",
        )
    return Judgement(reasons, rejecting)


def explained(reasons: list[Any]) -> Iterator[str]:
    """Yield a sentence for each reason, in the order in which they were found."""
    for reason in reasons:
        yield sentence(reason) if isinstance(reason, dict) else str(reason)


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
