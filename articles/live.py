"""What a revision's content becomes when it is made live: the article's own rows.

Must run in a transaction; ``revisions`` and ``publishing`` say when.
"""

from __future__ import annotations

from articles.content import SCALARS, Content, PhotoUse
from articles.models import (
    Article,
    Author,
    Byline,
    FormerTagName,
    Photo,
    PhotoCaption,
    RelatedArticle,
    Section,
    Series,
    Tag,
)
from articles.richtext import plain_text
from articles.vietnamese.text import count_words, match_key


def apply(article: Article, content: Content) -> None:
    """Make ``content`` what the article's own rows hold, and store them.

    Must run in a transaction. What no longer exists (authors, photos, …) is left out.
    """
    for name in SCALARS:
        setattr(article, name, getattr(content, name))
    article.section = section_of(content)
    photos = _existing(content.uses())
    article.photo_count = len(photos)
    article.series = Series.objects.filter(pk=content.series).first() if content.series else None
    article.word_count = count_words(f"{content.lead}\n{plain_text(content.body)}")
    article.save()
    _replace_bylines(article, content.authors)
    _replace_captions(article, photos)
    article.tags.set(_tags(content.tags))
    _replace_related(article, content.related)


def _tags(names: tuple[str, ...]) -> list[Tag]:
    """Return the keywords of those names, in whatever case and tone style; new ones are made.

    A name that no keyword has any more means the one that had it.
    """
    wanted = {match_key(name): name for name in names}
    tags = {tag.match: tag for tag in Tag.objects.filter(match__in=wanted)}
    if missing := wanted.keys() - tags.keys():
        former = FormerTagName.objects.filter(match__in=missing).select_related("tag")
        tags |= {one.match: one.tag for one in former}
    for match in wanted.keys() - tags.keys():
        tags[match], _made = Tag.objects.get_or_create(
            match=match, defaults={"name": wanted[match]}
        )
    return list(dict.fromkeys(tags[match] for match in wanted))


def section_of(content: Content) -> Section | None:
    """Return the section that ``content`` names, with parent and paper, if it still exists."""
    if content.section is None:
        return None
    return (
        Section.objects.select_related("parent", "publication").filter(pk=content.section).first()
    )


def _replace_bylines(article: Article, authors: tuple[int, ...]) -> None:
    article.bylines.all().delete()
    known = set(Author.objects.filter(pk__in=authors).values_list("pk", flat=True))
    Byline.objects.bulk_create(
        Byline(article=article, author_id=pk, position=position)
        for position, pk in enumerate(dict.fromkeys(authors))
        if pk in known
    )


def _replace_related(article: Article, related: tuple[int, ...]) -> None:
    article.related_items.all().delete()
    known = set(Article.objects.filter(pk__in=related).values_list("pk", flat=True))
    RelatedArticle.objects.bulk_create(
        RelatedArticle(article=article, target_id=pk, position=position)
        for position, pk in enumerate(dict.fromkeys(related))
        if pk in known and pk != article.pk
    )


def _existing(photos: tuple[PhotoUse, ...]) -> list[PhotoUse]:
    """Return the uses of those photos that are still in the library."""
    known = set(Photo.objects.filter(pk__in=[u.photo for u in photos]).values_list("pk", flat=True))
    return [use for use in photos if use.photo in known]


def _replace_captions(article: Article, photos: list[PhotoUse]) -> None:
    article.captions.all().delete()
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
    )
