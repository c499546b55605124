"""How a moderator narrows the list down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin import filters
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


class SectionFilter(filters.SectionFilter):
    """By the section of the comment's article."""

    through = "article__"
