"""What is done after an answer, by the backend that TASKS names."""

from __future__ import annotations

from articles import renditions

try:
    from django.tasks import task
except ImportError:  # Django 5.2
    from django_tasks import task  # type: ignore[no-redef,assignment,unused-ignore]


@task
def make_renditions(key: str) -> bool:
    """Make what is missing of a photo's renditions; see ``renditions.make``."""
    return renditions.make(key)
