from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_save
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from articles import checks, signals  # noqa: F401  (the first registers system checks)
        from articles.models import Author, Section, Tag
        from articles.searching import index

        post_migrate.connect(prepare_photo_search, sender=self)
        post_migrate.connect(prepare_search, sender=self)
        signals.public_content_changed.connect(index.follow)
        for model in (Author, Section, Tag):
            pre_save.connect(index.mark_stale, sender=model)


def prepare_photo_search(*, using: str, **kwargs: Any) -> None:
    """Keep the library's index of words, whatever the migrations have done to its table."""
    from articles import photosearch

    photosearch.prepare(connections[using])


def prepare_search(*, using: str, verbosity: int = 1, **kwargs: Any) -> None:
    """Keep the readers' search's index, and enter articles that were there before it."""
    from articles.searching import terms

    terms.prepare(connections[using])
    # Not while a test empties its tables, nor half-way through the migrations.
    if "plan" in kwargs and not _has_more_to_migrate(connections[using]):
        _enter_missing(verbosity)


def _has_more_to_migrate(connection: Any) -> bool:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _enter_missing(verbosity: int) -> None:
    from articles.searching import index

    pks = list(index.missing().values_list("pk", flat=True)[: index.AT_ONCE + 1])
    entered = sum(index.batches(pks[: index.AT_ONCE]))
    if entered and verbosity:
        print(f"  Entered {entered} articles for readers' search")
    if len(pks) > index.AT_ONCE:
        print("  More articles are to be found by readers: run “manage.py search_index”.")
