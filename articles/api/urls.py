"""Where the API stands. Its addresses are public interface; a breaking change gets a new number."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, re_path

from articles.api.answers import answer, read_only
from articles.api.problems import MEDIA_TYPE, Problem, problem_response
from articles.api.site import api
from articles.templatetags.addresses import absolute

PREFIX = "/api/v1/"


@cache
def document() -> dict[str, Any]:
    """Return the OpenAPI document; its errors are of the media type that they are sent with."""
    found = dict(api.get_openapi_schema(path_prefix=PREFIX))
    found["servers"] = [{"url": absolute("/").rstrip("/")}]
    for operations in found["paths"].values():
        for status, response in operations["get"]["responses"].items():
            schema = response.get("content", {}).get("application/json", {}).get("schema", {})
            if int(status) >= 400 and "$ref" in schema:
                response["content"] = {MEDIA_TYPE: {"schema": schema}}
    return found


def openapi(request: HttpRequest) -> HttpResponseBase:
    return answer(request, document())


def unknown(request: HttpRequest) -> HttpResponseBase:
    return problem_response(Problem("not-found", detail=f"See {PREFIX}openapi.json."))


def to_documentation(request: HttpRequest) -> HttpResponseBase:
    return redirect("articles:api")


def _operations() -> Iterator[URLPattern]:
    """Yield the addresses of ``site.py``, each behind ``read_only``."""
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            yield path(str(pattern.pattern), read_only(pattern.callback), name=pattern.name)


app_name = "api"
urlpatterns = [
    path("", read_only(to_documentation), name="root"),
    path("openapi.json", read_only(openapi), name="openapi"),
    *_operations(),
    re_path(r"", read_only(unknown)),
]
