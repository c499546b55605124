"""The page for people whose programs read the paper: what the API offers, and how."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
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
        "description": facts.get("description", ""),
        "parameters": [
            {"name": one["name"], "text": one.get("description") or one["schema"].get("title", "")}
            for one in facts.get("parameters", [])
        ],
    }
