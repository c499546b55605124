"""Several questions of whether there is such a row, asked of the database in one statement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Exists, QuerySet

from articles.models import Publication

T = TypeVar("T")


def answers(questions: Mapping[T, QuerySet[Any]], **others: Any) -> tuple[set[T], dict[str, Any]]:
    """Return which of ``questions`` find a row, and the values of ``others`` (expressions).

    One query. A site without a paper has no row of anything that could be asked for.
    """
    keys = list(questions)
    asked = {f"is_{place}": Exists(questions[key]) for place, key in enumerate(keys)}
    row = Publication.objects.order_by("pk").values(**asked, **others).first()
    if row is None:
        return set(), dict.fromkeys(others)
    there = {key for place, key in enumerate(keys) if row[f"is_{place}"]}
    return there, {name: row[name] for name in others}
