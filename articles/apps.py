from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        # They register the system checks, and who is told of changes.
        from articles import breaking, checks, indexnow, sharecards  # noqa: F401
        from articles.signals import public_content_changed

        public_content_changed.connect(breaking.follow, dispatch_uid="articles.breaking")

        post_migrate.connect(prepare_photo_search, sender=self)
        pre_migrate.connect(let_release_times_go, sender=self)
        post_migrate.connect(prepare_release_times, sender=self)


def prepare_photo_search(*, using: str, **kwargs: Any) -> None:
    """Keep the library's index of words, whatever the migrations have done to its table."""
    from articles import photosearch

    photosearch.prepare(connections[using])


def let_release_times_go(*, using: str, plan: list[Any], **kwargs: Any) -> None:
    """Take away, where there is something to migrate, what SQLite could not migrate with."""
    from articles import released

    if plan and connections[using].vendor == "sqlite":
        released.let_go(connections[using])


def prepare_release_times(*, using: str, **kwargs: Any) -> None:
    """Have the database keep the times by which authors and keywords list their articles."""
    from articles import released

    released.prepare(connections[using])
