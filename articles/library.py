"""The photo library: what is looked for, in which order it comes, whose names it knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Final

from django.db import connection
from django.db.models import BigAutoField, CharField, Count, Exists, F, Func, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.db.models.lookups import In
from django.utils import timezone

from articles import revisions
from articles.models import Article, FrontPhoto, Photo, PhotoCaption, Section
from articles.photosearch import Asked, Holds
from articles.querysets import ArticleQuerySet, PhotoQuerySet, cursor_at, parse_cursor
from articles.vietnamese.text import fold, match_key

if TYPE_CHECKING:
    from newsroom.models import User

PAGE: Final = 24
# Of names to choose from: so many are looked through, so many are offered.
NAMES_READ: Final = 2000
NAMES_OFFERED: Final = 10
# Written into the SQL, so that SQLite knows the indexes of photos that lack something to be meant.
_NOTHING: Final = RawSQL("''", (), output_field=CharField())


@dataclass(frozen=True)
class Wanted:
    """What photos are wanted: each of these that is given narrows the library down.

    ``text`` is what was written (``asked`` what it means: where that is nothing, nothing is
    found), ``photographer`` a name, ``shape`` a ``Photo.Shape``. ``used`` is one of ``none``,
    ``public`` and ``drafts`` (used, and not yet by anything public), ``lacking`` a field that is
    empty. ``since`` and ``until`` are days (both included) on which a photo was uploaded, or
    taken where ``by_taken``.
    """

    text: str = ""
    asked: Asked = field(default_factory=Asked)
    photographer: str = ""
    shape: str = ""
    used: str = ""
    section: Section | None = None
    lacking: str = ""
    uploaded_by: User | None = None
    since: date | None = None
    until: date | None = None
    by_taken: bool = False


def narrowed(photos: PhotoQuerySet, wanted: Wanted) -> PhotoQuerySet:
    """Return those of ``photos`` that are wanted, in no order of its own."""
    if wanted.text.strip():
        photos = photos.filter(Holds(wanted.asked)) if wanted.asked else photos.none()
    if wanted.photographer:
        photos = photos.filter(photographer_key=match_key(wanted.photographer))
    if wanted.shape:
        photos = photos.filter(shape=wanted.shape)
    if wanted.lacking:
        photos = photos.filter(**{wanted.lacking: _NOTHING})
    if wanted.uploaded_by:
        photos = photos.filter(uploaded_by=wanted.uploaded_by)
    return _dated(_by_use(photos, wanted), wanted)


def _by_use(photos: PhotoQuerySet, wanted: Wanted) -> PhotoQuerySet:
    articles = Article.objects.all()
    # From the photo to the articles that use it: SQLite would go through all public ones.
    is_public = Exists(Article.objects.public().filter(captions__photo=OuterRef("pk")))
    if wanted.used == "none":
        is_used = Exists(PhotoCaption.objects.filter(photo=OuterRef("pk")))
        on_front = Exists(FrontPhoto.objects.filter(photo=OuterRef("pk")))
        photos = photos.filter(~is_used, ~on_front).exclude(pk__in=revisions.photos_waiting())
    elif wanted.used == "public":
        photos = photos.filter(is_public)
    elif wanted.used == "drafts":
        # What is not public is little beside what is: begin there.
        kinds = articles.unreleased(), articles.scheduled(), _ending(articles)
        photos = photos.filter(reduce(or_, map(_is_in, kinds)), ~is_public)
    if wanted.section:
        photos = photos.filter(_is_in(articles.in_section(wanted.section)))
    return photos


def _ending(articles: ArticleQuerySet) -> ArticleQuerySet:
    return articles.filter(withdraw_at__isnull=False)


def _is_in(articles: ArticleQuerySet) -> Q:
    """Return the condition of a photo that one of ``articles`` uses."""
    uses = PhotoCaption.objects.filter(article__in=articles.order_by().values("pk"))
    return Q(In(_Number(F("pk")), uses.order_by().values("photo")))


class _Number(Func):
    """A photo's id, not to be looked up by: SQLite would load and sort all that have a place."""

    template = "%(expressions)s"
    output_field = BigAutoField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="+%(expressions)s", **context)


def _dated(photos: PhotoQuerySet, wanted: Wanted) -> PhotoQuerySet:
    day = "taken_at" if wanted.by_taken else "created_at"
    if wanted.since:
        photos = photos.filter(**{f"{day}__gte": _midnight(wanted.since)})
    if wanted.until:
        photos = photos.filter(**{f"{day}__lt": _midnight(wanted.until + timedelta(days=1))})
    return photos


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def page(photos: PhotoQuerySet, *, after: str = "") -> tuple[list[Photo], str | None]:
    """Return the newest ``PAGE`` of ``photos`` behind the place ``after``, and the next place.

    Raises:
        InvalidCursor: ``after`` is not a place that a page gave.
    """
    if after:
        moment, pk = parse_cursor(after)
        behind = Q(created_at__lt=moment) | Q(pk__lt=pk)
        photos = photos.filter(behind, created_at__lte=moment)
    found = list(photos.order_by("-created_at", "-pk")[: PAGE + 1])
    if len(found) <= PAGE:
        return found, None
    last = found[PAGE - 1]
    return found[:PAGE], cursor_at(last.created_at, last.pk)


def count_uses(photos: Sequence[Photo]) -> dict[int, int]:
    """Return by id how many articles use each of ``photos``, of those that any does."""
    uses = PhotoCaption.objects.filter(photo__in=[photo.pk for photo in photos]).order_by()
    return dict(uses.values_list("photo").annotate(Count("pk")))


def names(begun: str) -> list[str]:
    """Return photographers' names that have ``begun`` in them, accents or not, in one query."""
    wanted = fold(begun).strip()
    return [name for name in _names() if wanted in fold(name)][:NAMES_OFFERED]


def _names() -> list[str]:
    """Return a way to write each photographer's name, from one to the next by their index."""
    statement = """
        WITH RECURSIVE known(name, place) AS (
            SELECT (SELECT min(photographer_key) FROM articles_photo
                    WHERE photographer_key > ''), 1
            UNION ALL
            SELECT (SELECT min(photographer_key) FROM articles_photo
                    WHERE photographer_key > known.name), place + 1
            FROM known WHERE name IS NOT NULL AND place < %s
        )
        SELECT (SELECT photographer FROM articles_photo
                WHERE photographer_key = known.name ORDER BY created_at DESC, id DESC LIMIT 1)
        FROM known WHERE name IS NOT NULL
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, [NAMES_READ])
        return [name for (name,) in cursor.fetchall()]
