"""Revisions: the unit of editing and publishing.

Whoever edits makes a ``Content`` and gives it to ``save``. While an article has never been
published the article's own rows mirror its newest revision, so that lists and searches show it;
afterwards only ``apply`` (called by ``workflow.publish``) changes them.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from articles.models import Article, Byline, PhotoCaption, Revision, Section, Tag
from articles.richtext import clean_body
from articles.vietnamese.text import clean_line, match_key

if TYPE_CHECKING:
    from newsroom.models import User

SCALARS = ("kicker", "title", "dateline", "lead", "body", "byline_note", "source")


@dataclass(frozen=True)
class PhotoUse:
    """One photo in an article: ``photo`` is its id, the texts are this use's own."""

    photo: int
    caption: str = ""
    alt: str = ""
    placement: str = "body"


@dataclass(frozen=True)
class Content:
    """Everything that readers will see of an article, apart from its times.

    ``section`` and ``authors`` are ids, ``body`` is HTML, ``tags`` are keywords as written.
    """

    title: str = ""
    kicker: str = ""
    dateline: str = ""
    lead: str = ""
    body: str = ""
    byline_note: str = ""
    source: str = ""
    section: int | None = None
    authors: tuple[int, ...] = ()
    photos: tuple[PhotoUse, ...] = ()
    tags: tuple[str, ...] = field(default=())

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Content:
        """Read what ``to_json`` wrote; unknown keys are an error, missing ones are empty."""
        lists = {
            "authors": tuple(data.get("authors", ())),
            "photos": tuple(PhotoUse(**use) for use in data.get("photos", ())),
            "tags": tuple(data.get("tags", ())),
        }
        return cls(**{**data, **lists})

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    def cleaned(self) -> Content:
        """Return it with repaired Unicode and a harmless body.

        Raises:
            UnacceptableBody: the body is too large or too deeply nested.
        """
        lines: dict[str, Any] = {
            name: clean_line(getattr(self, name)) for name in SCALARS if name != "body"
        }
        return replace(
            self,
            **lines,
            body=clean_body(self.body),
            photos=tuple(
                replace(use, caption=clean_line(use.caption), alt=clean_line(use.alt))
                for use in self.photos
            ),
            tags=_distinct(self.tags),
        )


def _distinct(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keywords without those that repeat one in another case or tone style."""
    lines = [clean_line(name) for name in names]
    return tuple({match_key(line): line for line in reversed(lines) if line}.values())[::-1]


def content_of(article: Article) -> Content:
    """Return the content that the article's own rows hold."""
    return Content(
        **{name: getattr(article, name) for name in SCALARS},
        section=article.section_id,
        authors=tuple(byline.author_id for byline in article.bylines.all()),
        photos=tuple(
            PhotoUse(c.photo_id, c.caption, c.alt, c.placement) for c in article.captions.all()
        ),
        tags=tuple(sorted(tag.name for tag in article.tags.all())),
    )


def newest_content(article: Article) -> Content:
    """Return the content that the newsroom last saved, whether or not readers have it."""
    if article.newest_revision is None:
        return content_of(article)
    return Content.from_json(article.newest_revision.content)


def photos_waiting() -> set[int]:
    """Return the ids of photos in changes to public articles that readers do not have yet.

    No row of ``PhotoCaption`` protects these. Articles with such changes are few at any time.
    """
    changed = Article.objects.filter(live_revision__isnull=False).exclude(
        newest_revision=F("live_revision")
    )
    contents = changed.values_list("newest_revision__content__photos", flat=True)
    return {use["photo"] for uses in contents for use in uses or ()}


@transaction.atomic
def save(article: Article, content: Content, *, by: User | None, note: str = "") -> Revision:
    """Keep ``content`` as the article's newest revision and return it.

    A new article is stored with it. Content that equals the newest revision makes no new one.

    Raises:
        UnacceptableBody: the body is too large or too deeply nested.
    """
    content = content.cleaned()
    if article.pk is None:
        article.title = content.title
        article.save()
    else:
        lock(article)
    newest = article.newest_revision
    if newest is not None and Content.from_json(newest.content) == content:
        return newest
    last = article.revisions.aggregate(last=Max("number"))["last"] or 0
    revision = Revision.objects.create(
        article=article, number=last + 1, content=content.to_json(), note=note, created_by=by
    )
    article.newest_revision = revision
    if article.live_revision_id is None:
        apply(article, content)
    else:
        Article.objects.filter(pk=article.pk).update(
            newest_revision=revision, changed_at=timezone.now()
        )
    return revision


# What others may have changed since the article was loaded.
SHARED = (
    "state",
    "published_at",
    "last_published_at",
    "withdraw_at",
    "embargo_until",
    "newest_revision_id",
    "live_revision_id",
)


def lock(article: Article) -> None:
    """Take the article's row until the transaction ends, and its present state and times.

    Two saves, or a save and a publication, at once thus come one after the other, and neither
    writes back what the other has changed.
    """
    row = Article.objects.select_for_update().only(*SHARED, "section_id").get(pk=article.pk)
    for name in SHARED:
        setattr(article, name, getattr(row, name))


def apply(article: Article, content: Content) -> None:
    """Make ``content`` what the article's own rows hold, and store them.

    Must run in a transaction. Authors and photos that no longer exist are left out.
    """
    for name in SCALARS:
        setattr(article, name, getattr(content, name))
    article.section = section_of(content)
    article.save()
    _replace_bylines(article, content.authors)
    _replace_captions(article, content.photos)
    article.tags.set(_tags(content.tags))


def _tags(names: tuple[str, ...]) -> list[Tag]:
    """Return the keywords of those names, in whatever case and tone style; new ones are made."""
    return [
        Tag.objects.get_or_create(match=match_key(name), defaults={"name": name})[0]
        for name in names
    ]


def section_of(content: Content) -> Section | None:
    """Return the section that ``content`` names, with its parent, if it still exists."""
    if content.section is None:
        return None
    return Section.objects.select_related("parent").filter(pk=content.section).first()


def _replace_bylines(article: Article, authors: tuple[int, ...]) -> None:
    from articles.models import Author

    article.bylines.all().delete()
    known = set(Author.objects.filter(pk__in=authors).values_list("pk", flat=True))
    Byline.objects.bulk_create(
        Byline(article=article, author_id=pk, position=position)
        for position, pk in enumerate(dict.fromkeys(authors))
        if pk in known
    )


def _replace_captions(article: Article, photos: tuple[PhotoUse, ...]) -> None:
    from articles.models import Photo

    article.captions.all().delete()
    known = set(Photo.objects.filter(pk__in=[u.photo for u in photos]).values_list("pk", flat=True))
    PhotoCaption.objects.bulk_create(
        PhotoCaption(
            article=article,
            photo_id=use.photo,
            caption=use.caption,
            alt=use.alt,
            placement=use.placement,
            position=position,
        )
        for position, use in enumerate(photos)
        if use.photo in known
    )
