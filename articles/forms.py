"""The newsroom's forms: an article's text, its byline, its photos."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ckeditor.widgets import CKEditorWidget
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles import renditions
from articles.models import Article, Byline, Photo, PhotoCaption
from articles.revisions import SCALARS, newest_content
from articles.richtext import UnacceptableBody, clean_body
from articles.vietnamese.text import clean_line


def split_keywords(text: str) -> list[str]:
    """Return the keywords in a line: commas or semicolons stand between them."""
    return [word.strip() for word in text.replace(";", ",").split(",") if word.strip()]


# For static/js/admin-article.js: what it counts, from where on it warns, how it says the number.
COUNT = ("data-count", "data-count-most", "data-count-text")
TITLE_TEXT = _("Characters: %s (up to 100 read best)")
TITLE_COUNT = dict(zip(COUNT, ("letters", 100, TITLE_TEXT), strict=True))
LEAD_TEXT = _("Words: %s (about 50 at the most)")
LEAD_COUNT = dict(zip(COUNT, ("words", 50, LEAD_TEXT), strict=True))


class ArticleForm(forms.ModelForm):
    """The fields of a revision. ``base`` is the revision that the writer started from."""

    keywords = forms.CharField(
        label=_("Keywords"), required=False, help_text=_("With commas between them.")
    )
    base = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Article
        fields = ["section", *SCALARS]
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2, "class": "article-title", **TITLE_COUNT}),
            "lead": forms.Textarea(attrs={"rows": 4, **LEAD_COUNT}),
            "body": CKEditorWidget,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # The instance is what is live: it alone says who may do what.
            content = newest_content(self.instance)
            self.initial.update({name: getattr(content, name) for name in SCALARS})
            self.initial["section"] = content.section
            self.initial["keywords"] = ", ".join(content.tags)
            self.initial["base"] = self.instance.newest_revision_id

    def clean_body(self) -> str:
        try:
            return clean_body(self.cleaned_data["body"])
        except UnacceptableBody as error:
            raise ValidationError(str(error)) from error

    def clean_keywords(self) -> list[str]:
        words = [clean_line(word) for word in split_keywords(self.cleaned_data["keywords"])]
        if any(len(word) > 100 for word in words):
            raise ValidationError(_("A keyword may have 100 characters at the most."))
        return words

    def clean(self) -> dict[str, Any]:
        super().clean()
        self._clean_lines()
        newest = self.instance.newest_revision_id
        if self.instance.pk and self.cleaned_data.get("base") != newest:
            # The page that comes back starts from what the other saved: whoever saves it again
            # has been told, and both texts are kept as revisions.
            self.data = {**self.data, "base": str(newest)}
            saved = self.instance.newest_revision
            raise ValidationError(
                _(
                    "%(name)s has saved this article meanwhile. Nothing of yours is lost: it is"
                    " below. Open the article in another tab, bring both together, save again."
                )
                % {"name": (saved and saved.created_by) or _("Somebody else")},
                code="stale",
            )
        return self.cleaned_data

    def _clean_lines(self) -> None:
        """Repair each line's Unicode, and look at its length once more: repair may lengthen it."""
        for name in SCALARS:
            if name == "body" or name not in self.cleaned_data:
                continue
            line = self.cleaned_data[name] = clean_line(self.cleaned_data[name])
            most: int | None = getattr(Article._meta.get_field(name), "max_length", None)
            if most is not None and len(line) > most:
                self.add_error(name, _("Shorten it to %d characters.") % most)

    def _post_clean(self) -> None:
        # The instance holds what is on the form, for the page that comes back with errors; the
        # database's rules concern what is public, and a draft may be incomplete.
        self.instance = forms.models.construct_instance(
            self, self.instance, self._meta.fields, self._meta.exclude
        )


class RevisionRowForm(forms.ModelForm):
    """A row of a revision. The rows in the database are the live ones: no clash with them."""

    def validate_unique(self) -> None:
        """Leave it to the formset, which sees all rows of this revision."""

    def validate_constraints(self) -> None:
        """Leave it to the formset, which sees all rows of this revision."""


class RevisionFormSet(BaseInlineFormSet):
    """Rows that come from the newest revision and go into the next; the database is not asked.

    Every row is an "extra" one to Django, filled by ``initial``.
    """

    new_objects: list[Any] = []
    changed_objects: list[Any] = []
    deleted_objects: list[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["queryset"] = QuerySet(self.model).none()
        super().__init__(*args, **kwargs)

    def validate_unique(self) -> None:
        """Rows that name the same thing twice are refused in ``clean``."""

    def rows(self) -> list[dict[str, Any]]:
        """Return the cleaned data of the filled rows that are not marked for deletion."""
        return [
            form.cleaned_data
            for form in self.forms
            if form.has_changed() and not form.cleaned_data.get("DELETE") and form.cleaned_data
        ]

    def save(self, commit: bool = True) -> list[Any]:
        return []


def prepared(upload: UploadedFile, field: str) -> renditions.Prepared:
    """Return an uploaded picture made ready.

    Raises:
        ValidationError: it cannot be used; on ``field``.
    """
    try:
        return renditions.prepare(upload)
    except renditions.UnusableImage as error:
        raise ValidationError({field: str(error)}) from error


class BylineForm(RevisionRowForm):
    class Meta:
        model = Byline
        fields = ["author"]


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


class BylineFormSet(RevisionFormSet):
    def clean(self) -> None:
        authors = [row["author"] for row in self.rows() if row.get("author")]
        if len(authors) != len(set(authors)):
            raise ValidationError(_("An author stands in the byline twice."))


class CaptionFormSet(RevisionFormSet):
    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.library = lambda: self.library

    @cached_property
    def library(self) -> dict[str, Photo]:
        """The photos that stand in the rows, by their ids as the rows' fields have them."""
        ids = {str(form["photo"].value() or "") for form in self.forms}
        wanted = [pk for pk in ids if pk.isascii() and pk.isdecimal() and len(pk) <= 18]
        return {str(photo.pk): photo for photo in Photo.objects.filter(pk__in=wanted)}

    def clean(self) -> None:
        rows = self.rows()
        if sum(row.get("placement") == PhotoCaption.Placement.LEAD for row in rows) > 1:
            raise ValidationError(_("Only one photo can be the lead photo."))
        photos = [row["photo"] for row in rows if row.get("photo")]
        new = [row["prepared"] for row in rows if row.get("prepared") and not row.get("photo")]
        digests = [prepared.sha256 for prepared in new]
        if len(photos) != len(set(photos)) or len(digests) != len(set(digests)):
            raise ValidationError(_("A photo stands in the article twice."))


class PhotoForm(forms.ModelForm):
    """A photo of the library; a new one needs its file, an old one may get another."""

    upload = forms.FileField(label=_("File"), required=False)

    class Meta:
        model = Photo
        fields = ["caption", "alt", "credit", "place", "taken_at", "focus_x", "focus_y"]
        widgets = {"caption": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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
