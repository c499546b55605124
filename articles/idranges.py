"""Ranges of ids: what is listed by them stands in the same part of the sitemap for ever."""

from __future__ import annotations

from typing import Final

#: How many ids a part has. Whether a name has a public article is asked of each, which takes
#: several times as long as an article does. Another size of articles' parts needs a migration that
#: lets the triggers of ``articles.sitemaps.keeping`` go: they and the rows are made anew then.
IDS_PER_PAGE: Final = {"articles": 1_000, "authors": 100, "tags": 200}


def part_of(kind: str, pk: int) -> int:
    """Return the number of the part that lists the row of that kind and id."""
    return pk // IDS_PER_PAGE[kind]


def article_key(pk: int) -> str:
    """Return the key that the part with the article of that id depends on."""
    return part_key(part_of("articles", pk))


def part_key(number: int) -> str:
    """Return the key that a part of articles depends on."""
    return f"sitemap:{number}"
