"""What goes with a step of the workflow: a reason, a time."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class MomentField(forms.DateTimeField):
    """A time that a newspaper can mean: of the years 1900 to 2100."""

    def to_python(self, value: Any) -> datetime | None:
        try:
            moment = super().to_python(value)
        except OverflowError:
            moment = datetime.min
        if moment is not None and not 1900 <= moment.year <= 2100:
            raise ValidationError(_("Give a year from 1900 to 2100."))
        return moment


class ActionForm(forms.Form):
    """What goes with a workflow button: a reason, or a time in the paper's time zone."""

    # Where the article stood when the page was made (workflow.view_of).
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=500, widget=forms.Textarea({"rows": 2})
    )
    publish_at = MomentField(
        label=_("Publish at"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y - %H:%M", "%d/%m/%Y %H:%M"],
        error_messages={"invalid": _("Write the time as 31/12/2026 - 18:30.")},
    )
