"""What goes with a step of the workflow: a reason, a word to readers, a time."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.vietnamese.text import clean


class MomentField(forms.DateTimeField):
    """A time that a newspaper can mean: of the years 1900 to 2100."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            input_formats=[
                *("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"),
                *("%d/%m/%Y - %H:%M", "%d/%m/%Y %H:%M"),
            ],
            error_messages={"invalid": _("Write the time as 31/12/2026 - 18:30.")},
            **kwargs,
        )

    def to_python(self, value: Any) -> datetime | None:
        try:
            moment = super().to_python(value)
        except OverflowError:
            moment = datetime.min
        if moment is not None and not 1900 <= moment.year <= 2100:
            raise ValidationError(_("Give a year from 1900 to 2100."))
        return moment


class WordsField(forms.CharField):
    """Text as the product stores it: what cannot be seen is nothing."""

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "").strip()


def _lines(label: Any, *, length: int = 500, help_text: Any = "") -> WordsField:
    widget = forms.Textarea({"rows": 2})
    return WordsField(
        label=label, required=False, max_length=length, widget=widget, help_text=help_text
    )


class ActionForm(forms.Form):
    """What goes with a workflow button; times are in the paper's time zone.

    Every field may be empty: which of them a button needs, it says itself.
    """

    # Where the article stood when the page was made (steps.seen_of).
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = _lines(_("Reason"), help_text=_("For the newsroom: readers do not see it."))
    notice = _lines(
        _("What readers are told"),
        help_text=_("Stands on the page instead of the article. Empty: only that it is withdrawn."),
    )
    publish_at = MomentField(label=_("Publish at"))
    early_because = _lines(_("The editor-in-chief’s word"), length=400)
    embargo_until = MomentField(label=_("Embargo until"))
    withdraw_at = MomentField(label=_("Withdraw at"))
    end_notice = _lines(_("What readers are told then"))
