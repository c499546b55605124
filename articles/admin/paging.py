"""Pages of a list that may have a million rows behind it."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Final

from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

#: Nobody leafs further; who looks for something older searches or narrows the list down.
MOST: Final = 1000


class CappedPaginator(Paginator):
    """Pages of the first ``MOST`` rows in the list's order; what is behind them is not counted.

    The rows' ids are read once, in order, and each page is loaded by them: a search that must look
    through everything does so one time.
    """

    object_list: QuerySet[Any]

    @cached_property
    def _ids(self) -> list[Any]:
        return list(self.object_list.values_list("pk", flat=True)[: MOST + 1])

    @cached_property
    def count(self) -> int:
        """The number of rows that can be leafed through."""
        return min(len(self._ids), MOST)

    @property
    def is_capped(self) -> bool:
        """Whether there are more rows than can be leafed through."""
        return len(self._ids) > MOST

    def page(self, number: Any) -> Page:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        ids = self._ids[start : min(start + self.per_page, self.count)]
        # Ordered here: told to sort them, SQLite would look for them along the order's index.
        rows = self.object_list.order_by().in_bulk(ids)
        return Page([rows[pk] for pk in ids if pk in rows], number, self)


class CappedChangeList(ChangeList):
    """A list whose only page, too, is loaded by the ids that were found."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        if not self.multi_page:
            self.result_list = self.paginator.page(1).object_list
