"""What is done after an answer, by the backend that TASKS names."""

from __future__ import annotations

import logging

from articles import indexnow, renditions, sharecards

try:
    from django.tasks import task
except ImportError:  # Django 5.2
    from django_tasks import task  # type: ignore[no-redef,assignment,unused-ignore]

logger = logging.getLogger(__name__)


def are_done_elsewhere() -> bool:
    """Say whether a worker does the tasks; else they are done within the answer."""
    return bool(make_renditions.get_backend().supports_defer)


@task
def make_renditions(key: str) -> bool:
    """Make what is missing of a photo's renditions; see ``renditions.make``.

    If that fails readers have the first ones, the log says which photo it was, and
    ``manage.py renditions`` tries again.
    """
    try:
        return renditions.make(key)
    except Exception:
        logger.exception("Renditions of photo %s were not made", key)
        return False


@task
def make_card(article_id: int) -> bool:
    """Draw an article's card, or remove it; see ``sharecards.make``.

    If that fails the paper's own card stands for it, and ``manage.py cards`` tries again.
    """
    try:
        return sharecards.make(article_id)
    except Exception:
        logger.exception("The card of article %s was not made", article_id)
        return False


@task
def ping() -> int:
    """Tell search engines of what has changed; see ``indexnow.send``, which never fails."""
    return indexnow.send()
