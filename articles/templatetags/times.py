"""Moments, as readers read them and as machines do."""

from datetime import datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.vietnamese.dates import TIME_ZONE, format_datetime

register = template.Library()


@register.simple_tag
def moment(value: datetime | None) -> SafeString | str:
    """Return ``<time>`` with ``value`` in Vietnam's time; nothing where there is none yet."""
    if value is None:
        return ""
    iso = value.astimezone(TIME_ZONE).isoformat(timespec="seconds")
    return format_html('<time datetime="{}">{}</time>', iso, format_datetime(value))
