"""The table of decisions, for moderators to take away."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from comments.decisions_csv import Period, events_of, lines
from comments.desk_requests import moderator
from comments.models import Action


def decisions(request: HttpRequest) -> HttpResponseBase:
    """Send the events from ``tu`` to ``den``, days as 2026-11-26, perhaps of one ``viec``."""
    try:
        period = Period(_day(request, "tu"), _day(request, "den"))
    except ValueError:
        messages.error(request, _("Write the days as in 2026-11-26."))
        return HttpResponseRedirect(reverse("admin:comments_comment_changelist"))
    action = request.GET.get("viec", "")
    events = events_of(moderator(request), period, action=action if action in Action else "")
    response = StreamingHttpResponse(lines(events), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="decisions.csv"'
    return response


def _day(request: HttpRequest, name: str) -> date | None:
    """Return a day of the address, None without one.

    Raises:
        ValueError: it is no day, or none in which anybody could have decided.
    """
    text = request.GET.get(name, "")
    if not text:
        return None
    day = date.fromisoformat(text)
    if not 1990 <= day.year <= 2200:
        raise ValueError(text)
    return day
