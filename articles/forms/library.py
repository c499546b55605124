"""How the photo library is narrowed down, and texts that several photos get at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from articles import photosearch
from articles.library import Wanted
from articles.models import Photo, Section

if TYPE_CHECKING:
    from newsroom.models import User

FIRST_DAY: Final = date(1826, 1, 1)  # no photo is older
LAST_DAY: Final = date(2199, 12, 31)
DAY_FORMATS: Final = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]


class DayField(forms.DateField):
    """A day as it is written here; years that no photo can have are refused."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(
            format="%d/%m/%Y", attrs={"placeholder": "dd/mm/yyyy", "inputmode": "numeric"}
        )
        super().__init__(required=False, widget=widget, input_formats=DAY_FORMATS, **kwargs)
        self.error_messages["invalid"] = _("Write the day as dd/mm/yyyy.")

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(self.error_messages["invalid"])
        return day


class LibraryForm(forms.Form):
    """Each field that holds something narrows the library down; what is wrong does nothing."""

    since = DayField(label=_("From"))
    until = DayField(label=_("To"))
    dated = forms.ChoiceField(
        label=_("Day"),
        required=False,
        choices=[("", _("uploaded")), ("taken", _("taken"))],
    )
    photographer = forms.CharField(label=_("Photographer"), required=False, max_length=120)
    shape = forms.ChoiceField(
        label=_("Shape"), required=False, choices=[("", _("Any")), *Photo.Shape.choices]
    )
    used = forms.ChoiceField(
        label=_("Used"),
        required=False,
        choices=[
            ("", _("Any")),
            ("none", _("Nowhere yet")),
            ("public", _("By something public")),
            ("drafts", _("Only by what is not public")),
        ],
    )
    section = forms.ChoiceField(label=_("In section"), required=False)
    lacking = forms.ChoiceField(
        label=_("Lacking"),
        required=False,
        choices=[("", _("Nothing")), ("credit", _("Credit")), ("alt", _("Alternative text"))],
    )
    mine = forms.BooleanField(label=_("Uploaded by me"), required=False)

    def __init__(self, data: dict[str, str], *, sections: list[Section]) -> None:
        super().__init__(data, auto_id="library-%s", label_suffix="")
        self.sections = {str(section.pk): section for section in sections}
        choices = [(key, str(section)) for key, section in self.sections.items()]
        self.fields["section"].choices = [("", _("Any")), *choices]  # type: ignore[attr-defined]
        self.fields["photographer"].widget.attrs.update(
            {"list": "photographers", "autocomplete": "off"}
        )

    def wanted(self, user: User, text: str = "") -> Wanted:
        """Return what ``user`` wants to see."""
        self.is_valid()
        data = self.cleaned_data
        return Wanted(
            text=text,
            asked=photosearch.read(text),
            photographer=data.get("photographer", ""),
            shape=data.get("shape", ""),
            used=data.get("used", ""),
            section=self.sections.get(data.get("section", "")),
            lacking=data.get("lacking", ""),
            uploaded_by=user if data.get("mine") else None,
            since=data.get("since"),
            until=data.get("until"),
            by_taken=data.get("dated") == "taken",
        )

    def words(self) -> dict[str, str]:
        """Return what each field that narrows down says of itself, by the field's name."""
        self.is_valid()
        data = self.cleaned_data
        found = {}
        for name, value in data.items():
            if not value or name == "dated":
                continue
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                value = dict(cast("list[tuple[str, Any]]", field.choices))[value]
            elif isinstance(value, date):
                value = value.strftime("%d/%m/%Y")
            found[name] = f"{field.label}" if value is True else f"{field.label}: {value}"
        return found


class BatchForm(forms.ModelForm):
    """Texts for several photos; a field that is left empty changes nothing."""

    FIELDS = ("credit", "photographer", "place", "keywords")

    class Meta:
        model = Photo
        fields = ["credit", "photographer", "place", "keywords"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.help_text = ""
            field.widget.attrs["class"] = "vTextField"
        self.fields["photographer"].widget.attrs.update(
            {"list": "photographers", "autocomplete": "off"}
        )

    def given(self) -> dict[str, str]:
        """Return the fields that somebody has filled in."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not any(data.values()):
            raise forms.ValidationError(_("Fill in at least one field."))
        return data
