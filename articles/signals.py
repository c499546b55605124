"""What ``articles`` tells the rest of the site of its changes.

``public_content_changed`` is sent inside the transaction that changes what readers have, or will
have by time alone, with ``keys``: a frozenset of ``article:<id>``, ``standing:<id>`` (of an
article all but its corrections), ``section:<id>`` (the section and its parent), ``author:<id>``,
``tag:<id>``, ``series:<id>``, ``photo:<id>``, ``comments:<id>``, ``name:author:<id>`` and
``name:tag:<id>`` (the row itself, not the list of its articles), and ``card:<id>`` (of an
article), ``front`` (the home page, and any list of all articles),
``authors`` and ``tags`` (lists of their names), ``sitemap:<number>`` (a part of the articles'
sitemap), ``ranking`` (the most read), ``site`` (what is on every page) and ``breaking`` (the lines
above). It may carry ``moments``: the times at which the same keys change once more, by time alone;
``endings`` are such times at which something is taken from readers, and ``takes_away`` says that
this change does: of that nobody may be shown an older page any more. What a receiver does outside
the database it does after the commit (``articles.committed``).
"""

from __future__ import annotations

from typing import Any

from django.dispatch import Signal

from articles.dependencies import Noted
from articles.idranges import article_key
from articles.models import Article, Photo
from articles.models.article import RELEASED

public_content_changed = Signal()
#: Sent after the commit, with ``key``, of a number that pages may show a little behind.
number_changed = Signal()


def announce(article: Article) -> None:
    """Say that what readers have of ``article`` has changed, or will by its times."""
    sections = {article.section_id, article.top_section_id} - {None}
    keys = {standing_key(article.pk), *(f"section:{pk}" for pk in sections)}
    keys |= {f"author:{pk}" for pk in article.bylines.values_list("author", flat=True)}
    keys |= {f"tag:{pk}" for pk in article.tagged_items.values_list("tag", flat=True)}
    keys |= {f"series:{article.series_id}"} if article.series_id else set()
    _announce(article, keys)


def announce_corrected(article: Article) -> None:
    """Say that the corrections of ``article`` have changed, and the time of its last change.

    It comes into no list by that, and goes out of none but those in the order of these times, which
    depend on ``front``: who shows it has ``article:<id>`` of its row.
    """
    _announce(article, set())


def standing_key(pk: int) -> str:
    """Return the key of what an article is and where it stands: all of it but its corrections."""
    return f"standing:{pk}"


def _announce(article: Article, more: set[str]) -> None:
    keys = {f"article:{article.pk}", "front", article_key(article.pk), *more}
    public_content_changed.send(
        sender=Article,
        keys=frozenset(keys),
        moments=[article.published_at] if article.published_at else [],
        endings=[article.withdraw_at] if article.withdraw_at else [],
        takes_away=article.state not in RELEASED,
    )


def announce_row(instance: Noted, **kwargs: Any) -> None:
    """Receive ``post_save`` and ``post_delete`` of rows that pages print as they are."""
    # Of these signals only the one of a saved row says whether the row is new.
    is_gone = "created" not in kwargs
    keys = _keys_of(instance) | {name_key(instance.noted_key)}
    if kwargs.get("update_fields") == frozenset({"breaking"}):
        keys = frozenset({"breaking"})  # the lines alone, which no part of a page prints
    public_content_changed.send(sender=type(instance), keys=keys, takes_away=is_gone)


def name_key(key: str) -> str:
    """Return the key of who prints a row alone: an author's changes with each article that gets
    that byline, the name in the byline does not."""
    return f"name:{key}" if key.startswith(("author:", "tag:")) else key


def _keys_of(row: Noted) -> frozenset[str]:
    if not isinstance(row, Photo):
        return row.changed_keys
    # The sitemap names the pictures of each article.
    uses = row.captions.values_list("article", flat=True)
    return row.changed_keys | {article_key(pk) for pk in uses}


def article_ids(keys: frozenset[str]) -> list[int]:
    """Return the ids of the articles that ``keys`` name."""
    return sorted(int(key.removeprefix("article:")) for key in keys if key.startswith("article:"))
