"""The archive: years, months as calendars, and each day's articles."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.archive import (
    Contents,
    NoSuchDay,
    Span,
    contents_of,
    day_of,
    days_of,
    month_of,
    today,
    weeks_of,
    year_of,
    years,
)
from articles.dependencies import keepable
from articles.templatetags.calendars import day_path, long_name, month_path
from articles.views.paging import NoSuchPage, no_such_page, page_of


@require_safe
@keepable
def archive(request: HttpRequest) -> HttpResponse:
    """List the years that have articles, this month's calendar with them; ``?ngay=`` (a date as
    browsers send it) leads to that day."""
    if asked := request.GET.get("ngay"):
        try:
            day = date.fromisoformat(asked)
        except ValueError:
            return no_such_day(request)
        return redirect(day_path(day))
    now = today()
    month = month_of(now.year, now.month)
    context = {
        "years": years(),
        "month": month,
        "weeks": weeks_of(month),
        "today": now,
    }
    context["contents"] = Contents(days_of(month))
    return render(request, "articles/archive.html", context)


@require_safe
@keepable
def year(request: HttpRequest, year: str) -> HttpResponse:
    """Show which months of a year have articles."""
    try:
        span = year_of(int(year))
    except NoSuchDay:
        return no_such_day(request)
    contents = contents_of(span)
    if not contents.there and not span.is_open:
        return _nothing(request, span, contents)
    months = [(first, first in contents.there) for first in _months(span)]
    context = {"span": span, "contents": contents, "months": months}
    return render(request, "articles/archive_year.html", context)


@require_safe
@keepable
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """Show which days of a month have articles, as a calendar."""
    try:
        span = month_of(int(year), int(month))
    except NoSuchDay:
        return no_such_day(request)
    if len(month) < 2:
        return HttpResponsePermanentRedirect(month_path(span.first))
    contents = contents_of(span)
    if not contents.there and not span.is_open:
        return _nothing(request, span, contents)
    context = {"month": span, "weeks": weeks_of(span), "contents": contents, "today": today()}
    return render(request, "articles/archive_month.html", context)


@require_safe
@keepable
def day(request: HttpRequest, year: str, month: str, day: str) -> HttpResponse:
    """Show a day's articles, the newest first."""
    try:
        span = day_of(int(year), int(month), int(day))
    except NoSuchDay:
        return no_such_day(request)
    path = day_path(span.first)
    if len(month) < 2 or len(day) < 2:
        return HttpResponsePermanentRedirect(path)
    contents = contents_of(span)
    try:
        page = page_of(request, span.articles(), may_be_empty=span.is_open)
    except NoSuchPage:
        if request.GET.get("truoc"):
            return no_such_page(request, long_name(span.first), path)
        return _nothing(request, span, contents)
    context = {"span": span, "path": path, "listing": page, "contents": contents}
    return render(request, "articles/archive_day.html", context)


def no_such_day(request: HttpRequest) -> HttpResponse:
    """Answer that no calendar has the day, or that it is still to come; status 404."""
    context = {
        "title": _("There is no such day in the archive"),
        "text": _("The calendar does not have it, or it is still to come."),
        "ways": [(_("Archive"), reverse("articles:archive"))],
    }
    return render(request, "articles/no_such_page.html", context, status=404)


def _nothing(request: HttpRequest, span: Span, contents: Contents) -> HttpResponse:
    """Answer that nothing was published then, and name the days nearest to it; status 404."""
    near = [one for one in (contents.before, contents.after) if one is not None]
    context = {
        "title": _("Nothing was published then"),
        "text": _("These are the nearest days with articles.") if near else "",
        "ways": [
            *((long_name(one), day_path(one)) for one in near),
            (_("Archive"), reverse("articles:archive")),
        ],
    }
    return render(request, "articles/no_such_page.html", context, status=404)


def _months(span: Span) -> list[date]:
    return [span.first.replace(month=number) for number in range(1, 13)]
