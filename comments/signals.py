"""What ``comments`` tells of decisions.

``status_changed`` is sent inside the transaction of ``decide``, once for all that it changed, with
``changes`` (a list of ``Change``) and ``by`` (who decided; None for a rule). What a receiver does
outside the database it does after the commit (``articles.committed``).
"""

from __future__ import annotations

from typing import NamedTuple

from django.dispatch import Signal


class Change(NamedTuple):
    """``user`` is the id of the account that wrote the comment; ``before`` and ``after`` are
    values of ``Status``."""

    comment: int
    article: int
    user: int | None
    before: str
    after: str


status_changed = Signal()
