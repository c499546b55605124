"""What a reader may see, and what each page loads at once."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Prefetch, Q, Value
from django.db.models.functions import Now

from articles.dependencies import depends_on
from articles.literals import literal

if TYPE_CHECKING:
    from articles.models import (  # noqa: F401
        Article,
        Author,
        Correction,
        Photo,
        Section,
        Tag,
    )


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CURSOR = re.compile(r"(-?[0-9a-f]{1,14})-([0-9a-f]{1,15})")


class InvalidCursor(ValueError):
    """A ``?truoc=`` that this site did not write."""


class ArticleQuerySet(models.QuerySet["Article"]):
    def public(self, *, at: datetime | None = None) -> Self:
        """Keep only articles that any reader may open now, by the database's clock.

        ``at`` is another moment: what by all that is known now will be public then, which is
        for the newsroom's eyes. An embargo holds, since nothing is scheduled before its end.
        """
        moment = Now() if at is None else at
        return self.filter(
            is_released(),
            Q(withdraw_at=None) | Q(withdraw_at__gt=moment),
            published_at__lte=moment,
        )

    def gone(self) -> Self:
        """Keep only articles that readers could open once and cannot any more."""
        return self.filter(
            Q(state="withdrawn", live_revision__isnull=False)
            | is_released() & Q(withdraw_at__lte=Now()),
            published_at__lte=Now(),
        )

    def unreleased(self, *states: str) -> Self:
        """Keep what is neither published nor scheduled, in words that SQLite's planner can read.

        Only the ``states``, if any are given; they are our own words (``State``).
        """
        kept = self.exclude(is_released())
        if not states:
            return kept
        if len(states) == 1:  # an index holds the order within one state
            return kept.filter(state=literal(states[0]))
        return kept.filter(state__in=[literal(state) for state in states])

    def scheduled(self) -> Self:
        return self.filter(state=literal("scheduled"))

    def in_section(self, section: Section) -> Self:
        """Keep the articles of a section; a first-level section includes its subsections'."""
        depends_on(f"section:{section.pk}")
        if section.parent_id is None:
            return self.filter(top_section=section)
        return self.filter(section=section)

    def photo_stories(self) -> Self:
        return self.filter(kind=literal("photos"))

    def by_author(self, author: Author | OuterRef) -> Self:
        """Keep the released articles of an author; see ``_listed``."""
        if not isinstance(author, OuterRef):
            depends_on(author.noted_key)
        return self._listed("bylines", "article", author=author)

    def tagged(self, tag: Tag | OuterRef) -> Self:
        """Keep the released articles with a keyword; see ``_listed``."""
        if not isinstance(tag, OuterRef):
            depends_on(tag.noted_key)
        return self._listed("tagged_items", "content_object", tag=tag)

    def _listed(self, rows: str, article: str, **named: Any) -> Self:
        """Keep what has such a row, from its time on. The order then goes by the rows' own copies
        of time and id (``released.py``), so that the newest are one short range of one index."""
        wanted = {f"{rows}__{name}": value for name, value in named.items()}
        return self.filter(**wanted, **{f"{rows}__released_at__lte": Now()}).alias(
            listed_at=F(f"{rows}__released_at"), listed_id=F(f"{rows}__{article}_id")
        )

    def newest_first(self) -> Self:
        """Order by publication time; the id breaks ties, so that the order is total."""
        return self.order_by(*(f"-{field}" for field in self._place))

    @property
    def _place(self) -> tuple[str, str]:
        """The fields that hold an article's place in the order: time and id."""
        is_listed = "listed_at" in self.query.annotations
        return ("listed_at", "listed_id") if is_listed else ("published_at", "id")

    def before(self, cursor: str) -> Self:
        """Keep what comes after ``cursor`` (made by ``cursor_of``) in ``newest_first`` order.

        Raises:
            InvalidCursor: ``cursor`` is not of that form.
        """
        moment, pk = parse_cursor(cursor)
        time, number = self._place
        return self.filter(
            Q(**{f"{time}__lt": moment}) | Q(**{time: moment, f"{number}__lt": pk})
        ).filter(
            **{f"{time}__lte": moment}  # lets the index start at the right place
        )

    def with_card_data(self) -> Self:
        """Load in the same query everything that ``article_card.html`` prints."""
        return self.defer("body", "folded").with_lead_photo().select_related("section__parent")

    def with_lead_photo(self) -> Self:
        """Load in the same query what ``Article.lead_caption`` gives."""
        lead = FilteredRelation("captions", condition=Q(captions__placement="lead"))
        rows = self.annotate(has_card_data=Value(True), lead_use=lead)
        return rows.select_related("lead_use__photo")

    def with_photos(self) -> Self:
        """Load in two queries the article with its section, its series and all its photos."""
        from articles.models import PhotoCaption

        photos = Prefetch("captions", PhotoCaption.objects.select_related("photo"))
        rows = self.defer("folded").select_related("section__parent", "series", "share_card")
        return rows.prefetch_related(photos)

    def with_page_data(self) -> Self:
        """Load in four queries everything that the article's own page prints of it."""
        from articles.models import Byline

        bylines = Prefetch("bylines", Byline.objects.select_related("author"))
        return self.with_photos().prefetch_related(bylines, "tags")


def is_released() -> Q:
    """Say what ``IS_RELEASED`` says, in words that SQLite's planner can read."""
    from articles.models.article import RELEASED

    return Q(state__in=[literal(state) for state in RELEASED])


class PhotoQuerySet(models.QuerySet["Photo"]):
    def public(self) -> Self:
        """Keep only photos that some public article uses, or bears on a front now."""
        return self.filter(_is_used_in_public())

    def with_publicity(self) -> Self:
        """Give each photo ``is_public``, which ``public`` asks for."""
        return self.annotate(is_public=_is_used_in_public())


def _is_used_in_public() -> Q:
    """Say that a public article uses the photo: above its text, in it, or on a front by hand."""
    from articles.models import Article, FrontPhoto, PhotoCaption

    public = Article.objects.public().values("pk")
    uses = PhotoCaption.objects.filter(photo=OuterRef("pk"), article__in=public)
    on_fronts = FrontPhoto.objects.filter(
        Q(starts_at=None) | Q(starts_at__lte=Now()),
        Q(ends_at=None) | Q(ends_at__gt=Now()),
        photo=OuterRef("pk"),
        article__in=public,
    )
    return Q(Exists(uses)) | Q(Exists(on_fronts))


def cursor_of(row: Article | Correction) -> str:
    """Return the ``?truoc=`` value for the page that follows ``row``."""
    if row.published_at is None:
        raise ValueError("an article without a publication time has no place in the order")
    return cursor_at(row.published_at, row.pk)


def cursor_at(moment: datetime, pk: int) -> str:
    """Return the cursor of a place in an order by time and id; ``parse_cursor`` reads it."""
    return f"{(moment - _EPOCH) // timedelta(microseconds=1):x}-{pk:x}"


def parse_cursor(cursor: str) -> tuple[datetime, int]:
    """Return the publication time and id in a cursor.

    Raises:
        InvalidCursor: it is not one that ``cursor_of`` could have written.
    """
    match = _CURSOR.fullmatch(cursor)
    if match is None:
        raise InvalidCursor(cursor[:40])
    try:
        return _EPOCH + timedelta(microseconds=int(match[1], 16)), int(match[2], 16)
    except OverflowError as error:
        raise InvalidCursor(cursor[:40]) from error
