"""How every answer of the API leaves: its ETag, how long it may be kept, for whom it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt

from articles.api.problems import Problem, problem_response

# Seconds. Whoever keeps an answer asks again after this, and mostly hears "not modified".
KEPT: Final = 30
READ_ONLY: Final = "GET, HEAD, OPTIONS"


def answer(
    request: HttpRequest, data: Any, *, following: str = "", status: int = 200
) -> HttpResponseBase:
    """Return ``data`` as JSON, or 304 to somebody who has just this already.

    The ETag is of the content itself, so it is right whatever the content was made of.
    ``following`` is the address of the list's next page.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    tag = f'"{hashlib.sha256(text).hexdigest()[:32]}"'
    response = HttpResponse(text, status=status, content_type="application/json")
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = f"public, max-age={KEPT}"
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    if status != 200:
        return response
    return get_conditional_response(request, etag=tag, response=response) or response


def read_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let ``view`` be read by anybody's programs, pages of other sites too, and by nothing else."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = _answered(view, request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Link"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Robots-Tag"] = "noindex"  # people are to find the pages
        return response

    return csrf_exempt(guarded)


def _answered(
    view: Callable[..., HttpResponseBase], request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponseBase:
    if request.method == "OPTIONS":  # a page that asks whether it may send If-None-Match
        allowed = {"Access-Control-Allow-Methods": READ_ONLY, "Access-Control-Max-Age": "86400"}
        headers = allowed | {"Allow": READ_ONLY, "Access-Control-Allow-Headers": "If-None-Match"}
        return HttpResponse(status=204, headers=headers)
    if request.method not in {"GET", "HEAD"}:
        response = problem_response(Problem("method-not-allowed"))
        response.headers["Allow"] = READ_ONLY
        return response
    asked, request.method = request.method, "GET"  # the operations know no other
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = asked  # by which the server knows to send no body
