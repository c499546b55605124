"""Times at the desk: what came late, and by how much."""

from django import template
from django.utils.translation import gettext as _

from articles.models import Transition
from articles.schedule import LATE
from articles.vietnamese.dates import TIME_ZONE, format_datetime

register = template.Library()


@register.filter
def late_by(step: Transition) -> str:
    """Say when a step was due and when it was recorded, if it was made good; otherwise nothing."""
    if step.due_at is None or step.made_at - step.due_at <= LATE:
        return ""
    due, made = step.due_at.astimezone(TIME_ZONE), step.made_at.astimezone(TIME_ZONE)
    if due.date() == made.date():
        times = {"due": f"{due:%H:%M}", "made": f"{made:%H:%M}"}
    else:
        times = {"due": format_datetime(due), "made": format_datetime(made)}
    return _("Due at %(due)s, recorded at %(made)s") % times
