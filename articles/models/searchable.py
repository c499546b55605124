"""What of an article another search than the database gets (``articles/searching/external.py``)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from modelsearch import index


class TokensField(index.SearchField):
    """A search field made by a mixin's method, which modelsearch looks for in models alone."""

    def get_definition_model(self, cls: Any) -> Any:
        return cls


class Searchable(index.Indexed):
    """modelsearch's interface."""

    search_fields: ClassVar[list[Any]] = [
        TokensField("search_tokens", es_extra={"analyzer": "whitespace"}),
        index.FilterField("id", es_extra={"type": "long"}),
        index.FilterField("state"),
        index.FilterField("published_at"),
    ]

    @classmethod
    def get_indexed_objects(cls) -> QuerySet[Any]:
        """Return what search keeps."""
        from articles.searching.index import released

        return released()

    def search_tokens(self) -> str:
        """Return the tokens under which search keeps the article, from its rows."""
        from articles.searching.index import entry_for

        return entry_for(self).tokens
