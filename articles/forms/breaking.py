"""Breaking news as a form: a line, where it leads, for how long."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import clock
from articles.body.links import tidy_address
from articles.forms.action import MomentField, WordsField
from articles.forms.front import number_of_article
from articles.models import Article, BreakingNews
from articles.models.front import USUAL_RUN
from articles.vietnamese.text import clean_line

HOURS: Final = (1, 2, 4, 8, 24)


def _hours() -> list[tuple[str, str]]:
    return [(str(n), ngettext("%d hour", "%d hours", n) % n) for n in HOURS]


def _address(text: str) -> str:
    address = tidy_address(text)
    if address is None or len(address) > 500:
        raise ValidationError(_("This is no address that readers could open: %s") % text[:200])
    return address


class BreakingForm(forms.ModelForm):
    """A line; without times it runs from now on, for two hours."""

    text = WordsField(label=gettext_lazy("Text"), max_length=160)
    link = forms.CharField(
        label=gettext_lazy("Leads to"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy(
            "The number or the address of an article, or another address. May be empty. The line"
            " is shown only while readers have the article."
        ),
    )
    starts_at = MomentField(label=gettext_lazy("From"), help_text=gettext_lazy("Empty: from now."))
    ends_at = MomentField(
        label=gettext_lazy("Until"), help_text=gettext_lazy("Empty: two hours after it begins.")
    )

    class Meta:
        model = BreakingNews
        fields: ClassVar[list[str]] = ["text", "link", "starts_at", "ends_at"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        line = self.instance
        self.fields["link"].initial = line.article_id or line.address

    def clean_text(self) -> str:
        return clean_line(self.cleaned_data["text"])

    def clean_link(self) -> str:
        link = clean_line(self.cleaned_data["link"])
        number = number_of_article(link)
        self.instance.article = Article.objects.filter(pk=number).first() if number else None
        self.instance.address = ""
        if number is not None and self.instance.article is None:
            raise ValidationError(_("There is no article with this number."))
        if link and number is None:
            self.instance.address = _address(link)
        return link

    def clean(self) -> dict[str, Any]:
        times = self.cleaned_data
        if "starts_at" not in times or "ends_at" not in times:
            return times
        now = clock.now()
        times["starts_at"] = times["starts_at"] or now
        times["ends_at"] = times["ends_at"] or times["starts_at"] + self.lasting()
        if times["ends_at"] <= times["starts_at"]:
            self.add_error("ends_at", _("The end must come after the beginning."))
        elif times["ends_at"] <= now and self.instance.pk is None:
            self.add_error("ends_at", _("This time has passed."))
        return times

    def lasting(self) -> timedelta:
        """Return how long the line runs where no end is given."""
        return USUAL_RUN


class QuickBreakingForm(BreakingForm):
    """A line from now on: text, article, how long."""

    starts_at = None  # type: ignore[assignment]
    ends_at = None  # type: ignore[assignment]
    hours = forms.ChoiceField(label=gettext_lazy("For"), choices=_hours, initial="2")

    class Meta(BreakingForm.Meta):
        fields: ClassVar[list[str]] = ["text", "link"]

    def clean(self) -> dict[str, Any]:
        self.cleaned_data |= {"starts_at": None, "ends_at": None}
        times = super().clean()
        self.instance.starts_at, self.instance.ends_at = times["starts_at"], times["ends_at"]
        return times

    def lasting(self) -> timedelta:
        return timedelta(hours=int(self.cleaned_data.get("hours") or 2))
