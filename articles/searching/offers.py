"""What is offered where nothing, or not enough, is found. All of it is public."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db.models.expressions import RawSQL
from django.db.models.functions import Length

from articles.models import Article, Tag
from articles.names import public_tags
from articles.searching import statement
from articles.searching.finding import Wanted
from articles.searching.keywords import Named
from articles.searching.query import Query, read_query
from articles.searching.statement import TooMuchWork
from articles.vietnamese.slugs import slugify

NEWEST: Final = 5
KEYWORDS: Final = 8
#: Of keywords that have a word so many are looked at, and uses of each are counted so far.
LOOKED_AT: Final = 60
COUNTED: Final = 100
#: Of a query's words so many are tried without.
TRIED: Final = 4

_USES: Final = (
    "(SELECT count(*) FROM (SELECT 1 FROM articles_taggedarticle used"  # noqa: S608
    f" WHERE used.tag_id = articles_tag.id LIMIT {COUNTED}) counted)"
)


@dataclass(frozen=True)
class Offers:
    """``shorter`` are texts to search for that find something, ``keywords`` are near the words."""

    shorter: list[str] = field(default_factory=list)
    keywords: list[Tag] = field(default_factory=list)
    newest: list[Article] = field(default_factory=list)


def offers_for(wanted: Wanted) -> Offers:
    """Return what else might help, in at most three queries."""
    newest = Article.objects.public().newest_first().with_card_data()[:NEWEST]
    words = [word.folded for word in wanted.query.all_words]
    return Offers(
        _shorter(wanted.query), keywords_near(words)[:KEYWORDS] if words else [], list(newest)
    )


def _shorter(query: Query) -> list[str]:
    """Return the query without its quotation marks, or without a word of it, where that helps."""
    texts = [" ".join(word.exact for word in query.all_words)] if query.phrases else []
    if len(query.all_words) > 1:
        texts += [query.without(word) for word in query.all_words[:TRIED]]
    queries = [read_query(text) for text in texts]
    layers = [Wanted(one).everything() for one in queries]
    try:
        found = statement.not_empty(layers)
    except TooMuchWork:
        return []
    return [text for number, text in enumerate(texts) if number in found]


def keywords_near(words: Sequence[str], *, begun: bool = False) -> list[Tag]:
    """Return keywords of public articles that have one of the folded words, the most used first.

    ``begun`` asks for those that have all of them, the last as the beginning of a word.
    """
    # An address has a word of other letters as several, or not at all.
    spelt = [slugify(word) for word in words]
    if not any(spelt) or (begun and not all(spelt)):
        return []
    named = Named("-".join(filter(None, spelt)).split("-"), is_begun=begun)
    near = Tag.objects.filter(named).order_by(Length("slug"), "pk")[:LOOKED_AT]
    known = public_tags().filter(pk__in=near.values("pk"))
    return list(known.annotate(uses=RawSQL(_USES, ())).order_by("-uses", "slug"))  # noqa: S611
