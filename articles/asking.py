"""Whether there is such a row: asked for each of many rows, or several questions in one go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Exists, QuerySet, Subquery
from django.db.models.lookups import IsNull

from articles.models import Publication

T = TypeVar("T")


def finds(rows: QuerySet[Any]) -> IsNull:
    """Return the condition that ``rows``, which name an outer row, find one.

    Asked for each outer row as it comes: of an EXISTS PostgreSQL makes a join, and then looks at
    everything before it shows the first page.
    """
    return IsNull(Subquery(rows.values("pk")[:1]), False)


def answers(questions: Mapping[T, QuerySet[Any]], **others: Any) -> tuple[set[T], dict[str, Any]]:
    """Return which of ``questions`` find a row, and the values of ``others`` (expressions).

    One query. A site without a paper has no row of anything that could be asked for.
    """
    keys = list(questions)
    asked = {f"is_{place}": Exists(questions[key]) for place, key in enumerate(keys)}
    papers: Any = Publication.objects.order_by("pk")
    row: dict[str, Any] | None = papers.values(**asked, **others).first()
    if row is None:
        return set(), dict.fromkeys(others)
    there = {key for place, key in enumerate(keys) if row[f"is_{place}"]}
    return there, {name: row[name] for name in others}
