"""Store a parsed text as an article."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles import publishing, revisions, richtext
from articles.content import Content, PhotoUse
from articles.importing.parts import Block, Kind, ParsedArticle, PhotoText
from articles.languages import paper_language
from articles.models import Article, Author, Photo, Publication, Section
from articles.vietnamese.sorting import person_sort_key
from articles.vietnamese.text import clean_line, match_key

if TYPE_CHECKING:
    from newsroom.models import User

_ATTEMPTS: Final = 5


class Outcome(NamedTuple):
    """The article that holds the text, and whether this made it or found it."""

    article: Article
    created: bool


def key_of(text: str) -> str:
    """Return what is equal for the same text, whatever its encoding, line breaks and case.

    Case does not count because some old encodings have no capitals with tones.
    """
    return hashlib.sha256(match_key(text).encode()).hexdigest()


def find(text: str) -> Article | None:
    """Return the article that this text was made into before."""
    return Article.objects.select_related("section__parent").filter(import_key=key_of(text)).first()


def store(
    parsed: ParsedArticle,
    *,
    text: str,
    section: Section | None = None,
    by: User | None = None,
    publish: bool = False,
) -> Outcome:
    """Make ``parsed`` (read from ``text``) an article, all of it or nothing.

    The same text makes one article, also when several store it at once; the second changes
    nothing. To ``publish`` is to do it as the system, from the time that the text states; where
    no ``section`` is given then, it is the paper's first.

    Raises:
        UnacceptableBody: the body is too large.
        NotReady: it was to be published and lacks something; lists all of it.
    """
    for attempt in range(_ATTEMPTS):
        if article := find(text):
            return Outcome(article, created=False)
        try:
            with transaction.atomic():
                return Outcome(_create(parsed, text, section, by, publish), created=True)
        except IntegrityError:
            # Somebody stored the same text, author or section meanwhile: look again.
            if attempt == _ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")


def _create(
    parsed: ParsedArticle, text: str, section: Section | None, by: User | None, publish: bool
) -> Article:
    if publish and section is None:
        section = first_section()
    article = Article(import_key=key_of(text), created_by=by, published_at=parsed.published_at)
    with paper_language():
        note = _("From text")
    revisions.save(article, _content(parsed, section, by), by=by, note=note)
    if publish:
        publishing.publish(article, by=None, at=parsed.published_at)
    return article


def _content(parsed: ParsedArticle, section: Section | None, by: User | None) -> Content:
    return Content(
        title=parsed.title,
        kicker=parsed.kicker,
        dateline=parsed.dateline,
        lead=parsed.lead,
        body=body_of(parsed.body),
        byline_note=parsed.byline_note,
        source=parsed.source,
        section=section.pk if section else None,
        authors=tuple(dict.fromkeys(_author(name).pk for name in parsed.authors)),
        photos=_photos(parsed.captions, by),
        tags=parsed.tags,
    )


def body_of(blocks: Iterable[Block]) -> str:
    """Return the blocks as HTML, with everything in them as text."""
    return "\n".join(_html(block) for block in blocks)


def _html(block: Block) -> str:
    if block.kind == Kind.LIST:
        return richtext.bullet_list(block.text.split("\n"))
    if block.kind == Kind.HEADING:
        return richtext.heading(block.text)
    if block.kind == Kind.QUOTE:
        return richtext.quotation(block.text)
    return richtext.paragraph(block.text)


def _author(name: str) -> Author:
    """Return the author of that name, in whatever case and tone style; a new one if there is none.

    The sort key is asked first because it has an index and is equal for such names.
    """
    name = clean_line(name)
    key = match_key(name)
    alike = Author.objects.filter(sort_key=person_sort_key(name)[:500]).order_by("pk")
    known = [author for author in alike if match_key(author.name) == key]
    exact = [author for author in known if author.name == name]
    return next(iter(exact + known), None) or Author.objects.create(name=name)


def _photos(captions: Iterable[PhotoText], by: User | None) -> tuple[PhotoUse, ...]:
    """Store a photo without a picture for each caption; the first before the body is the lead's."""
    uses: list[PhotoUse] = []
    for text in captions:
        photo = Photo(caption=text.caption, alt=text.alt, credit=text.credit, uploaded_by=by)
        photo.save()
        is_lead = text.is_lead and not uses
        uses.append(PhotoUse(photo.pk, text.caption, text.alt, "lead" if is_lead else "body"))
    return tuple(uses)


def first_section() -> Section:
    """Return the first section at the top, making one (and a paper) where there is none.

    Their names are Vietnamese: they are rows, which the paper renames.
    """
    section = Section.objects.filter(parent=None).order_by("position", "pk").first()
    if section is not None:
        return section
    paper = Publication.objects.first() or Publication.objects.create(name="Báo điện tử")
    return Section.objects.create(publication=paper, name="Tin tức")
