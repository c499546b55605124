"""What the lists of a big archive are made of: authors, keywords, photos, reads, corrections."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import Final

from django.db import connection
from django.utils import timezone

from articles import rankings
from articles.corrections import publish_correction
from articles.models import (
    Article,
    Author,
    Byline,
    Correction,
    Photo,
    PhotoCaption,
    Publication,
    Readership,
    RelatedArticle,
    Section,
    Series,
    Tag,
    TaggedArticle,
)
from articles.vietnamese.dates import TIME_ZONE
from articles.vietnamese.slugs import slugify
from articles.vietnamese.sorting import person_sort_key
from newsroom.benchmarks.archive import _insert
from newsroom.benchmarks.archivewords import WrittenArchive
from newsroom.benchmarks.bulk import in_bulk

#: One article in so many has the author that is measured, and the keyword.
SIGNED, TAGGED = 50, 20
#: Other authors and keywords, at the most, and photos: fewer where articles are few.
AUTHORS, TAGS, PHOTOS = 2_000, 20_000, 2_000
#: Every article has so many keywords besides.
USES: Final = 2
READ_DAYS, READ_ARTICLES = 8, 20_000
PARTS, CORRECTED, BY_HAND = 60, 2_000, 5
_RELEASED: Final = "CASE WHEN a.state IN ('published', 'scheduled') THEN a.published_at END"


class ListedArchive(WrittenArchive):
    """An archive that has something on every page of lists.

    ``author`` and ``tag`` have many articles; ``subsection`` is of the second section. ``article``
    has everything that a page can show: it is a part of ``series``. Of the first thousand more
    are by the one author and in the subsection, so that their pages are as full as later.
    """

    photos = PHOTOS

    def fill(self) -> None:
        """Add to all articles what lists are made of; once, after ``grow``."""
        names = list(product(self.vocabulary.words[:160], repeat=2))
        self._sign(names)
        self._label(names)
        self._illustrate()
        self._divide()
        self._read()
        self._tell()
        self._correct()

    def _sign(self, names: list[tuple[str, ...]]) -> None:
        self.author = Author.objects.create(name="Minh Châu")
        count = min(AUTHORS, self.size)
        rows = [_author(f"{a} {n} {b}".title(), n) for n, (a, b) in enumerate(names[:count])]
        Author.objects.bulk_create(rows)
        first = Author.objects.order_by("pk").exclude(pk=self.author.pk)[0].pk
        is_signed = f"a.id % {SIGNED} = 0 OR a.id < 1000 AND a.id % 20 = 3"
        who = f"CASE WHEN {is_signed} THEN {self.author.pk} ELSE {first} + a.id % {count} END"
        with in_bulk(Byline):
            _insert(
                Byline,
                ["article_id", "author_id", "position", "released_at"],
                f"SELECT a.id, {who}, 0, {_RELEASED} FROM articles_article a",  # noqa: S608
            )

    def _label(self, names: list[tuple[str, ...]]) -> None:
        self.tag: Tag = Tag.objects.create(name="nông thôn mới")
        count = min(TAGS, self.size)
        Tag.objects.bulk_create(
            [_keyword(f"{b} {a} {n}", n) for n, (a, b) in enumerate(names[:count])]
        )
        first = Tag.objects.order_by("pk").exclude(pk=self.tag.pk)[0].pk
        uses = [f"SELECT id, {self.tag.pk} AS tag FROM articles_article WHERE id % {TAGGED} = 0"]  # noqa: S608
        for number in range(USES):
            # The first is one that few bear, the second one that many do.
            other = f"{first} + (id * 7919 + {number}) % {max(1, count // (1 + number * 50))}"
            uses.append(f"SELECT id, {other} FROM articles_article")  # noqa: S608
        # A pair that comes twice is one use.
        pairs = " UNION ".join(uses)
        with in_bulk(TaggedArticle):
            _insert(
                TaggedArticle,
                ["content_object_id", "tag_id", "released_at"],
                f"SELECT a.id, u.tag, {_RELEASED} FROM ({pairs}) u"  # noqa: S608
                " JOIN articles_article a ON a.id = u.id",
            )

    def _illustrate(self) -> None:
        """Give each article a photo above its text: pages print the addresses alone."""
        count = min(self.photos, self.size)
        files = {"webp": [400, 800, 1600], "jpg": [400, 800, 1600]}
        photos = (
            Photo(caption=f"Ảnh {n}", width=1600, height=1067, renditions=files, sha256=f"{n:064x}")
            for n in range(count)
        )
        Photo.objects.bulk_create(photos, batch_size=2_000)
        first = Photo.objects.order_by("pk")[0].pk
        with in_bulk(PhotoCaption):
            _insert(
                PhotoCaption,
                ["article_id", "photo_id", "caption", "alt", "placement", "position"],
                f"SELECT id, {first} + id % {count}, 'Một buổi sáng', '', 'lead', 0"  # noqa: S608
                " FROM articles_article",
            )

    def _divide(self) -> None:
        """Put one of ten articles of the second section in a subsection."""
        parent, paper = self.sections[1], Publication.objects.get()
        self.subsection = Section.objects.create(
            publication=paper, parent=parent, name="Mục con", slug="muc-con"
        )
        tenth = f"section_id = {parent.pk} AND (id % 10 = 3 OR id < 1000 AND id % 2 = 1)"
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE articles_article SET section_id = {self.subsection.pk} WHERE {tenth}"  # noqa: S608
            )

    def _read(self) -> None:
        """Let the newest articles have been read on each of the last days."""
        today = timezone.now().astimezone(TIME_ZONE).date()
        last = READ_ARTICLES
        newest = (
            f"SELECT id FROM articles_article WHERE state = 'published' ORDER BY id LIMIT {last}"  # noqa: S608
        )
        for number in range(READ_DAYS):
            day = today - timedelta(days=number)
            reads = f"(id * 7919 + {number} * 104729) % 5000"
            _insert(
                Readership,
                ["article_id", "day", "reads"],
                f"SELECT id, '{day:%Y-%m-%d}', {reads} FROM ({newest}) newest",  # noqa: S608
            )
        rankings.refresh()

    def _tell(self) -> None:
        """Make a series of newest articles, and put others beside one of its parts by hand."""
        self.series = Series.objects.create(name="Theo dòng nước nổi")
        newest = list(Article.objects.public().newest_first()[: PARTS * 2 : 2])
        Article.objects.filter(pk__in=[one.pk for one in newest]).update(series=self.series)
        self.article = newest[len(newest) // 2]
        others = Article.objects.public().filter(series=None).newest_first()[:BY_HAND]
        RelatedArticle.objects.bulk_create(
            RelatedArticle(article=self.article, target=other, position=place)
            for place, other in enumerate(others)
        )

    def _correct(self) -> None:
        """Correct the article that has everything, and many others."""
        kind, text = Correction.Kind.CORRECTION, "Bổ sung số liệu của tỉnh."
        publish_correction(self.article, kind=kind, text=text, by=self.chief)
        newest = Article.objects.public().newest_first().values_list("pk", "published_at")
        Correction.objects.bulk_create(
            Correction(article_id=pk, kind=kind, text=text, made_by=self.chief, published_at=at)
            for pk, at in newest[:CORRECTED]
            if at is not None
        )


def _author(name: str, number: int) -> Author:
    author = Author(name=name, slug=f"{slugify(name)}-{number}"[:140])
    author.sort_key = person_sort_key(name)[:500]
    author.folded = author.folded_text()
    return author


def _keyword(name: str, number: int) -> Tag:
    tag = Tag(name=name, slug=f"{slugify(name)}-{number}"[:100])
    tag.clean()
    return tag
