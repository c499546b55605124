"""What the page of figures prints: times, and bars without a library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django import template
from django.utils.dateformat import format as format_date
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments.figures import Day, Hour

register = template.Library()

# What an SVG's own units are: the style sheet stretches it.
WIDTH: Final = 1000
HEIGHT: Final = 100
MINUTE, HOUR, DAY = 60, 3600, 86_400


@dataclass(frozen=True)
class Bar:
    """A rectangle of a chart, in its own units, of the first or the second kind of number."""

    x: float
    y: float
    width: float
    height: float
    kind: int = 0


@register.filter
def grouped(number: int) -> str:
    """Return a number with its thousands apart, as the language has them."""
    return f"{number:,}".replace(",", str(get_format("THOUSAND_SEPARATOR")))


@register.filter
def duration(time: float | timedelta | None) -> str:
    """Return a time in the one or two units that matter; a dash for none."""
    if time is None:
        return "–"
    seconds = round(time.total_seconds() if isinstance(time, timedelta) else time)
    if seconds < MINUTE:
        return ngettext("%d second", "%d seconds", seconds) % seconds
    if seconds < HOUR:
        minutes = round(seconds / MINUTE)
        return ngettext("%d minute", "%d minutes", minutes) % minutes
    if seconds < 2 * DAY:
        hours, minutes = divmod(round(seconds / MINUTE), 60)
        return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}
    days, hours = divmod(round(seconds / HOUR), 24)
    return _("%(days)d d %(hours)d h") % {"days": days, "hours": hours}


@register.inclusion_tag("admin/comments/figures/chart.html")
def chart_of_days(days: list[Day]) -> dict[str, Any]:
    """Draw what was written and what was decided, day by day."""
    ends = (days[0].day, days[-1].day)
    return {
        "bars": bars([(one.written, one.decided) for one in days]),
        "label": _("Comments written and decided, day by day"),
        "most": grouped(max(max(one.written, one.decided) for one in days)),
        "first": format_date(ends[0], "d/m"),
        "last": format_date(ends[1], "d/m"),
    }


@register.inclusion_tag("admin/comments/figures/chart.html")
def chart_of_hours(hours: list[Hour]) -> dict[str, Any]:
    """Draw the median time until a decision, by the hour in which a comment was written."""
    return {
        "bars": bars([(one.median or 0,) for one in hours]),
        "label": _("Median time until a decision, by the hour of writing"),
        "most": duration(max(one.median or 0 for one in hours)),
        "first": "00:00",
        "last": "23:59",
    }


def bars(groups: Iterable[tuple[float, ...]]) -> list[Bar]:
    """Return a bar for each number that is above zero; the numbers of a group side by side."""
    groups = list(groups)
    most = max((max(group) for group in groups), default=0)
    slot = WIDTH / max(1, len(groups))
    found = []
    for place, group in enumerate(groups):
        width = slot * 0.8 / len(group)
        for kind, number in enumerate(group):
            if number:
                height = max(1.0, HEIGHT * number / most)
                x = place * slot + slot * 0.1 + kind * width
                found.append(
                    Bar(round(x, 1), round(HEIGHT - height, 1), round(width, 1), height, kind)
                )
    return found
