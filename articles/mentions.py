"""Whom and what an article names: authors, keywords, articles put below it by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import CharField, Exists, OuterRef, Value

from articles.dependencies import depends_on
from articles.models import Article, Author, Byline, RelatedArticle, Tag, TaggedArticle
from articles.written import WrittenQuery

# A keyword of more articles than this says nothing of what they have in common.
COMMON: Final = 1000


@dataclass(frozen=True)
class Mentions:
    """Authors in the byline's order, keywords in the alphabet's; ``related`` are ids in order.

    ``rare`` are the ids of the keywords that few articles bear (see ``is_common``).
    """

    authors: list[Author] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    rare: list[int] = field(default_factory=list)
    related: list[int] = field(default_factory=list)


def mentions_of(article: Article) -> Mentions:
    """Load what the article's own rows name, in one query; only what a page prints of it."""
    mentions = Mentions()
    for kind, _position, _id, pk, name, slug, common in sorted(_NAMED.ask(COMMON, [article.pk])):
        if kind != "related":
            depends_on(f"name:{kind}:{pk}")
        if kind == "author":
            mentions.authors.append(Author(pk=pk, name=name, slug=slug))
        elif kind == "related":
            mentions.related.append(pk)
        else:
            mentions.tags.append(Tag(pk=pk, name=name, slug=slug))
            if not common:
                mentions.rare.append(pk)
    mentions.tags.sort(key=lambda tag: tag.slug)
    return mentions


def is_common(tag: str) -> Exists:
    """Say that the keyword in the column ``tag`` is on more than ``COMMON`` articles.

    Reads so many entries of its index at the most, however many there are.
    """
    uses = TaggedArticle.objects.filter(tag=OuterRef(tag)).order_by()
    return Exists(uses[COMMON : COMMON + 1])


def _word(word: str) -> Value:
    return Value(word, output_field=CharField())


def _authors(article: int) -> Any:
    rows = Byline.objects.filter(article=article).order_by()
    names = ("author_id", "author__name", "author__slug")
    return rows.values_list(_word("author"), "position", "pk", *names, Value(False))


def _tags(article: int) -> Any:
    rows = TaggedArticle.objects.filter(content_object=article).order_by()
    names = ("tag_id", "tag__name", "tag__slug")
    return rows.values_list(_word("tag"), Value(0), "pk", *names, is_common("tag"))


def _related(article: int) -> Any:
    rows = RelatedArticle.objects.filter(article=article).order_by()
    names = ("target_id", _word(""), _word(""))
    return rows.values_list(_word("related"), "position", "pk", *names, Value(False))


def _named(common: int, ids: Sequence[int]) -> Any:
    """Name it all; ``common`` is ``COMMON``, which ``is_common`` writes into the query."""
    (article,) = ids
    return _authors(article).union(_tags(article), _related(article), all=True)


_NAMED: Final[WrittenQuery[tuple[Any, ...]]] = WrittenQuery(Article, _named)


def rare_among(tags: Iterable[Tag]) -> list[int]:
    """Return the ids of those that few articles bear; the tags carry ``common`` (``is_common``)."""
    return [tag.pk for tag in tags if not getattr(tag, "common", False)]
