"""Rows of a revision: what an article has several of. The byline."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from articles.models import Byline


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


class BylineFormSet(RevisionFormSet):
    def clean(self) -> None:
        authors = [row["author"] for row in self.rows() if row.get("author")]
        if len(authors) != len(set(authors)):
            raise ValidationError(_("An author stands in the byline twice."))
