"""The page for people whose programs read the paper: what the API offers, and how."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from articles.api.problems import KNOWN
from articles.api.urls import document


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """Show the API's addresses with their parameters, from the document that programs read."""
    found = document()
    operations = [
        {"path": path, **_operation(methods["get"])} for path, methods in found["paths"].items()
    ]
    problems = [(code, *facts) for code, facts in KNOWN.items()]
    context = {"operations": operations, "problems": problems}
    return render(request, "articles/api.html", context)


def _operation(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        "summary": facts["summary"],
        "description": _marked(facts.get("description", "")),
        "parameters": [
            {"name": one["name"], "text": _marked(one.get("description", ""))}
            for one in facts.get("parameters", [])
        ],
    }


def _marked(text: str) -> SafeString:
    """Return a line of the document, what stands between its backticks as code."""
    return mark_safe(re.sub(r"`(.+?)`", r"<code>\1</code>", escape(text)))  # noqa: S308
