"""Moments, as readers read them and as machines do."""

from datetime import datetime, time, timedelta

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from articles.dependencies import holds_until
from articles.vietnamese.dates import TIME_ZONE, format_date, format_datetime

register = template.Library()

# From Monday on. Django's own translation has numerals ("Thứ 5"), which no paper prints.
WEEKDAYS = (
    pgettext_lazy("day in the masthead", "Monday"),
    pgettext_lazy("day in the masthead", "Tuesday"),
    pgettext_lazy("day in the masthead", "Wednesday"),
    pgettext_lazy("day in the masthead", "Thursday"),
    pgettext_lazy("day in the masthead", "Friday"),
    pgettext_lazy("day in the masthead", "Saturday"),
    pgettext_lazy("day in the masthead", "Sunday"),
)


@register.simple_tag
def moment(value: datetime | None) -> SafeString | str:
    """Return ``<time>`` with ``value`` in Vietnam's time; nothing where there is none yet."""
    if value is None:
        return ""
    iso = value.astimezone(TIME_ZONE).isoformat(timespec="seconds")
    return format_html('<time datetime="{}">{}</time>', iso, format_datetime(value))


@register.simple_tag
def today() -> SafeString:
    """Return ``<time>`` with the present day in Vietnam, as in "Thứ Năm, 26/11/2026".

    A page that prints it holds until midnight there.
    """
    day = timezone.now().astimezone(TIME_ZONE).date()
    holds_until(datetime.combine(day + timedelta(days=1), time(), TIME_ZONE))
    text = f"{WEEKDAYS[day.weekday()]}, {format_date(day)}"
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), text)
