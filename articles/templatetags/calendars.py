"""Days of the archive: their addresses, and how readers call them."""

from __future__ import annotations

from datetime import date

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import dateformat
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from articles.templatetags.times import WEEKDAYS
from articles.vietnamese.dates import format_date

register = template.Library()


@register.filter
def year_path(day: date) -> str:
    """Return the address of the year of ``day``."""
    return reverse("articles:archive-year", args=[f"{day.year:04}"])


@register.filter
def month_path(day: date) -> str:
    """Return the address of the month of ``day``."""
    return reverse("articles:archive-month", args=[f"{day.year:04}", f"{day.month:02}"])


@register.filter
def day_path(day: date) -> str:
    """Return the address of ``day``."""
    parts = [f"{day.year:04}", f"{day.month:02}", f"{day.day:02}"]
    return reverse("articles:archive-day", args=parts)


@register.filter
def long_name(day: date) -> str:
    """Return "Thứ Năm, 26/11/2026"."""
    return f"{WEEKDAYS[day.weekday()]}, {format_date(day)}"


@register.filter
def month_name(day: date) -> str:
    """Return "Tháng 11/2026", in other languages "November 2026"."""
    if get_language() != settings.LANGUAGE_CODE:
        return dateformat.format(day, "F Y")
    return _("Month %(month)02d/%(year)d") % {"month": day.month, "year": day.year}


@register.filter
def short_weekday(day: date) -> str:
    """Return two or three letters for the column of a calendar."""
    names = [
        pgettext("weekday", "Mon"),
        pgettext("weekday", "Tue"),
        pgettext("weekday", "Wed"),
        pgettext("weekday", "Thu"),
        pgettext("weekday", "Fri"),
        pgettext("weekday", "Sat"),
        pgettext("weekday", "Sun"),
    ]
    return names[day.weekday()]
