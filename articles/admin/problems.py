"""Problems as people see them: all at once, each leading to the field where it is put right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.requirements import Problem

# Where a field of ``Problem`` stands on the article's page, where that is not its own id.
ANCHORS: Final = {
    "body": "cke_id_body",
    "bylines": "bylines-group",
    "captions": "captions-group",
}


def anchor_of(field: str) -> str:
    """Return the id of the place on the article's page where ``field`` is."""
    return ANCHORS.get(field, f"id_{field}")


def problem_list(intro: str, problems: Iterable[Problem]) -> SafeString:
    """Return one message: ``intro``, and below it a link for each problem."""
    rows = ((anchor_of(problem.field), problem.text) for problem in problems)
    links = format_html_join("", '<li><a href="#{}">{}</a></li>', rows)
    return format_html('{}<ul class="problem-list">{}</ul>', intro, links)
