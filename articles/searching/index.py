"""``SearchEntry`` rows kept alike to what readers get: in the same transaction as that changes."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet

from articles.committed import afterwards
from articles.models import (
    Article,
    Author,
    Byline,
    PhotoCaption,
    SearchEntry,
    Section,
    Series,
    Tag,
)
from articles.querysets import ArticleQuerySet, is_released
from articles.richtext import plain_text
from articles.searching.words import (
    BORDER,
    Kept,
    by_author,
    in_period,
    in_section,
    in_title_of,
    month_of,
    periods_of,
)

#: So many articles are loaded and written at a time.
BATCH: Final = 200
#: After a migration so many are entered at once; more are left to ``manage.py search_index``.
AT_ONCE: Final = 2_000
_log = logging.getLogger(__name__)
_FIELDS: Final = ("tokens", "head", "rest", "is_stale")


def entry_for(article: Article) -> SearchEntry:
    """Return the row for a released article, loaded by ``_with_texts``."""
    kept = Kept(_facts(article))
    title = kept.add([article.title], are_titles=True)
    if article.published_at:
        month = month_of(article.published_at)
        kept.tokens |= {in_title_of(month, word) for word in title.split() if word != BORDER}
    head = title + kept.add([article.kicker, article.lead])
    captions = [text for use in article.captions.all() for text in (use.caption, use.alt)]
    names = [byline.author.name for byline in article.bylines.all()]
    keywords = [tag.name for tag in article.tags.all()]
    series = [article.series.name] if article.series else []
    # What is short goes first: of a very long text the end is left out.
    rest = kept.add([*names, *keywords, *series, article.source, *captions])
    rest += kept.add([plain_text(article.body)])
    return SearchEntry(
        article_id=article.pk, tokens=" ".join(sorted(kept.tokens)), head=head, rest=rest
    )


def _facts(article: Article) -> set[str]:
    sections = {article.section_id, article.top_section_id} - {None}
    facts = {in_section(pk) for pk in sections if pk is not None}
    facts |= {by_author(byline.author_id) for byline in article.bylines.all()}
    if article.published_at:
        facts |= {in_period(*period) for period in periods_of(month_of(article.published_at))}
    return facts


def _with_texts(articles: ArticleQuerySet) -> ArticleQuerySet:
    return articles.select_related("series").prefetch_related(  # type: ignore[misc]  # taggit
        Prefetch("bylines", Byline.objects.select_related("author")),
        Prefetch("captions", PhotoCaption.objects.order_by("position", "id")),
        "tags",
    )


def released() -> ArticleQuerySet:
    """Return the articles that have a row: those that readers have, or will have by time alone."""
    return Article.objects.filter(is_released())


@transaction.atomic
def refresh(pks: Iterable[int]) -> int:
    """Bring the rows of these articles up to what is live, and return how many there are now.

    Whoever calls it holds the articles, as whoever changes what readers have of one does.
    """
    wanted = sorted(set(pks))
    entries = [entry_for(article) for article in _with_texts(released().filter(pk__in=wanted))]
    gone = set(wanted) - {entry.article_id for entry in entries}
    if gone:
        SearchEntry.objects.filter(pk__in=gone).delete()
    SearchEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["article"], update_fields=_FIELDS
    )
    return len(entries)


@transaction.atomic
def refresh_held(pks: Iterable[int]) -> int:
    """Do as ``refresh``, and hold the articles: else what they said when they were read would
    stand in place of what somebody publishes meanwhile."""
    wanted = sorted(set(pks))
    held = Article.objects.filter(pk__in=wanted).order_by("pk").select_for_update(no_key=True)
    list(held.values_list("pk", flat=True))
    return refresh(wanted)


def batches(pks: Iterable[int]) -> Iterator[int]:
    """Refresh articles a batch at a time, each in its own transaction; yield how many were."""
    batch: list[int] = []
    for pk in pks:
        batch.append(pk)
        if len(batch) == BATCH:
            yield refresh_held(batch)
            batch = []
    if batch:
        yield refresh_held(batch)


def missing() -> ArticleQuerySet:
    """Return the released articles without a row, newest first."""
    return released().filter(search_entry=None).newest_first()


def stale() -> QuerySet[SearchEntry]:
    """Return the rows to be made again, those of the newest articles first."""
    return SearchEntry.objects.filter(is_stale=True).order_by("-pk")


def refresh_stale(limit: int = AT_ONCE) -> int:
    """Make rows again of which a name has changed, or which are of an older release, and return
    how many."""
    return sum(batches(list(stale().values_list("pk", flat=True)[:limit])))


def follow(*, keys: frozenset[str], **kwargs: Any) -> None:
    """Receive ``public_content_changed``: within the transaction that changes what readers have.

    It undoes nothing of that: what cannot be entered now is tried once more after the commit.
    """
    from articles.searching import external

    pks = [int(key.partition(":")[2]) for key in keys if key.startswith("article:")]
    if not pks:
        return
    try:
        refresh(pks)
    except Exception:
        # Whatever it is: it was undone by itself, and readers are to have their article.
        _log.exception("Articles %s could not be entered for readers' search yet", pks)
        afterwards(refresh_held, pks)
    external.follow(pks)


def mark_stale(*, sender: type, instance: Any, **kwargs: Any) -> None:
    """Receive ``pre_save`` of what articles are found by: a new name makes their rows stale."""
    field, condition = _NAMES[sender]
    if instance.pk is None:
        return
    before = sender.objects.filter(pk=instance.pk).values_list(field, flat=True)  # type: ignore[attr-defined]
    if any(value != getattr(instance, field) for value in before):
        SearchEntry.objects.filter(condition(instance)).update(is_stale=True)


def mark_stale_without(*, sender: type, instance: Any, **kwargs: Any) -> None:
    """Receive ``pre_delete`` of what articles are found by: nothing is found by what is gone."""
    _field, condition = _NAMES[sender]
    SearchEntry.objects.filter(condition(instance)).update(is_stale=True)


def _of_author(author: Author) -> Q:
    return Q(article__in=Byline.objects.filter(author=author).values("article"))


def _of_tag(tag: Tag) -> Q:
    return Q(article__in=Article.objects.filter(tagged_items__tag=tag).order_by().values("pk"))


def _of_section(section: Section) -> Q:
    return Q(article__in=Article.objects.filter(section=section).order_by().values("pk"))


def _of_series(series: Series) -> Q:
    return Q(article__in=Article.objects.filter(series=series).order_by().values("pk"))


_NAMES: Final[dict[type, Any]] = {
    Author: ("name", _of_author),
    Tag: ("name", _of_tag),
    Section: ("parent_id", _of_section),
    Series: ("name", _of_series),
}
