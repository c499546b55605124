"""What an article's page prints, from the live rows or from any revision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from django.utils.safestring import SafeString, mark_safe

from articles import beside, corrections, embeds, figures
from articles.body.photos import photos_in
from articles.built.parts import BESIDE, STORY, loading
from articles.content import SCALARS, Content
from articles.dependencies import depends_on
from articles.languages import has_words
from articles.mentions import Mentions, is_common, mentions_of, rare_among
from articles.models import Article, Author, Photo, PhotoCaption, Series, Tag
from articles.models.article import Kind
from articles.revisions import section_of
from articles.richtext import plain_text
from articles.vietnamese.slugs import slugify
from articles.vietnamese.text import count_words, reading_minutes


@dataclass(frozen=True)
class ArticlePage:
    """All that ``article_detail.html`` prints; nothing in it costs a further query.

    ``captions`` are the photos above the text, the lead photo first, and ``library`` all photos
    by id, those in the text too; ``tags`` have no address where a revision names a keyword that
    no public article has had yet.
    """

    article: Article
    authors: list[Author]
    captions: list[PhotoCaption]
    library: dict[int, Photo]
    tags: list[Tag]
    beside: beside.Beside = field(default_factory=beside.Beside)

    @property
    def corrections(self) -> list[corrections.Shown]:
        """The corrections of the article, newest first."""
        return corrections.shown(self.article)

    @property
    def body(self) -> SafeString:
        """The body as readers see it: cleaned when it was saved, with its photos and embeds."""
        body = figures.present(
            self.article.body,
            self.library,
            first=len(self.captions) + 1,
            total=len(self.photos) if self.is_photo_story else 0,
            eager=self.is_photo_story and not self.captions,
        )
        return mark_safe(embeds.present(body))  # noqa: S308

    @property
    def is_photo_story(self) -> bool:
        return self.article.kind == Kind.PHOTOS

    @property
    def figures(self) -> list[figures.Figure]:
        """The photos above the text as the page shows them."""
        shown = figures.above(self.captions)
        return figures.in_story(shown, total=len(self.photos)) if self.is_photo_story else shown

    @cached_property
    def photos(self) -> list[PhotoCaption]:
        """Every photo that the page shows, in its order."""
        return [*self.captions, *figures.uses_of(self.article.body, self.library)]

    @property
    def main_caption(self) -> PhotoCaption | None:
        """The photo that the first screen shows, which is loaded before all others."""
        shown = self.photos if self.is_photo_story else self.captions
        return shown[0] if shown else None

    @property
    def has_embeds(self) -> bool:
        return embeds.has_embeds(self.article.body)

    @property
    def reading_minutes(self) -> int:
        """How long it takes to read; 0 where that cannot be said."""
        return reading_minutes(self.words) if has_words(self.article.language) else 0

    @property
    def words(self) -> int:
        """The words of lead and text."""
        return self.article.word_count


def page_of(article: Article) -> ArticlePage:
    """Return the page of what is live; load ``article`` by ``with_page_data()``."""
    return ArticlePage(
        article=article,
        authors=[byline.author for byline in article.bylines.all()],
        captions=_above_the_text(article, article.captions.all()),
        library={caption.photo_id: caption.photo for caption in article.captions.all()},
        tags=list(article.tags.all()),
    )


def whole_page_of(article: Article) -> ArticlePage:
    """Return the page of what is live with the stories beside it, in two further queries.

    Load ``article`` by ``with_photos()``.
    """
    with loading(STORY):
        mentions = mentions_of(article)
    return replace(_told(article, mentions), beside=_beside(article, mentions))


def story_page(article: Article) -> ArticlePage:
    """Return the page of what is live without the stories beside it, in one further query.

    Load ``article`` by ``with_photos()``.
    """
    with loading(STORY):
        return _told(article, mentions_of(article))


def page_beside(article: Article) -> ArticlePage:
    """Return of a page no more than the stories beside it: the article's own parts are there."""
    with loading(STORY):
        mentions = mentions_of(article)
    return replace(bare_page(article), beside=_beside(article, mentions))


def bare_page(article: Article) -> ArticlePage:
    """Return a page of which nothing but the article is needed."""
    return ArticlePage(article=article, authors=[], captions=[], library={}, tags=[])


def _told(article: Article, mentions: Mentions) -> ArticlePage:
    captions = article.captions.all()
    return ArticlePage(
        article=article,
        authors=mentions.authors,
        captions=_above_the_text(article, captions),
        library={caption.photo_id: caption.photo for caption in captions},
        tags=mentions.tags,
    )


def _beside(article: Article, mentions: Mentions) -> beside.Beside:
    with loading(BESIDE):
        depends_on(*(f"tag:{tag.pk}" for tag in mentions.tags))
        depends_on(*([article.series.noted_key] if article.series else []))
        return beside.load(article, by_hand=mentions.related, rare=mentions.rare)


def page_of_content(
    article: Article, content: Content, *, token: str = "", alone: bool = True
) -> ArticlePage:
    """Return the page as ``content`` would make it. Changes ``article`` in memory only.

    ``token`` is that of the secret link by which it is read, below which its photos are then.
    Unless ``alone``, the stories beside it are there as well.
    """
    _take_on(article, content)
    authors = {author.pk: author for author in Author.objects.filter(pk__in=content.authors)}
    known = Tag.objects.filter(name__in=content.tags).annotate(common=is_common("pk"))
    tags = {tag.name: tag for tag in known}
    captions = _captions(article, content, token)
    page = ArticlePage(
        article=article,
        authors=[authors[pk] for pk in content.authors if pk in authors],
        captions=_above_the_text(article, captions),
        library={caption.photo_id: caption.photo for caption in captions},
        tags=[tags.get(name) or Tag(name=name) for name in content.tags],
    )
    if alone:
        return page
    rare = rare_among(tags.values())
    return replace(page, beside=beside.load(article, by_hand=content.related, rare=rare))


def _take_on(article: Article, content: Content) -> None:
    """Give ``article`` what it would have if ``content`` were applied; in memory only."""
    for name in SCALARS:
        setattr(article, name, getattr(content, name))
    article.section = section_of(content)
    article.series = Series.objects.filter(pk=content.series).first() if content.series else None
    article.word_count = count_words(f"{content.lead}\n{plain_text(content.body)}")


def as_if_published(article: Article, moment: datetime) -> None:
    """Give ``article`` the address and times that publishing at ``moment`` would; in memory only.

    What has a time already, to come or past, keeps it.
    """
    article.slug = slugify(article.title)[:140] or article.slug
    if article.published_at is None:
        article.published_at = article.last_published_at = moment
    elif article.has_pending_changes and article.published_at <= moment:
        article.last_published_at = moment


def _captions(article: Article, content: Content, token: str) -> list[PhotoCaption]:
    uses = content.uses()
    photos = Photo.objects.in_bulk([use.photo for use in uses])
    for photo in photos.values():
        photo.preview_token = token
    return [
        PhotoCaption(
            article=article,
            photo=photos[use.photo],
            caption=use.caption,
            alt=use.alt,
            placement=use.placement,
        )
        for use in uses
        if use.photo in photos
    ]


def _above_the_text(article: Article, captions: Iterable[PhotoCaption]) -> list[PhotoCaption]:
    """Return the captions of the photos above the text, the lead photo first.

    A photo story that begins with its lead photo does not show it twice.
    """
    above = [caption for caption in captions if caption.placement != "text"]
    above.sort(key=lambda caption: caption.placement != "lead")
    if article.kind == Kind.PHOTOS and above and above[0].placement == "lead":
        first = next(iter(photos_in(article.body)), None)
        if first is not None and first.photo == above[0].photo_id:
            return above[1:]
    return above
