"""What is done once the transaction has been committed, and can undo nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction


def afterwards(do: Callable[..., Any], *args: Any) -> None:
    """Call ``do(*args)`` after the commit; without a transaction, now.

    If it fails that is logged: what was committed stands, and whoever did it is told so.
    """
    # No partial: of what fails Django writes the __qualname__, which a partial has not, and the
    # failure to write it would be everybody's.
    transaction.on_commit(lambda: do(*args), robust=True)
