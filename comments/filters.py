"""How a moderator narrows the list down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models import Section
from comments.models import Comment, Status

ALL = "all"


class StatusFilter(admin.SimpleListFilter):
    """By status; without a choice, what waits."""

    title = _("status")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*Status.choices, (ALL, _("All"))]

    def value(self) -> str:
        value = super().value()
        return value if value in {*Status.values, ALL} else str(Status.PENDING)

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Offer each status; there is no "all" above them, it is the last of them."""
        for value, title in self.lookup_choices:
            yield {
                "selected": self.value() == value,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": title,
            }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Comment]) -> QuerySet[Comment]:
        return queryset if self.value() == ALL else queryset.filter(status=self.value())


class SectionFilter(admin.SimpleListFilter):
    """By the article's section; a first-level section includes its subsections."""

    title = _("section")
    parameter_name = "section"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        sections = Section.objects.select_related("parent").order_by("position", "id")
        return [(str(section.pk), str(section)) for section in sections]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Comment]) -> QuerySet[Comment]:
        if self.value() not in {key for key, _title in self.lookup_choices}:
            return queryset
        section = int(self.value() or 0)
        return queryset.filter(Q(article__section=section) | Q(article__top_section=section))
