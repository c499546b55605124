"""What search keeps of each article that readers have or will have."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q

from articles.models.article import Article


class TokensField(models.TextField):
    """Tokens with spaces between them, each once, in no order; PostgreSQL keeps a ``tsvector``."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        if connection.vendor == "postgresql":
            return "tsvector"
        return super().db_type(connection)

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        if value is None or connection.vendor != "postgresql":
            return value
        # Letters, digits and underscores: within quotation marks each is itself.
        return " ".join(f"'{token}'" for token in str(value).split())


class SearchEntry(models.Model):
    """An article's live content as ``articles.searching`` looks it up.

    There is one for each released article. Whether readers may open it now this does not say:
    ``ArticleQuerySet.public()`` is asked each time. ``head`` holds the folded words of title,
    kicker and lead, ``rest`` all others. ``is_stale`` ones are made again by ``manage.py tick``.
    """

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="search_entry"
    )
    tokens = TokensField()
    head = models.TextField()
    rest = models.TextField()
    is_stale = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["article"], condition=Q(is_stale=True), name="searchentry_stale")
        ]

    def __str__(self) -> str:
        return str(self.article_id)
