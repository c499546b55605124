"""Rows of a revision: what an article has several of. The byline."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.forms.choices import row_ids
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

    # The field of each row that names another row: its choices are loaded together.
    relation: ClassVar[str] = ""

    new_objects: list[Any] = []
    changed_objects: list[Any] = []
    deleted_objects: list[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["queryset"] = QuerySet(self.model).none()
        super().__init__(*args, **kwargs)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        widget = form.fields[self.relation].widget
        # The admin wraps its choices; a form on its own has a plain one, which needs nothing.
        inner = getattr(widget, "widget", widget)
        inner.known = lambda: self.chosen

    @cached_property
    def chosen(self) -> dict[str, Model]:
        """What stands in the rows' ``relation``, by the ids as the rows' fields have them."""
        ids = row_ids(form[self.relation].value() or "" for form in self.forms)
        model = cast("type[Model]", self.model)
        related = cast("type[Model]", model._meta.get_field(self.relation).related_model)
        return {str(row.pk): row for row in related._default_manager.filter(pk__in=set(ids))}

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
    relation = "author"

    def clean(self) -> None:
        authors = [row["author"] for row in self.rows() if row.get("author")]
        if len(authors) != len(set(authors)):
            raise ValidationError(_("An author stands in the byline twice."))
