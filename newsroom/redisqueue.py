"""The queue of tasks on Redis, where TASKS says so.

A task whose worker dies, or that raises, is done again: at least once, and mostly once. Every task
may be done twice (``articles.tasks``, ``comments.tasks``), and what one has left undone is found
by ``manage.py tick`` or the command that its docstring names.
"""

from __future__ import annotations

from typing import Any, Final

from django_rq.queues import DjangoRQ
from rq import Retry
from rq.job import Job

#: Seconds after which a task that failed is tried again.
AGAIN: Final = (10, 60, 600)


class Queue(DjangoRQ):
    """A queue whose tasks are tried again."""

    def create_job(self, *args: Any, **kwargs: Any) -> Job:
        kwargs.setdefault("retry", Retry(max=len(AGAIN), interval=list(AGAIN)))
        return super().create_job(*args, **kwargs)
