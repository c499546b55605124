"""The library's list: a wall of pictures, narrowed down by one form of filters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Final, cast

from django.contrib import admin
from django.contrib.admin.views.main import SEARCH_VAR
from django.core.paginator import EmptyPage
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import library
from articles.admin.paging import CappedChangeList
from articles.admin.staff import member
from articles.forms.library import LibraryForm
from articles.models import Photo, Section
from articles.querysets import PhotoQuerySet

OWN: Final = tuple(LibraryForm.base_fields)


class LibraryFilter(admin.ListFilter):
    """All that narrows the library down, as one form: days and names are written, not chosen."""

    title = gettext_lazy("filters")

    def __init__(
        self, request: HttpRequest, params: dict[str, Any], model: Any, model_admin: Any
    ) -> None:
        # The admin counts what is taken out of ``params`` as a filter in force.
        super().__init__(request, params, model, model_admin)
        given = {name: params.pop(name) for name in OWN if name in params}
        sections = list(Section.objects.select_related("parent"))
        last = {name: values[-1] for name, values in given.items()}
        self.form = LibraryForm(last, sections=sections)
        self.user = member(request)

    def has_output(self) -> bool:
        return True

    def choices(self, changelist: Any) -> Iterator[Any]:
        yield from ()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        photos = cast("PhotoQuerySet", queryset)
        return library.narrowed(photos, self.form.wanted(self.user))

    def expected_parameters(self) -> list[str | None]:
        return list(OWN)


@dataclass(frozen=True)
class Plate:
    """One picture of the wall, and how many articles use it."""

    photo: Photo
    uses: int


@dataclass(frozen=True)
class Way:
    """Where a chip or a quick range leads; a chip's takes its filter away."""

    label: str
    address: str
    is_current: bool = False


class LibraryChangeList(CappedChangeList):
    """The list of photos with what its own template prints of it."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        try:
            self.result_list = list(self.result_list)
        except EmptyPage:  # the admin answers that itself
            self.result_list = []

    @cached_property
    def plates(self) -> list[Plate]:
        uses = library.count_uses(self.result_list)
        return [Plate(photo, uses.get(photo.pk, 0)) for photo in self.result_list]

    @property
    def form(self) -> LibraryForm:
        found: LibraryForm = self.filter_specs[0].form  # type: ignore[attr-defined]
        return found

    @cached_property
    def chips(self) -> list[Way]:
        """Return a way to take each filter in force away, and what was searched for."""
        words = self.form.words()
        chips = [Way(label, self._without(name)) for name, label in words.items()]
        if self.query:
            chips.insert(0, Way(f"“{self.query}”", self._without(SEARCH_VAR)))
        return chips

    def _without(self, name: str) -> str:
        return str(self.get_query_string({name: None}))

    @property
    def plain(self) -> str:
        """The list with nothing of all that, which stays a choice in a window of its own."""
        return str(self.get_query_string(dict.fromkeys([*OWN, SEARCH_VAR])))

    @cached_property
    def ranges(self) -> list[Way]:
        """Return the quick ranges of days, up to today."""
        today = timezone.localdate()
        starts = [
            (_("Today"), today),
            (_("7 days"), today - timedelta(days=6)),
            (_("30 days"), today - timedelta(days=29)),
            (_("This year"), date(today.year, 1, 1)),
        ]
        since, until = (self.form.cleaned_data.get(name) for name in ("since", "until"))
        return [
            Way(
                label,
                self.get_query_string({"since": f"{start:%d/%m/%Y}", "until": None}),
                is_current=since == start and until is None,
            )
            for label, start in starts
        ]

    @property
    def other_params(self) -> dict[str, str]:
        """What a new search has to carry on: whether the list is a window to choose in."""
        return {
            name: values[-1] if isinstance(values, list) else values
            for name, values in self.params.items()
            if name not in OWN and name != SEARCH_VAR
        }
