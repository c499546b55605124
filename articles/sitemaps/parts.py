"""What is in which part of the sitemap."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Protocol

from django.db import connection
from django.db.models import BigIntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from articles.asking import finds
from articles.dependencies import collecting, depends_on, holds_until
from articles.idranges import IDS_PER_PAGE, part_key
from articles.models import Article, Author, Photo, PhotoCaption, SitemapPart, Tag
from articles.names import public_authors, public_tags
from articles.querysets import ArticleQuerySet, is_released
from articles.sitemaps.writing import changed, page, text
from articles.templatetags.addresses import absolute

#: What lists of a kind change with: whatever gets or loses its last public article, or another
#: address.
_KEYS: Final = {
    "articles": ("front",),
    "authors": ("front", Author.LISTED_AS),
    "tags": ("front", Tag.LISTED_AS),
}
#: A search engine reads no more pictures of a page.
MOST_PICTURES: Final = 1_000
#: The index says of a part when it changed, where that was less than so long ago.
RECENT: Final = timedelta(days=30)
#: And looks at no more articles for that: of too many at the last ones.
MOST_RECENT: Final = 20_000


class Listed(Protocol):
    """What has a page of its own."""

    def get_absolute_url(self) -> str: ...


def listed(kind: str) -> QuerySet[Any]:
    """Return what has public pages, by the ``kind`` in the part's address."""
    kinds: dict[str, QuerySet[Any]] = {
        "articles": Article.objects.public(),
        "authors": public_authors(),
        "tags": public_tags(),
    }
    return kinds[kind]


def numbers(kind: str) -> list[int]:
    """Return the numbers of the parts that hold something, in order, in one query."""
    depends_on("site", *_KEYS[kind])
    return _numbers_of_articles() if kind == "articles" else _numbers_of_names(kind)


def _numbers_of_articles() -> list[int]:
    """Look into no parts but those of which it is not known that they hold something."""
    start = OuterRef("number") * IDS_PER_PAGE["articles"]
    within = {"pk__gte": start, "pk__lt": start + IDS_PER_PAGE["articles"]}
    public = Article.objects.public().filter(**within).order_by("pk")
    holds = Q(holds_from__lte=Now()) | Q(finds(public))
    return list(SitemapPart.objects.filter(holds).order_by("pk").values_list("pk", flat=True))


def _numbers_of_names(kind: str) -> list[int]:
    """Look for the first id, and for the first behind each part that was found."""
    first, params = _part_of_first(kind, "0")
    following, more = _part_of_first(kind, f"(part.number + 1) * {IDS_PER_PAGE[kind]}")
    statement = (
        f"WITH RECURSIVE part(number) AS (SELECT ({first}) UNION ALL SELECT ({following})"  # noqa: S608
        " FROM part WHERE part.number IS NOT NULL)"
        " SELECT number FROM part WHERE number IS NOT NULL ORDER BY number"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*params, *more])
        return [row[0] for row in cursor.fetchall()]


def _part_of_first(kind: str, start: str) -> tuple[str, tuple[Any, ...]]:
    """Return SQL for the number of the part that holds the first id from ``start`` (SQL) on."""
    # The lower bound, even of 0, is what makes SQLite go along the primary key and not sort.
    bound = RawSQL(start, [], output_field=BigIntegerField())  # noqa: S611  (no value in it)
    rows = listed(kind).filter(pk__gte=bound).order_by("pk").values("id")[:1]
    sql, params = rows.query.sql_with_params()
    return f"SELECT found.id / {IDS_PER_PAGE[kind]} FROM ({sql}) found", params  # noqa: S608


def last_changes() -> dict[int, datetime]:
    """Return when each part of articles changed last, of those that did so recently; one query."""
    rows, params = recent().values("id", "last_published_at").query.sql_with_params()
    statement = (
        f"SELECT found.id / {IDS_PER_PAGE['articles']}, MAX(found.last_published_at)"  # noqa: S608
        f" FROM ({rows}) found GROUP BY 1"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        last = {part: _moment(at) for part, at in cursor.fetchall()}
    if last:  # by then the index says nothing of one of them any more
        holds_until(min(last.values()) + RECENT)
    return last


def _moment(at: datetime | str) -> datetime:
    """Return a time as it comes from a statement of ours: SQLite's are text, in UTC."""
    return datetime.fromisoformat(at).replace(tzinfo=UTC) if isinstance(at, str) else at


def recent() -> ArticleQuerySet:
    """Return the articles of which readers got something new lately, the last first.

    By their index alone: one that has just ended by its time may be among them, whose part has
    changed as well.
    """
    lately = {"last_published_at__gte": timezone.now() - RECENT, "last_published_at__lte": Now()}
    rows = Article.objects.filter(is_released(), **lately)
    return rows.order_by("-last_published_at", "-pk")[:MOST_RECENT]


def entries(kind: str, number: int) -> list[str]:
    """Return the entries of a part; none where it holds nothing. At most two queries."""
    depends_on("site", *((part_key(number),) if kind == "articles" else _KEYS[kind]))
    with collecting():
        start, end = (one * IDS_PER_PAGE[kind] for one in (number, number + 1))
        rows = listed(kind).filter(pk__gte=start, pk__lt=end).order_by("pk")
        if kind != "articles":
            return [page(row.get_absolute_url()) for row in rows.only("pk", "slug")]
        found = list(addressed(rows))
        pictures = _pictures(start, end, {article.pk for article in found}) if found else {}
        return [_entry(article, pictures) for article in found]


def addressed(found: ArticleQuerySet | QuerySet[Any], *fields: str) -> QuerySet[Article]:
    """Load in one query what an article's address takes, its times, and ``fields``."""
    address = ("slug", "section__slug", "section__parent__slug")
    return found.select_related("section__parent").only(
        *address, "published_at", "last_published_at", *fields
    )


def _entry(article: Article, pictures: dict[int, list[str]]) -> str:
    images = [
        f"<image:image>{text('image:loc', address)}</image:image>"
        for address in pictures.get(article.pk, ())[:MOST_PICTURES]
    ]
    last = changed(article.last_published_at or article.published_at)
    return page(article.get_absolute_url(), last, *images)


def _pictures(start: int, end: int, wanted: set[int]) -> dict[int, list[str]]:
    """Return the addresses of the photos of the ``wanted`` articles of a part, by article."""
    uses = PhotoCaption.objects.filter(article__gte=start, article__lt=end)
    # Each photo looked up by its key: joined, PostgreSQL would rather read all that there are.
    photo = Photo.objects.filter(pk=OuterRef("photo")).order_by()
    facts = uses.order_by("article_id", "position", "pk").values_list(
        "article_id", Subquery(photo.values("key")), Subquery(photo.values("renditions"))
    )
    found = defaultdict[int, list[str]](list)
    for article_id, key, renditions in facts:
        if article_id in wanted and (widths := renditions.get("jpg")):
            path = reverse("machines:photo", args=[key, max(widths), "jpg"])
            found[article_id].append(absolute(path))
    return found
