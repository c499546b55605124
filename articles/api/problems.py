"""What went wrong, as RFC 9457 has it: ``application/problem+json``, in English, stable codes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse
from django.urls import reverse
from ninja import Schema
from pydantic import Field

from articles.templatetags.addresses import absolute

# The default of a member that is left out where there is nothing to say; it is never sent as null.
LEFT_OUT: Final[Any] = None
WRONG_CURSOR: Final = "Not a cursor of this list: begin again without one."
MEDIA_TYPE: Final = "application/problem+json"
# By code: status and title. The codes are public interface.
KNOWN: Final[dict[str, tuple[int, str]]] = {
    "not-found": (404, "There is nothing at this address."),
    "withdrawn": (410, "The newsroom has withdrawn this article."),
    "method-not-allowed": (405, "This address is read by GET and HEAD only."),
    "invalid-parameters": (422, "The request's parameters cannot be understood."),
    "unavailable": (503, "This cannot be answered right now: ask again in a few seconds."),
}


class ParameterProblem(Schema):
    """One parameter, and what is to be changed about it."""

    parameter: str
    detail: str


class ProblemSchema(Schema):
    type: str = Field(description="The address of the documentation of `code`.")
    title: str
    status: int
    code: str = Field(description="Stable: " + ", ".join(f"`{code}`" for code in KNOWN))
    detail: str = Field(LEFT_OUT, description="What is to be done about it.")
    notice: str = Field(LEFT_OUT, description="What the newsroom tells readers of a withdrawal.")
    errors: list[ParameterProblem] = Field(LEFT_OUT, description="Each parameter that is wrong.")


@dataclass
class Problem(Exception):
    """Ends an operation; ``errors`` are (parameter, detail), ``notice`` is the paper's own word."""

    code: str
    detail: str = ""
    errors: tuple[tuple[str, str], ...] = ()
    notice: str = ""


def problem_response(problem: Problem) -> HttpResponse:
    """Return the problem's answer, which nothing keeps for long."""
    status, title = KNOWN[problem.code]
    facts: dict[str, Any] = {
        "type": absolute(f"{reverse('articles:api')}#{problem.code}"),
        "title": title,
        "status": status,
        "code": problem.code,
        "detail": problem.detail,
        "notice": problem.notice,
        "errors": [{"parameter": name, "detail": text} for name, text in problem.errors],
    }
    body = json.dumps({key: value for key, value in facts.items() if value}, ensure_ascii=False)
    response = HttpResponse(body, status=status, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "public, max-age=10"
    return response


def refused(parameter: str, detail: str) -> Problem:
    """Return the problem of one wrong parameter."""
    return Problem("invalid-parameters", errors=((parameter, detail),))
