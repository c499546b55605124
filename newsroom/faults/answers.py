"""The answer that something is away: 503, when to ask again, and what was written given back.

Nothing here asks the database, the cache or the session.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import CsrfViewMiddleware
from django.template.loader import get_template
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from articles.api.problems import Problem, problem_response
from articles.api.urls import PREFIX as API
from newsroom.faults.kinds import Kind
from newsroom.language import STAFF, language_of

#: What people type, as the forms call it; everything else is given back unseen.
TYPED: Final = {
    "body": gettext_lazy("Your comment"),
    "name": gettext_lazy("Your name"),
    "email": gettext_lazy("E-mail"),
    "note": gettext_lazy("More about it, if you like"),
}
#: The page needs its style sheet and its form, and nothing else.
POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)


def unavailable(request: HttpRequest, kind: Kind = Kind.AWAY, *, sure: bool = True) -> HttpResponse:
    """Say it as whoever asks understands: a page, JSON, or the API's problem.

    ``sure``: nothing of what was sent has been stored.
    """
    with override(language_of(request)):
        response = _answer(request, kind, sure=sure)
    response.headers["Retry-After"] = str(kind.retry_after)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Language"] = language_of(request)
    response.headers["Content-Length"] = str(len(response.content))
    return response


def _answer(request: HttpRequest, kind: Kind, *, sure: bool) -> HttpResponse:
    if request.path_info.startswith(API):
        return problem_response(Problem("unavailable"))
    text = sentence(kind, writes=_writes(request), sure=sure)
    if "application/json" in request.headers.get("Accept", ""):
        # By the names under which the scripts look for a sentence.
        said = {"problem": text, "error": text, "text": text, "problems": [text]}
        return JsonResponse(said, status=503)
    given_back = kept(request) if sure else {}
    page = _page(text, **given_back) if given_back else _plain(get_language(), text)
    return HttpResponse(page, status=503, headers={"Content-Security-Policy": POLICY})


@lru_cache(maxsize=32)
def _plain(language: str, text: str) -> str:
    """Return the page without anything given back, made once: many may ask at once."""
    return _page(text)


def _page(text: str, **given_back: Any) -> str:
    return get_template("503.html").render({"text": text, **given_back})


def sentence(kind: Kind, *, writes: bool, sure: bool = True) -> str:
    """Return what is wrong and what to do, in one sentence or two."""
    if not writes:
        return _("This page cannot be shown right now. Please try again in a few seconds.")
    if not sure:
        return _("The database went away while this was being saved: look whether it is there.")
    if kind is Kind.FULL:
        return _("There is no room left to store this. Please try again later.")
    return _("This could not be stored right now. Please send it again in a few seconds.")


def _writes(request: HttpRequest) -> bool:
    return request.method not in {"GET", "HEAD", "OPTIONS"}


def kept(request: HttpRequest) -> dict[str, Any]:
    """Return what the page gives back of a form: ``typed`` (name, label, text), ``fields`` (name,
    text) and whether ``files`` came with it, which no page can give back.

    Nothing of a password's form, nor of one that another site has sent.
    """
    if request.method != "POST" or not _is_ours(request):
        return {}
    try:
        sent = [(name, text) for name, texts in request.POST.lists() for text in texts]
        files = bool(request.FILES)
    except (UnreadablePostError, MultiPartParserError, SuspiciousOperation, BadRequest, OSError):
        return {}
    if any("password" in name for name, _text in sent):
        return {}
    # The newsroom's forms have names of their own, and more than can be shown.
    typed = {} if request.path_info.startswith(STAFF) else TYPED
    return {
        "typed": [(name, typed[name], text) for name, text in sent if name in typed],
        "fields": [(name, text) for name, text in sent if name not in typed],
        "files": files,
    }


class _Check(CsrfViewMiddleware):
    """Django's check of a form's token, which only says whether it is right."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(status=403)


def _is_ours(request: HttpRequest) -> bool:
    if getattr(request, "csrf_processing_done", False):
        return True
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return False

    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    check = _Check(view)
    try:
        check.process_request(request)
        return check.process_view(request, view, (), {}) is None
    except (RequestDataTooBig, UnreadablePostError, OSError):
        return False
