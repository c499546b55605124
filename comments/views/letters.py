"""What the links of letters open. Looking changes nothing: programs open links before people do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from comments import correspondents

# What the pages are called.
HEADINGS = {"confirm": _("Letters about your comments"), "stop": _("No more letters")}
DOORS = ["GET", "HEAD", "POST"]


@require_http_methods(DOORS)
@cache_control(private=True, no_store=True)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether mail may go to the address behind the link; take the answer by POST."""
    guest = correspondents.confirmed_by(token)
    if guest is not None and request.method == "POST":
        correspondents.confirm(guest)
        return _page(request, "confirm", {"done": True})
    return _page(request, "confirm", {"known": guest is not None})


@csrf_exempt  # the token alone says who it is; a mail program's press has no cookie
@require_http_methods(DOORS)
@cache_control(private=True, no_store=True)
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Offer to stop mail about one conversation, or all; do it by POST.

    What a mail program sends by itself (RFC 8058) stops all, and so does whatever names no choice.
    """
    known = correspondents.stopping(token)
    if known is not None and request.method == "POST":
        key, thread = known
        if request.POST.get("what") == "thread":
            correspondents.quieten(key, thread)
            return _page(request, "stop", {"quiet": True, "token": token})
        correspondents.stop(correspondents.address_behind(key))
        return _page(request, "stop", {"done": True})
    return _page(request, "stop", {"known": known is not None})


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    gone = context.get("known") is False
    context |= {"heading": HEADINGS[name], "gone": gone}
    page = f"comments/letters/{name}.html"
    response = render(request, page, context, status=404 if gone else 200)
    # The address of the page is what opens it.
    response.headers["Referrer-Policy"] = "same-origin"
    return response
