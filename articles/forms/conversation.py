"""What people at the desk give one another: a story, a word."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.assignments import reporters, sections_for
from articles.forms.action import MomentField
from articles.models import Article
from articles.vietnamese.text import clean, clean_line

if TYPE_CHECKING:
    from newsroom.models import User

LONGEST = 4000


class NoteForm(forms.Form):
    """A note. Its field stands amid the article's form and belongs to one of its own."""

    text = forms.CharField(
        label=_("Note"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3, "form": "note-form"}),
        error_messages={"required": _("The note is empty.")},
    )

    def clean_text(self) -> str:
        text = clean(self.cleaned_data["text"]).strip()
        if not text:
            raise ValidationError(_("The note is empty."))
        return text


class AssignmentForm(forms.Form):
    """A story for a reporter: a new one, or the ``article`` that is in hand already."""

    title = forms.CharField(
        label=_("Working title"),
        max_length=250,
        widget=forms.TextInput({"class": "vTextField"}),
    )
    section: forms.ModelChoiceField = forms.ModelChoiceField(
        None, label=_("Section"), required=False, empty_label=_("Not yet")
    )
    reporter: forms.ModelChoiceField = forms.ModelChoiceField(None, label=_("Reporter"))
    brief = forms.CharField(
        label=_("Brief"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 6, "class": "vLargeTextField"}),
        help_text=_("What is wanted, whom to meet, how long, photos or not."),
    )
    due_at = MomentField(label=_("Due at"))

    def __init__(self, *args: Any, by: User, article: Article | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reporter"].queryset = reporters()  # type: ignore[attr-defined]
        if article is not None:
            del self.fields["title"], self.fields["section"]
        else:
            self.fields["section"].queryset = sections_for(by)  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        title = clean_line(self.cleaned_data["title"])
        if not title:
            raise ValidationError(_("Give the story a working title."))
        return title

    def clean_brief(self) -> str:
        brief = clean(self.cleaned_data["brief"]).strip()
        if not brief:
            raise ValidationError(_("Write what is wanted."))
        return brief

    def clean_due_at(self) -> datetime | None:
        moment: datetime | None = self.cleaned_data["due_at"]
        if moment is not None and moment <= timezone.now():
            raise ValidationError(_("This time has passed."))
        return moment
