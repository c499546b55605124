"""How lists of the newsroom are narrowed down."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar, Final, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models import Section, State
from articles.querysets import ArticleQuerySet

ANY_TIME: Final = (datetime(1900, 1, 1, tzinfo=UTC), datetime(2101, 1, 1, tzinfo=UTC))


class SectionFilter(admin.SimpleListFilter):
    """By section, in one query; a first-level section includes its subsections.

    ``through`` leads from the list's model to the article: ``article__`` for comments.
    """

    title = _("section")
    parameter_name = "section"
    through: ClassVar[str] = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        sections = list(Section.objects.select_related("parent"))
        self._below = {section.pk for section in sections if section.parent_id is not None}
        return [(str(section.pk), str(section)) for section in sections]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in {key for key, _title in self.lookup_choices}:
            return queryset
        section = int(self.value() or 0)
        # One of the two, never both: an index leads to either, but only by much work to both.
        field = "section" if section in self._below else "top_section"
        return queryset.filter(**{f"{self.through}{field}": section})


class StateFilter(admin.SimpleListFilter):
    """By state, in words that let both databases read the index of that state's articles."""

    title = _("state")
    # As the admin names a field's own filter, so that addresses that were kept still lead there.
    parameter_name = "state__exact"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(State.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        state = self.value()
        if state not in set(State):
            return queryset
        if state == State.PUBLISHED:
            return queryset.filter(state=state)
        articles = cast("ArticleQuerySet", queryset)
        if state != State.SCHEDULED:
            return articles.unreleased(state)
        # They all have a time. Asked for it, SQLite reads their index and not the whole order's.
        return articles.scheduled().filter(published_at__range=ANY_TIME)
