"""What is in which part of the sitemap."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from django.db import connection
from django.db.models import BigIntegerField, QuerySet
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, PhotoCaption
from articles.names import public_authors, public_tags
from articles.querysets import ArticleQuerySet
from articles.sitemaps.writing import changed, page, text
from articles.templatetags.addresses import absolute

IDS_PER_PAGE: Final = 5_000
#: A search engine reads no more pictures of a page.
MOST_PICTURES: Final = 1_000
#: The index says of a part when it changed, where that was less than so long ago.
RECENT: Final = timedelta(days=30)
#: And looks at no more articles for that.
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
    """Return the numbers of the parts that hold something, in order, in one query.

    It looks for the first id, and for the first behind each part that it found.
    """
    first, params = _part_of_first(kind, "0")
    following, more = _part_of_first(kind, f"(part.number + 1) * {IDS_PER_PAGE}")
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
    return f"SELECT found.id / {IDS_PER_PAGE} FROM ({sql}) found", params  # noqa: S608


def last_changes() -> dict[int, datetime]:
    """Return when each part of articles changed last, of those that did so recently; one query."""
    rows = list(recent().values_list("pk", "last_published_at", "changed_at")[:MOST_RECENT])
    last: dict[int, datetime] = {}
    for pk, published, saved in rows:
        part = pk // IDS_PER_PAGE
        # What is public has been published.
        last[part] = max(published or saved, last.get(part, published or saved))
    if len(rows) < MOST_RECENT:
        return last
    # What was saved before the last of these was published before it, too, and is not known.
    return {part: at for part, at in last.items() if at >= rows[-1][2]}


def recent() -> ArticleQuerySet:
    """Return the public articles of which readers got something new lately, the last first.

    A row is saved whenever what readers have of it changes, so that the index of what the newsroom
    saved last finds them, and no others are looked at.
    """
    since = timezone.now() - RECENT
    saved = Article.objects.public().filter(changed_at__gte=since, last_published_at__gte=since)
    return saved.order_by("-changed_at", "-pk")


def entries(kind: str, number: int) -> list[str]:
    """Return the entries of a part; none where it holds nothing. At most two queries."""
    start = number * IDS_PER_PAGE
    rows = listed(kind).filter(pk__gte=start, pk__lt=start + IDS_PER_PAGE).order_by("pk")
    if kind != "articles":
        return [page(row.get_absolute_url()) for row in rows.only("pk", "slug")]
    found = list(addressed(rows))
    pictures = _pictures(start, {article.pk for article in found}) if found else {}
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


def _pictures(start: int, wanted: set[int]) -> dict[int, list[str]]:
    """Return the addresses of the photos of the ``wanted`` articles of a part, by article."""
    uses = PhotoCaption.objects.filter(article__gte=start, article__lt=start + IDS_PER_PAGE)
    facts = uses.order_by("article_id", "position", "pk").values_list(
        "article_id", "photo__key", "photo__renditions"
    )
    found = defaultdict[int, list[str]](list)
    for article_id, key, renditions in facts:
        if article_id in wanted and (widths := renditions.get("jpg")):
            path = reverse("machines:photo", args=[key, max(widths), "jpg"])
            found[article_id].append(absolute(path))
    return found
