"""Photos: in the library, and in an article."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from articles import renditions
from articles.forms.rows import RevisionFormSet, RevisionRowForm
from articles.models import Photo, PhotoCaption


def prepared(upload: UploadedFile, field: str) -> renditions.Prepared:
    """Return an uploaded picture made ready.

    Raises:
        ValidationError: it cannot be used; on ``field``.
    """
    try:
        return renditions.prepare(upload)
    except renditions.UnusableImage as error:
        raise ValidationError({field: str(error)}) from error


class CaptionForm(RevisionRowForm):
    """A photo of the library, or a new one with its credit; caption and text of this use."""

    upload = forms.FileField(label=_("New photo"), required=False)
    credit = forms.CharField(
        label=_("Photo credit"),
        required=False,
        max_length=160,
        help_text=_("For a new photo; one of the library keeps its own."),
    )

    class Meta:
        model = PhotoCaption
        fields = ["photo", "caption", "alt", "placement"]
        widgets = {"caption": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["photo"].required = False
        # Photos in the text stand in the body.
        above = [PhotoCaption.Placement.LEAD, PhotoCaption.Placement.BODY]
        placement = cast("forms.ChoiceField", self.fields["placement"])
        placement.choices = [(one.value, one.label) for one in above]
        self.fields["upload"].widget.attrs["accept"] = "image/*"

    @property
    def chosen(self) -> Photo | None:
        """The library's photo in this row, loaded once for all rows by their formset."""
        return self.library().get(str(self["photo"].value() or ""))

    def library(self) -> dict[str, Photo]:
        """Return the photos of the formset's rows; ``CaptionFormSet`` puts its own in place."""
        return {}

    def has_changed(self) -> bool:
        """Take a row in which only the placement differs for an empty one."""
        return bool(set(self.changed_data) - {"placement"})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        upload = data.get("upload")
        if upload and not self.errors:
            data["prepared"] = prepared(upload, "upload")
            data["photo"] = Photo.objects.filter(sha256=data["prepared"].sha256).first()
        elif not data.get("photo") and not self.errors and self.has_changed():
            raise ValidationError(_("Choose a photo of the library or a new one."))
        return data


class CaptionFormSet(RevisionFormSet):
    relation = "photo"

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.library = lambda: self.chosen

    def clean(self) -> None:
        rows = self.rows()
        if sum(row.get("placement") == PhotoCaption.Placement.LEAD for row in rows) > 1:
            raise ValidationError(_("Only one photo can be the lead photo."))
        photos = [row["photo"] for row in rows if row.get("photo")]
        new = [row["prepared"] for row in rows if row.get("prepared") and not row.get("photo")]
        digests = [prepared.sha256 for prepared in new]
        if len(photos) != len(set(photos)) or len(digests) != len(set(digests)):
            raise ValidationError(_("A photo stands in the article twice."))


class RangeInput(forms.NumberInput):
    """A slider from 0 to 1, in hundredths: it works without scripts, and with the keyboard."""

    input_type = "range"

    def __init__(self) -> None:
        super().__init__({"min": "0", "max": "1", "step": "0.01"})


class PhotoForm(forms.ModelForm):
    """A photo of the library; a new one needs its file, an old one may get another."""

    upload = forms.FileField(label=_("File"), required=False)

    class Meta:
        model = Photo
        fields = [
            "caption",
            "alt",
            "credit",
            "photographer",
            "agency",
            "rights",
            "place",
            "keywords",
            "taken_at",
            "focus_x",
            "focus_y",
        ]
        widgets = {
            "caption": forms.Textarea(attrs={"rows": 3}),
            "focus_x": RangeInput(),
            "focus_y": RangeInput(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A page that is only read has fewer fields.
        if photographer := self.fields.get("photographer"):
            photographer.widget.attrs.update({"list": "photographers", "autocomplete": "off"})
        self.fields["upload"].required = not self.instance.pk
        self.fields["upload"].widget.attrs["accept"] = "image/*"
        self.order_fields(["upload", *self.Meta.fields])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if upload := data.get("upload"):
            data["prepared"] = prepared(upload, "upload")
            same = Photo.objects.filter(sha256=data["prepared"].sha256)
            if twin := same.exclude(pk=self.instance.pk).first():
                text = _("The library has this photo already: “%(photo)s”, number %(id)s.")
                raise ValidationError({"upload": text % {"photo": twin, "id": twin.pk}})
        return data
