"""Readers' pages read from a copy of the database; all else stays with the database itself.

A copy is a little behind. A view whose pages may be kept reads from it while a finished page is
made (``rendering``), and only if the copy has all the changes that this process knows of; its page
carries the copy's number, so what the copy did not have yet is never kept. Who writes reads on from
the database: they see their write. A copy that does not answer is left alone for a while, and a
page whose making it broke off is made from the database instead.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db import Error, connections, models
from django.http.response import HttpResponseBase
from django.utils import timezone

from articles.dependencies import holds_until
from newsroom.models import PageCounter
from newsroom.pagecache import log
from newsroom.pagecache.memory import Pages

ALIAS: Final = "replica"
#: Seconds for which a copy that did not answer is not asked again.
LEFT_ALONE: Final = 5.0
#: Seconds after a failed look at the database for which it counts as gone.
GONE: Final = 30.0
#: For how long a page holds that was made while the database did not answer: the copy may be cut
#: off, too, while other hosts go on publishing.
ALONE: Final = timedelta(minutes=1)
#: Whose rows readers' pages are made of; sessions, rights and accounts are never read from a copy.
APPS: Final = frozenset({"articles", "comments", "taggit"})
MODELS: Final = frozenset({"newsroom.pagemoment"})


@dataclass
class Rendering:
    """The making of one page: ``number`` is that of the last change that it is sure to show."""

    number: int
    is_on_copy: bool = False


@dataclass
class _State:
    left_until: float = 0.0
    gone_at: float = -GONE


_rendering: ContextVar[Rendering | None] = ContextVar("rendering", default=None)
_state = _State()


@contextmanager
def rendering(number: int) -> Iterator[Rendering]:
    """Let the view within read from the copy, if it has the changes up to ``number``."""
    made = Rendering(number)
    token = _rendering.set(made)
    try:
        yield made
    finally:
        _rendering.reset(token)


class Router:
    """Sends readers' reads to the copy while one is being used, and everything else home."""

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str:
        made = _rendering.get()
        if made is None or not made.is_on_copy:
            return "default"
        meta = model._meta
        return ALIAS if meta.app_label in APPS or meta.label_lower in MODELS else "default"

    def db_for_write(self, model: type[models.Model], **hints: Any) -> str:
        if (made := _rendering.get()) is not None:
            made.is_on_copy = False
        return "default"

    def allow_relation(self, one: models.Model, other: models.Model, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db == ALIAS else None


def make(view: Callable[..., HttpResponseBase], *args: Any, **kwargs: Any) -> HttpResponseBase:
    """Call a view whose pages are the same for everybody; let it read from the copy, if it may.

    Where the copy breaks off (it does so to catch up), the page is made from the database. Its
    number stays: the database has all that its copy had.
    """
    made = _rendering.get()
    if made is None or not _may_read(made):
        return view(*args, **kwargs)
    try:
        return view(*args, **kwargs)
    except Error:
        if not made.is_on_copy:
            raise
        _leave_alone()
        made.is_on_copy = False
        return view(*args, **kwargs)


def _may_read(made: Rendering) -> bool:
    """Say whether the copy has what this process knows of, and note the copy's number."""
    found = newest()
    if found is None or found < made.number:
        return False
    made.number, made.is_on_copy = found, True
    if time.monotonic() - _state.gone_at < GONE:
        holds_until(timezone.now() + ALONE)
    return True


def newest() -> int | None:
    """Return the number of the last change that the copy has; None where it does not answer."""
    if ALIAS not in connections.settings or time.monotonic() < _state.left_until:
        return None
    rows = PageCounter.objects.using(ALIAS).filter(pk=1).values_list("number", flat=True)
    try:
        return rows.first() or 0
    except Error:
        # A connection that was kept may be an old one's; of a new one an error counts.
        connections[ALIAS].close()
    try:
        return rows.first() or 0
    except Error:
        _leave_alone()
        return None


def _leave_alone() -> None:
    connections[ALIAS].close()
    _state.left_until = time.monotonic() + LEFT_ALONE


def stand_in(pages: Pages) -> None:
    """Keep ``pages`` true by the copy's log, since the database itself does not answer."""
    _state.gone_at = time.monotonic()
    found = newest()
    if found is None or found < pages.number:
        return
    try:
        known = pages.number
        pages.catch_up(log.since(known, using=ALIAS) if 0 <= known < found else (), found)
    except Error:
        _leave_alone()


def stand_back() -> None:
    """Take note that the database answers."""
    _state.gone_at = -GONE
