"""Comparing rows of columns, as an index of the same columns finds them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import BooleanField, F, Func, Value


def beyond(fields: Sequence[str], values: Sequence[Any], *, descending: bool) -> Func:
    """Return the condition that a row's ``fields`` come after ``values`` in their order.

    Written as ``(a, b) < (x, y)``. Taken apart into ORs, both databases would read all that is
    equal in the first column, and of a thousand comments most have the same interest: none.
    """
    return Func(
        _row(F(name) for name in fields),
        _row(Value(value) for value in values),
        arg_joiner=" < " if descending else " > ",
        template="%(expressions)s",
        output_field=BooleanField(),
    )


def _row(columns: Any) -> Func:
    return Func(*columns, template="(%(expressions)s)", output_field=BooleanField())
