"""Where errors that say that something is away come out of a request."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

from django.db import connections
from django.http import HttpRequest, HttpResponse

from articles.admin.patience import is_lost
from newsroom.faults.answers import unavailable
from newsroom.faults.doors import BUSY
from newsroom.faults.kinds import is_read_only, kind_of
from newsroom.language import STAFF

logger = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponse]


class FaultsMiddleware:
    """Answer 503 for what views could not do because something is away, and for whom no door to
    the database has opened in time (``doors``)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.META.get(BUSY):
            return unavailable(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return answer_to(request, error)


def answer_to(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """Return the answer to an error that came out of ``request``; None for one of the program."""
    kind = kind_of(error) if error is not None else None
    if kind is None or error is None:
        return None
    logger.warning("%s %s: %s: %s", request.method, request.path, type(error).__name__, error)
    if is_read_only(error):
        # It answers, so it would be kept: the next request looks for the host that writes.
        for connection in connections.all(initialized_only=True):
            connection.close()
    # What readers send may come twice: it is stored once.
    sure = is_lost(error) or not request.path_info.startswith(STAFF)
    return unavailable(request, kind, sure=sure)


def answer_to_what_is_handled(request: HttpRequest) -> HttpResponse | None:
    """Return the same for the error that is being handled: one that came out of a middleware."""
    return answer_to(request, sys.exc_info()[1])
