"""The short way through the middlewares, for readers' pages.

A page that is the same for everybody needs no session, account, message or token, no static file
and no body. Its request passes by the middlewares that ``settings.SHORT_WAY_WITHOUT`` names; all
others stand in its way as ``settings.MIDDLEWARE`` has them, and give it the same headers. Whatever
is not plain (another method, a body, a cookie of ours, an address of no such page) is left to the
long way, which answers as if nobody had tried.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, cast

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.core.handlers.exception import convert_exception_to_response
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.module_loading import import_string
from django.utils.translation import get_language

from articles import urls
from articles.dependencies import is_keepable, may_be_kept

GetResponse = Callable[[HttpRequest], HttpResponse]

#: Bodies have both, or are chunked.
_OF_A_BODY: Final = ("CONTENT_LENGTH", "CONTENT_TYPE", "HTTP_TRANSFER_ENCODING")


class LongWay(HttpResponse):
    """Stands for an answer where the short way has none; nobody is sent it."""


class ShortWayMiddleware:
    """Stands before all that it spares."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self._short = _chain_behind(f"{__name__}.{type(self).__name__}", self._answer)
        self._hooks = _exception_hooks()
        self._cookies = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._is_plain(request.method, request.META):
            response = self._short(request)
            if not isinstance(response, LongWay):
                return response
        return self.get_response(request)

    def _is_plain(self, method: str | None, meta: dict[str, Any]) -> bool:
        """Say whether the spared middlewares would do nothing to a request for such a page."""
        if method not in {"GET", "HEAD"} or any(meta.get(name) for name in _OF_A_BODY):
            return False
        sent = meta.get("HTTP_COOKIE")
        return not sent or not any(name in sent for name in self._cookies)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        """Return the page; what its view fails at is told to the middlewares, as ever."""
        try:
            return _page(request)
        except Exception as error:
            for hook in self._hooks:
                response = hook(request, error)
                if response is not None:
                    return response
            raise


def _exception_hooks() -> list[Callable[[HttpRequest, Exception], HttpResponse | None]]:
    """Return what the middlewares, before this one and behind it, do about a view's errors."""
    names = [name for name in settings.MIDDLEWARE if name not in settings.SHORT_WAY_WITHOUT]
    kinds = [import_string(name) for name in reversed(names)]
    with_hook = [kind for kind in kinds if hasattr(kind, "process_exception")]
    return [kind(_page).process_exception for kind in with_hook]


def _chain_behind(own: str, answer: GetResponse) -> GetResponse:
    """Return the middlewares that stand behind ``own``, without those to be spared."""
    names = settings.MIDDLEWARE[settings.MIDDLEWARE.index(own) + 1 :]
    handler = convert_exception_to_response(answer)
    for name in reversed([one for one in names if one not in settings.SHORT_WAY_WITHOUT]):
        try:
            handler = convert_exception_to_response(import_string(name)(handler))
        except MiddlewareNotUsed:
            continue
    return cast("GetResponse", handler)


def _page(request: HttpRequest) -> HttpResponse:
    """Return the page, if the view is one whose pages are everybody's and it gives one."""
    try:
        match = find_view(request.path_info)
        if not may_be_kept(match.func):
            return LongWay()
        request.resolver_match = match
        response = match.func(request, *match.args, **match.kwargs)
    except (Resolver404, Http404):
        return LongWay()
    return response if isinstance(response, HttpResponse) and is_keepable(response) else LongWay()


def find_view(path: str) -> ResolverMatch:
    """Return what ``resolve`` does, which for an article would first try all other addresses.

    Raises:
        Resolver404: there is none.
    """
    if path.endswith(".html") and not path.startswith("/admin/"):
        language = get_language()
        prefix = "/" if language == settings.LANGUAGE_CODE else f"/{language}/"
        match = urls.DETAIL.resolve(path.removeprefix(prefix))
        if match is not None:
            return match
    return resolve(path)
