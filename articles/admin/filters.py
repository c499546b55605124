"""How lists of the newsroom are narrowed down."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models import Section


class SectionFilter(admin.SimpleListFilter):
    """By section, in one query; a first-level section includes its subsections.

    ``through`` leads from the list's model to the article: ``article__`` for comments.
    """

    title = _("section")
    parameter_name = "section"
    through: ClassVar[str] = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        sections = Section.objects.select_related("parent")
        return [(str(section.pk), str(section)) for section in sections]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in {key for key, _title in self.lookup_choices}:
            return queryset
        section = int(self.value() or 0)
        return queryset.filter(
            Q(**{f"{self.through}section": section}) | Q(**{f"{self.through}top_section": section})
        )
