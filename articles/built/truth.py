"""Where it is written which key has changed when: the module that ``settings.PAGE_LOG`` names.

It belongs to an app above this one, like the model of ``settings.AUTH_USER_MODEL``.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings
from django.db.models import Model


class Log(Protocol):
    """``PageKey`` has a row (key, number) for each key that ever changed, ``PageCounter`` the
    number of the last change of all in its row 1."""

    PageKey: type[Model]
    PageCounter: type[Model]

    def next_moment(self, keys: Collection[str], began: float) -> datetime | None:
        """Return when pages of these keys, whose making began then, next become others by time
        alone."""


@cache
def log() -> Log:
    return cast("Log", import_module(settings.PAGE_LOG))
