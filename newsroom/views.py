"""Answers for machines that watch the site, and pages for what went wrong."""

import logging
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Any, Final

from django.core.cache import cache
from django.db import Error as DatabaseError
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from newsroom.faults.doors import Application
from newsroom.faults.middleware import answer_to_what_is_handled

logger = logging.getLogger(__name__)

#: Seconds in which database and cache must answer who asks whether the site is ready.
PATIENCE: Final = 1.5
_running: Final[dict[Callable[[], bool], Future[bool]]] = {}
_guard: Final = Lock()


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer as long as the process does; touches neither database nor cache."""
    return HttpResponse("ok\n", content_type="text/plain")


def alive(application: Application) -> Application:
    """Answer ``/healthz`` before Django has anything to do, and leave the rest to ``application``.

    What watches the process asks often, also when nothing else gets through.
    """

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] != "/healthz" or environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return application(environ, start_response)
        kind = ("Content-Type", "text/plain; charset=utf-8")
        start_response("200 OK", [kind, ("Cache-Control", "no-store"), ("Content-Length", "3")])
        return [b"ok\n" if environ["REQUEST_METHOD"] == "GET" else b""]

    return answer


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Say which of database and cache answer; status 503 unless both do, within ``PATIENCE``."""
    until = time.monotonic() + PATIENCE
    asked = {"database": database_answers, "cache": cache_answers}
    waiting = {name: _ask(does_answer) for name, does_answer in asked.items()}
    answers = {}
    for name, one in waiting.items():
        try:
            answers[name] = one.result(max(0.0, until - time.monotonic()))
        except TimeoutError:
            logger.error("No answer in %s s: %s.", PATIENCE, name)
            answers[name] = False
    return JsonResponse(answers, status=200 if all(answers.values()) else 503)


def _ask(does_answer: Callable[[], bool]) -> Future[bool]:
    """Ask in a thread that nobody has to wait for; one that still waits is asked with."""
    with _guard:
        running = _running.get(does_answer)
        if running is None or running.done():
            running = _running[does_answer] = Future()
            Thread(target=_tell, args=(running, does_answer), daemon=True).start()
        return running


def _tell(future: Future[bool], does_answer: Callable[[], bool]) -> None:
    try:
        future.set_result(does_answer())
    except BaseException as error:
        future.set_exception(error)
        raise


def database_answers() -> bool:
    """Ask with a connection of its own: one that is kept would say nothing of the next."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except DatabaseError:
        logger.exception("The database does not answer.")
        return False
    finally:
        connection.close()


def cache_answers() -> bool:
    try:
        cache.set("readyz", "ok", timeout=10)
        return bool(cache.get("readyz") == "ok")
    except OSError:
        logger.exception("The cache does not answer.")
        return False


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say sorry without database, session or context: any of them may be what failed."""
    if away := answer_to_what_is_handled(request):
        return away
    return HttpResponse(get_template("500.html").render(), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Tell someone whose form came without its token what to do; ``reason`` is for the log."""
    return render(request, "403_csrf.html", status=403)


def no_shortcut(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer an address that is switched off."""
    raise Http404
