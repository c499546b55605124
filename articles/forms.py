"""The newsroom's forms: an article's text, its byline, its photos."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ckeditor.widgets import CKEditorWidget
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.utils.timezone import is_naive, make_aware
from django.utils.translation import gettext_lazy as _

from articles import renditions
from articles.models import Article, Byline, Photo, PhotoCaption
from articles.revisions import SCALARS, newest_content
from articles.richtext import UnacceptableBody, clean_body


def split_keywords(text: str) -> list[str]:
    """Return the keywords in a line: commas or semicolons stand between them."""
    return [word.strip() for word in text.replace(";", ",").split(",") if word.strip()]


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
            "title": forms.Textarea(attrs={"rows": 2, "class": "article-title"}),
            "lead": forms.Textarea(attrs={"rows": 4}),
            "body": CKEditorWidget,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            content = newest_content(self.instance)
            self.initial["keywords"] = ", ".join(content.tags)
            self.initial["base"] = self.instance.newest_revision_id

    def clean_body(self) -> str:
        try:
            return clean_body(self.cleaned_data["body"])
        except UnacceptableBody as error:
            raise ValidationError(str(error)) from error

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_keywords(self) -> list[str]:
        words = split_keywords(self.cleaned_data["keywords"])
        if any(len(word) > 100 for word in words):
            raise ValidationError(_("A keyword may have 100 characters at the most."))
        return words

    def clean(self) -> dict[str, Any]:
        super().clean()
        newest = self.instance.newest_revision_id
        if self.instance.pk and self.cleaned_data.get("base") != newest:
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

    def has_changed(self) -> bool:
        """Take a row in which only the placement differs for an empty one."""
        return bool(set(self.changed_data) - {"placement"})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        upload = data.get("upload")
        if upload and not self.errors:
            data["photo"], data["picture"], data["sha256"] = self._take(upload)
        elif not data.get("photo") and not self.errors and self.has_changed():
            raise ValidationError(_("Choose a photo of the library or a new one."))
        return data

    def _take(self, upload: Any) -> tuple[Photo | None, Any, str]:
        """Return the library's photo if it has these very bytes, else the decoded picture."""
        sha256 = renditions.digest(upload)
        known = Photo.objects.filter(sha256=sha256).first()
        if known is not None:
            return known, None, sha256
        try:
            return None, renditions.decode(upload), sha256
        except renditions.UnusableImage as error:
            raise ValidationError({"upload": str(error)}) from error


class BylineFormSet(RevisionFormSet):
    def clean(self) -> None:
        authors = [row["author"] for row in self.rows() if row.get("author")]
        if len(authors) != len(set(authors)):
            raise ValidationError(_("An author stands in the byline twice."))


class CaptionFormSet(RevisionFormSet):
    def clean(self) -> None:
        rows = self.rows()
        if sum(row.get("placement") == PhotoCaption.Placement.LEAD for row in rows) > 1:
            raise ValidationError(_("Only one photo can be the lead photo."))
        photos = [row["photo"] for row in rows if row.get("photo")]
        digests = [row["sha256"] for row in rows if row.get("picture")]
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

    def clean_upload(self) -> Any:
        upload = self.cleaned_data["upload"]
        if not upload:
            return None
        self.sha256 = renditions.digest(upload)
        twin = Photo.objects.filter(sha256=self.sha256).exclude(pk=self.instance.pk).first()
        if twin is not None:
            raise ValidationError(
                _("The library has this photo already: “%(photo)s”, number %(id)s.")
                % {"photo": twin, "id": twin.pk}
            )
        try:
            self.picture = renditions.decode(upload)
        except renditions.UnusableImage as error:
            raise ValidationError(str(error)) from error
        return upload


class ActionForm(forms.Form):
    """What goes with a workflow button: a reason, or a time in the paper's time zone."""

    reason = forms.CharField(label=_("Reason"), required=False, max_length=500)
    publish_at = forms.DateTimeField(
        label=_("Publish at"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y - %H:%M", "%d/%m/%Y %H:%M"],
        error_messages={"invalid": _("Write the time as 31/12/2026 - 18:30.")},
    )

    def clean_publish_at(self) -> datetime | None:
        moment: datetime | None = self.cleaned_data["publish_at"]
        return make_aware(moment) if moment and is_naive(moment) else moment
