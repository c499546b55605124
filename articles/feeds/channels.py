"""What a feed is of, and the articles in it: in four queries, whatever it holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Final

from django.conf import settings
from django.db.models import Aggregate, OuterRef, Prefetch, Subquery, TextField, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from articles.dependencies import depends_on
from articles.metadata.paper import home_address
from articles.metadata.values import address_of
from articles.models import (
    Article,
    Author,
    Byline,
    PhotoCaption,
    Publication,
    Section,
    Tag,
    TaggedArticle,
)
from articles.querysets import ArticleQuerySet
from articles.templatetags.addresses import absolute
from articles.xmltext import xml_text

FEED_SIZE: Final = 20
# In no keyword: they are cleaned of control characters.
_BETWEEN: Final = "\x1f"
_BEFORE: Final = "\x1e"


@dataclass(frozen=True)
class Channel:
    """A feed of ``subject``, of the whole paper if that is None; ``path`` is the feed's own."""

    publication: Publication | None
    subject: Section | Author | Tag | None
    path: str
    articles: list[Article] = field(default_factory=list)

    @property
    def title(self) -> str:
        paper = self.publication.name if self.publication else settings.SITE_URL
        return xml_text(f"{self.subject.name} - {paper}" if self.subject else paper)

    @property
    def description(self) -> str:
        about = self.subject or self.publication
        line = getattr(about, "description", "") or getattr(about, "tagline", "")
        return xml_text(line) or self.title

    @property
    def link(self) -> str:
        return address_of(self.subject) if self.subject else home_address()

    @property
    def feed_url(self) -> str:
        return absolute(self.path)


def feed_path(subject: Section | Author | Tag | None = None) -> str:
    """Return the path of the feed of that, of the paper for None."""
    if isinstance(subject, Section):
        return reverse("machines:feed", args=[subject.path])
    if isinstance(subject, Author):
        return reverse("machines:author-feed", args=[subject.slug])
    if isinstance(subject, Tag):
        return reverse("machines:tag-feed", args=[subject.slug])
    return reverse("machines:feed")


class _Joined(Aggregate):
    """Texts in one; in which order is the database's affair."""

    function = "STRING_AGG"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **context)


def newest(articles: ArticleQuerySet) -> list[Article]:
    """Return the newest public ones of ``articles`` with all that an item says; three queries."""
    names = TaggedArticle.objects.filter(content_object=OuterRef("pk")).order_by()
    name = Concat(Cast("tag", TextField()), Value(_BEFORE), "tag__name")
    joined = names.values("content_object").annotate(names=_Joined(name, Value(_BETWEEN)))
    uses = PhotoCaption.objects.select_related("photo")
    found = (
        articles.public()
        .newest_first()
        .defer("folded")
        .annotate(keywords=Subquery(joined.values("names")))
        .select_related("section__parent", "section__publication", "series")
        .prefetch_related(
            Prefetch("bylines", Byline.objects.select_related("author")),
            Prefetch("captions", uses),
        )
    )
    loaded: list[Article] = [*found[:FEED_SIZE]]
    for article in loaded:
        _give_tags(article)
    return loaded


def _give_tags(article: Article) -> None:
    """Let ``article.tags`` be what the query joined, as if it had been prefetched."""
    joined: str = article.keywords or ""
    pairs = [one.split(_BEFORE) for one in filter(None, joined.split(_BETWEEN))]
    tags = [Tag(pk=int(pk), name=name) for pk, name in sorted(pairs, key=itemgetter(1))]
    depends_on(*(tag.noted_key for tag in tags))
    article.__dict__.setdefault("_prefetched_objects_cache", {})["tags"] = tags
