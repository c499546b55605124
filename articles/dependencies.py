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
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, ClassVar, Self, TypeVar, cast

from django.db import models
from django.http.response import HttpResponseBase


@dataclass
class Dependencies:
    """``keys`` are what the page was made from; ``until`` is when it is over by time alone, None
    for never.

    ``lags`` are keys that it may be behind of, by so long: ``until`` has that in it, ``ends`` not.
    """

    keys: set[str] = field(default_factory=set)
    until: datetime | None = None
    ends: datetime | None = None
    lags: dict[str, timedelta] = field(default_factory=dict)

    def add(self, other: Dependencies) -> None:
        """Take on what another was made from."""
        self.keys |= other.keys
        self.lags |= other.lags
        self.until = _earlier(self.until, other.until)
        self.ends = _earlier(self.ends, other.ends)


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((moment for moment in (one, other) if moment is not None), default=None)


_collected: ContextVar[Dependencies | None] = ContextVar("dependencies", default=None)


@contextmanager
def collecting() -> Iterator[Dependencies]:
    """Note in what it gives all that is loaded inside; one within another has its own.

    So a loader of very many rows notes one key for all of them, and drops what each would note.
    """
    found = Dependencies()
    token = _collected.set(found)
    try:
        yield found
    finally:
        _collected.reset(token)


def is_collecting() -> bool:
    """Say whether somebody notes, who may keep the page: then that is made whole, and whoever
    keeps it answers those who have it already."""
    return _collected.get() is not None


def depends_on(*keys: str) -> None:
    """Note that the page changes with each of ``keys``."""
    if (found := _collected.get()) is not None:
        found.keys.update(keys)


def holds_until(moment: datetime | None) -> None:
    """Note that the page will be another from ``moment`` on; None is never."""
    if (found := _collected.get()) is not None:
        found.until = _earlier(found.until, moment)
        found.ends = _earlier(found.ends, moment)


def may_lag(key: str, *, since: datetime, by: timedelta) -> None:
    """Note that the page shows what ``key`` tells of as it was at ``since``, and may do so for that
    long. Its changes are not among those that pages are dropped at."""
    if (found := _collected.get()) is not None:
        found.until = _earlier(found.until, since + by)
        found.lags[key] = by


def take_on(other: Dependencies) -> None:
    """Note all that ``other`` has noted."""
    if (found := _collected.get()) is not None:
        found.add(other)


class Noted(models.Model):
    """A model whose rows note themselves when they are loaded, as ``<NOTED_AS>:<id>``.

    What stands on every page is noted as ``site``, without an id. Where a change of a row may
    bring it into a list or take it out, ``LISTED_AS`` is the key that such lists depend on.
    """

    NOTED_AS: ClassVar[str]
    LISTED_AS: ClassVar[str] = ""

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

    @property
    def changed_keys(self) -> frozenset[str]:
        """The keys of what is another when this row is."""
        return frozenset(filter(None, (self.noted_key, self.LISTED_AS)))


Maker = Callable[..., HttpResponseBase]


def _plainly(view: Callable[..., HttpResponseBase], *args: Any, **kwargs: Any) -> HttpResponseBase:
    return view(*args, **kwargs)


_maker: Maker = _plainly


def make_views_by(maker: Maker | None) -> None:
    """Have each view whose pages are the same for everybody called by ``maker(view, …)``; None is
    as it was."""
    global _maker
    _maker = maker or _plainly


V = TypeVar("V", bound=Callable[..., HttpResponseBase])


def keepable(view: V) -> V:
    """Say of a view that its pages are the same for everybody and note what they are made from."""

    @wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> HttpResponseBase:
        response = _maker(view, *args, **kwargs)
        if not hasattr(response, "is_keepable"):
            response.is_keepable = True  # type: ignore[attr-defined]
        return response

    wrapped.may_be_kept = True  # type: ignore[attr-defined]
    return cast("V", wrapped)


def keep_for_nobody(response: HttpResponseBase) -> None:
    """Say of an answer of such a view that it is not worth keeping."""
    response.is_keepable = False  # type: ignore[attr-defined]


def may_be_kept(view: Callable[..., Any]) -> bool:
    """Say whether ``keepable`` was said of a view; decorators around it hand that on."""
    return getattr(view, "may_be_kept", False) is True


def is_keepable(response: HttpResponseBase) -> bool:
    """Say whether the view said so."""
    return getattr(response, "is_keepable", False) is True
