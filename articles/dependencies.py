"""What a page is made from, noted where the data is loaded.

Whoever keeps finished pages makes one inside ``collecting()`` and gets the keys that it depends on:
those of ``articles.signals`` and, of single rows, ``author:<id>``, ``tag:<id>``, ``series:<id>``,
``photo:<id>``. Rows note themselves (``Noted.from_db``); loaders of lists note what could come to
stand in the list. Outside ``collecting()`` noting costs next to nothing and does nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, ClassVar, Self, TypeVar, cast

from django.db import models
from django.http.response import HttpResponseBase


@dataclass
class Dependencies:
    """``keys`` are what the page was made from; ``until`` is when it is over by time alone, None
    for never."""

    keys: set[str] = field(default_factory=set)
    until: datetime | None = None


_collected: ContextVar[Dependencies | None] = ContextVar("dependencies", default=None)


@contextmanager
def collecting() -> Iterator[Dependencies]:
    """Note in what it gives all that is loaded inside; one within another has its own."""
    found = Dependencies()
    token = _collected.set(found)
    try:
        yield found
    finally:
        _collected.reset(token)


def depends_on(*keys: str) -> None:
    """Note that the page changes with each of ``keys``."""
    if (found := _collected.get()) is not None:
        found.keys.update(keys)


def holds_until(moment: datetime | None) -> None:
    """Note that the page will be another from ``moment`` on; None is never."""
    found = _collected.get()
    if found is not None and moment is not None:
        found.until = moment if found.until is None else min(found.until, moment)


class Noted(models.Model):
    """A model whose rows note themselves when they are loaded, as ``<NOTED_AS>:<id>``.

    What stands on every page is noted as ``site``, without an id.
    """

    NOTED_AS: ClassVar[str]

    class Meta:
        abstract = True

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any
    ) -> Self:
        row = super().from_db(db, field_names, values, **more)
        if (found := _collected.get()) is not None:
            found.keys.add(row.noted_key)
        return row

    @property
    def noted_key(self) -> str:
        """The key that a page with this row depends on."""
        return "site" if self.NOTED_AS == "site" else f"{self.NOTED_AS}:{self.pk}"


V = TypeVar("V", bound=Callable[..., HttpResponseBase])


def keepable(view: V) -> V:
    """Say of a view that its pages are the same for everybody and note what they are made from."""

    @wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(*args, **kwargs)
        response.is_keepable = True  # type: ignore[attr-defined]
        return response

    return cast("V", wrapped)


def is_keepable(response: HttpResponseBase) -> bool:
    """Say whether the view said so."""
    return getattr(response, "is_keepable", False) is True
