"""What ``articles`` tells the rest of the site of its changes.

``public_content_changed`` is sent inside the transaction that changes what readers have, or will
have by time alone, with ``keys``: a frozenset of ``article:<id>``, ``section:<id>`` (the section
and its parent), ``front`` (the home page) and ``site`` (what is on every page). What a receiver
does outside the database it does after the commit (``articles.committed``).
"""

from __future__ import annotations

from django.dispatch import Signal

from articles.models import Article

public_content_changed = Signal()


def announce(article: Article) -> None:
    """Say that what readers have of ``article`` has changed, or will by its times."""
    sections = {article.section_id, article.top_section_id} - {None}
    keys = {f"article:{article.pk}", "front", *(f"section:{pk}" for pk in sections)}
    public_content_changed.send(sender=Article, keys=frozenset(keys))


def article_ids(keys: frozenset[str]) -> list[int]:
    """Return the ids of the articles that ``keys`` name."""
    return sorted(int(key.removeprefix("article:")) for key in keys if key.startswith("article:"))
