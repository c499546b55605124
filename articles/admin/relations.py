"""Fields that name another row: the choice, without a row of icons beside it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.http import HttpRequest

from articles.forms.choices import PlainSelect


class PlainRelationsMixin:
    """Leave out the ways to change, show or delete the chosen row from where it is chosen.

    Only the fields in ``addable_relations`` keep the way to add one.
    """

    addable_relations: ClassVar[tuple[str, ...]] = ()

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField | None:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            site = self.admin_site  # type: ignore[attr-defined]
            kwargs["widget"] = PlainSelect(db_field, site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(  # type: ignore[misc,no-any-return]
            db_field, request, **kwargs
        )

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        field: forms.Field | None = super().formfield_for_dbfield(  # type: ignore[misc]
            db_field, request, **kwargs
        )
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            wrapper = field.widget
            wrapper.can_change_related = wrapper.can_view_related = False
            wrapper.can_delete_related = False
            if db_field.name not in self.addable_relations:
                wrapper.can_add_related = False
        return field
