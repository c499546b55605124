from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
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


def prepare_photo_search(*, using: str, **kwargs: Any) -> None:
    """Keep the library's index of words, whatever the migrations have done to its table."""
    from articles import photosearch

    photosearch.prepare(connections[using])
