"""Fields that name another row: the choice, found by typing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models


class PlainSelect(AutocompleteSelect):
    """A choice found by typing; what cannot be a row's id is shown as no choice at all.

    A form with many such fields sets ``known``, which gives the chosen rows of all of them by
    their ids, so that they are not asked for one by one.
    """

    known: Callable[[], Mapping[str, models.Model]] | None = None

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> Any:
        ids = row_ids(value)
        if self.known is None:
            return super().optgroups(name, ids, attr)
        empty = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        rows = self.known()
        chosen = [
            self.create_option(name, pk, str(rows[pk]), True, index)
            for index, pk in enumerate(ids, start=len(empty))
            if pk in rows
        ]
        return [(None, [*empty, *chosen], 0)]


def row_ids(values: Iterable[Any]) -> list[str]:
    """Return those of ``values`` that can be ids of rows, as forms hold them."""
    texts = map(str, values)
    return [text for text in texts if text.isascii() and text.isdecimal() and len(text) <= 18]
