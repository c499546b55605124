from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import (
    post_delete,
    post_migrate,
    post_save,
    pre_delete,
    pre_migrate,
    pre_save,
)
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        # They register the system checks, and who is told of changes.
        from articles import breaking, checks, indexnow, sharecards  # noqa: F401
        from articles.built import storing
        from articles.models import Author, Photo, Publication, Section, Series, Tag
        from articles.searching import index
        from articles.signals import announce_row, public_content_changed

        public_content_changed.connect(breaking.follow, dispatch_uid="articles.breaking")
        public_content_changed.connect(index.follow)
        public_content_changed.connect(storing.follow, dispatch_uid="articles.built")
        for model in (Author, Section, Series, Tag):
            pre_save.connect(index.mark_stale, sender=model)
        for model in (Series, Tag):  # of the others none goes that an article names
            pre_delete.connect(index.mark_stale_without, sender=model)
        for printed in (Author, Photo, Publication, Section, Series, Tag):
            post_save.connect(announce_row, sender=printed)
            post_delete.connect(announce_row, sender=printed)
        post_migrate.connect(prepare_photo_search, sender=self)
        pre_migrate.connect(let_triggers_go, sender=self)
        post_migrate.connect(prepare_triggers, sender=self)
        post_migrate.connect(prepare_search, sender=self)


def prepare_photo_search(*, using: str, **kwargs: Any) -> None:
    """Keep the library's index of words, whatever the migrations have done to its table."""
    from articles import photosearch

    photosearch.WORDS.prepare(connections[using])


def let_triggers_go(*, using: str, plan: list[Any], **kwargs: Any) -> None:
    """Take away, where there is something to migrate, what SQLite could not migrate with."""
    from articles import released
    from articles.sitemaps import keeping

    if plan and connections[using].vendor == "sqlite":
        released.let_go(connections[using])
        keeping.let_go(connections[using])


def prepare_triggers(*, using: str, **kwargs: Any) -> None:
    """Have the database keep the times by which authors and keywords list their articles, and
    the parts of the sitemap."""
    from articles import released
    from articles.sitemaps import keeping

    released.prepare(connections[using])
    keeping.prepare(connections[using])


def prepare_search(*, using: str, verbosity: int = 1, **kwargs: Any) -> None:
    """Keep the readers' search's index, and enter articles that were there before it, or before
    it kept what it keeps now."""
    from articles.searching import keywords, terms

    terms.WORDS.prepare(connections[using])
    keywords.WORDS.prepare(connections[using])
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
    entered = sum(index.batches(pks[: index.AT_ONCE])) + index.refresh_stale()
    if entered and verbosity:
        print(f"  Entered {entered} articles for readers' search")
    if len(pks) > index.AT_ONCE or index.stale().exists():
        print("  More articles are to be found by readers: run “manage.py search_index”.")
