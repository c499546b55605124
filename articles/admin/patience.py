"""Waiting for a database that is away for a moment: it restarts, or a host takes over."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import wraps
from inspect import unwrap
from traceback import walk_tb
from typing import Any, Final

from django.db import InterfaceError, OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import get_template
from django.template.response import SimpleTemplateResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

View = Callable[..., HttpResponse]

# Seconds: how long a request waits for the database, and between which attempts.
PATIENCE: Final = 10.0
PAUSES: Final = (0.1, 0.3, 0.6, 1.0, 2.0)


def patient(view: View) -> View:
    """Let ``view`` begin anew while the database is away, for up to ``PATIENCE`` seconds.

    A transaction that was lost is repeated. Where it may have been completed (the connection
    broke while it was) only what is the same when it comes twice is sent again: a save, which
    knows its window and its number, but no step of the workflow, no note, no correction. Afterwards
    a sentence is answered with 503, and a form's fields are given back to be sent again.
    """

    @wraps(view)
    def waiting(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        until = time.monotonic() + PATIENCE
        attempt = 0
        while True:
            try:
                return _complete(view(request, *args, **kwargs))
            except (OperationalError, InterfaceError) as error:
                # Inside somebody else's transaction nothing can begin anew.
                if connection.in_atomic_block:
                    raise
                pause = PAUSES[min(attempt, len(PAUSES) - 1)]
                _begin_anew(request, error)
                if not _may_repeat(request, error) or time.monotonic() + pause > until:
                    return _unavailable(request, sure=is_lost(error))
                time.sleep(pause)
                attempt += 1

    return waiting


def _complete(response: HttpResponse) -> HttpResponse:
    """Make the page here: making it asks the database too."""
    return response.render() if isinstance(response, SimpleTemplateResponse) else response


def all_patient(urls: list[URLPattern]) -> list[URLPattern]:
    for url in urls:
        url.callback = patient(url.callback)
    return urls


def is_lost(error: BaseException) -> bool:
    """Say whether the transaction was surely not completed: it did not break while it was."""
    completing = unwrap(BaseDatabaseWrapper.commit).__code__
    return all(frame.f_code is not completing for frame, _line in walk_tb(error.__traceback__))


def _may_repeat(request: HttpRequest, error: BaseException) -> bool:
    if request.method != "POST" or is_lost(error):
        return True
    return bool(request.POST.get("session")) and not request.POST.get("_do")


def _begin_anew(request: HttpRequest, error: Exception) -> None:
    """Drop the broken connection, and what the lost attempt wanted to tell."""
    logger.warning("The database is away: %s", error)
    connection.close()
    if (messages := getattr(request, "_messages", None)) is not None:
        messages._queued_messages.clear()


def _unavailable(request: HttpRequest, *, sure: bool) -> HttpResponse:
    """Say it without database, session or context: they are what is away."""
    text = (
        _("The database does not answer: nothing of this was saved. Send it once more.")
        if sure
        else _("The database went away while this was being saved: look whether it is there.")
    )
    headers = {"Retry-After": "5"}
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"problems": [text]}, status=503, headers=headers)
    sent = request.POST.lists() if request.method == "POST" and sure else []
    fields = [(name, value) for name, values in sent for value in values]
    context = {"text": text, "fields": fields, "files": bool(request.FILES)}
    return HttpResponse(get_template("503.html").render(context), status=503, headers=headers)
