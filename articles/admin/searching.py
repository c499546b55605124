"""Search with or without accents."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from articles.vietnamese.text import clean, fold


class FoldedSearchMixin:
    """For the admin of a ``Folded`` model: the query is folded as the column was."""

    # Both are folded to small letters: comparing them as they are is less work.
    search_fields: Any = ["folded__contains"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        folded = fold(clean(search_term)).replace("\x00", "")
        return super().get_search_results(request, queryset, folded)  # type: ignore[misc,no-any-return]
