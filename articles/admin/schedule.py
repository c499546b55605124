"""The schedule: a calendar and a list of what is to come."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import clock, schedule, workflow
from articles.admin.staff import member
from articles.models import Article
from articles.querysets import InvalidCursor
from articles.vietnamese.dates import TIME_ZONE

_MONTH = re.compile(r"(\d{4})-(\d{2})")
YEARS = range(1900, 2101)


def urls(admin: ModelAdmin[Article]) -> list[URLPattern]:
    @require_safe
    def show(request: HttpRequest) -> HttpResponse:
        """Show a month (``?thang=2026-11``) or, with ``?xem=danh-sach``, the list."""
        if not admin.has_view_or_change_permission(request):
            raise PermissionDenied
        articles = workflow.visible_to(member(request))
        now = clock.now()
        context: dict[str, Any] = {
            **admin.admin_site.each_context(request),
            "title": _("Schedule"),
            "now": now,
            "today": now.astimezone(TIME_ZONE).date(),
            "made_good": list(schedule.made_good(articles, now)),
        }
        if request.GET.get("xem") == "danh-sach":
            context |= _listed(request, articles, context)
        else:
            context |= _calendar(request, articles, context)
        return render(request, "admin/articles/schedule.html", context)

    view = admin.admin_site.admin_view(show)
    return [path("schedule/", view, name="articles_article_schedule")]


def _listed(request: HttpRequest, articles: Any, context: dict[str, Any]) -> dict[str, Any]:
    try:
        page = schedule.upcoming(articles, context["now"], cursor=request.GET.get("sau", ""))
        return {"page": page, "complaint": ""}
    except InvalidCursor:
        page = schedule.upcoming(articles, context["now"])
        return {"page": page, "complaint": _("There is no such page: this is the first.")}


def _calendar(request: HttpRequest, articles: Any, context: dict[str, Any]) -> dict[str, Any]:
    asked = request.GET.get("thang", "")
    first = month_from(asked) if asked else context["today"].replace(day=1)
    complaint = "" if first else _("There is no such month: this is the present one.")
    first = first or context["today"].replace(day=1)
    return {
        "complaint": complaint,
        "first": first,
        "month": schedule.month_of(articles, first, context["now"]),
        "weekdays": [date(2024, 1, day) for day in range(1, 8)],
        "previous": _neighbour(first, -1),
        "following": _neighbour(first, +1),
    }


def month_from(text: str) -> date | None:
    """Return the first day of the month that ``2026-11`` names; None if that is none of ours."""
    match = _MONTH.fullmatch(text)
    if match is None or int(match[1]) not in YEARS or not 1 <= int(match[2]) <= 12:
        return None
    return date(int(match[1]), int(match[2]), 1)


def _neighbour(first: date, step: int) -> date | None:
    months = first.year * 12 + first.month - 1 + step
    year, month = divmod(months, 12)
    return date(year, month + 1, 1) if year in YEARS else None
