"""The articles that may come to stand on a front, with the data of their cards, in one query."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from articles.dependencies import depends_on
from articles.models import Article, Section
from articles.querysets import ArticleQuerySet
from articles.written import WrittenQuery


def of_section(
    section: Section, pinned: Collection[int], size: int, public: ArticleQuerySet | None = None
) -> dict[int, Article]:
    """Return by id, newest first, the ``pinned`` ones that are public and the newest of a section.

    ``public`` are those that the newsroom's preview may show; readers see what is public now.
    """
    if public is not None:
        return by_id(_of_section(public, section, pinned, size))
    depends_on(f"section:{section.pk}")
    ids = [section.pk, *sorted(pinned)]
    return by_id(_READERS.ask((section.parent_id is None, size), ids))


def _of_section(
    public: ArticleQuerySet, section: Section, pinned: Collection[int], size: int
) -> ArticleQuerySet:
    newest = public.in_section(section).newest_first()
    return united(cards_of(public, pinned), first(newest, size))


def _readers(shape: tuple[bool, int], ids: Sequence[int]) -> ArticleQuerySet:
    is_first_level, size = shape
    section = Section(pk=ids[0], parent_id=None if is_first_level else ids[0])
    return _of_section(Article.objects.public(), section, ids[1:], size)


_READERS: Final = WrittenQuery(Article, _readers)


def cards_of(public: ArticleQuerySet, pks: Collection[int]) -> ArticleQuerySet:
    return public.filter(pk__in=pks).order_by().with_card_data()


def first(articles: ArticleQuerySet, number: int) -> ArticleQuerySet:
    """Return the first ``number`` as a member of a union.

    The slice must be inside: a union's members carry no order or limit of their own on every
    database.
    """
    return Article.objects.filter(pk__in=articles.values("pk")[:number]).order_by().with_card_data()


def united(one: ArticleQuerySet, *others: ArticleQuerySet) -> ArticleQuerySet:
    """Return all of them, newest first, in one query; some may come twice."""
    return one.union(*others, all=True).order_by("-published_at", "-id")


def by_id(rows: Iterable[Article]) -> dict[int, Article]:
    return {article.pk: article for article in rows}
