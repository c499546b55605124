"""What ``articles`` tells the rest of the site of its changes.

``public_content_changed`` is sent inside the transaction that changes what readers have, or will
have by time alone, with ``keys``: a frozenset of ``article:<id>``, ``section:<id>`` (the section
and its parent), ``author:<id>``, ``tag:<id>``, ``series:<id>``, ``photo:<id>``, ``comments:<id>``
and ``card:<id>`` (of an article), ``front`` (the home page, and any list of all articles),
``ranking`` (the most read) and ``site`` (what is on every page). It may carry ``moments``: the
times at which the same keys change once more, by time alone. What a receiver does outside the
database it does after the commit (``articles.committed``).
"""

from __future__ import annotations

from typing import Any

from django.dispatch import Signal

from articles.dependencies import Noted
from articles.models import Article

public_content_changed = Signal()


def announce(article: Article) -> None:
    """Say that what readers have of ``article`` has changed, or will by its times."""
    sections = {article.section_id, article.top_section_id} - {None}
    keys = {f"article:{article.pk}", "front", *(f"section:{pk}" for pk in sections)}
    keys |= {f"author:{pk}" for pk in article.bylines.values_list("author", flat=True)}
    keys |= {f"tag:{pk}" for pk in article.tagged_items.values_list("tag", flat=True)}
    keys |= {f"series:{article.series_id}"} if article.series_id else set()
    times = (article.published_at, article.withdraw_at)
    moments = [moment for moment in times if moment is not None]
    public_content_changed.send(sender=Article, keys=frozenset(keys), moments=moments)


def announce_row(instance: Noted, **kwargs: Any) -> None:
    """Receive ``post_save`` and ``post_delete`` of rows that pages print as they are."""
    public_content_changed.send(sender=type(instance), keys=frozenset({instance.noted_key}))


def article_ids(keys: frozenset[str]) -> list[int]:
    """Return the ids of the articles that ``keys`` name."""
    return sorted(int(key.removeprefix("article:")) for key in keys if key.startswith("article:"))
