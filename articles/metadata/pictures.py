"""Pictures: those of an article, and the one that stands for a page elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.templatetags.static import static

from articles import sharecards
from articles.darkroom.plan import SHARED_SIZE
from articles.metadata.values import Node, filled
from articles.models import PhotoCaption, Publication
from articles.page import ArticlePage
from articles.templatetags.addresses import absolute

#: What stands for every page that has no picture of its own.
PAPERS_CARD: Final = "img/card.png"


@dataclass(frozen=True)
class ShareImage:
    """The picture that other sites show beside a link: its public address, size, type, words."""

    url: str
    type: str = "image/jpeg"
    alt: str = ""
    width: int = SHARED_SIZE[0]
    height: int = SHARED_SIZE[1]


def share_image(
    publication: Publication | None,
    *,
    caption: PhotoCaption | None = None,
    page: ArticlePage | None = None,
) -> ShareImage:
    """Return the picture for a page: its photo, else an article's card, else the paper's."""
    caption = main_photo(page) if page else caption
    if caption is not None and caption.photo.has_file:
        return ShareImage(absolute(caption.photo.share_url), alt=caption.alt or caption.photo.alt)
    if page is not None and (path := sharecards.path_of(page.article, publication)):
        return ShareImage(absolute(path), "image/png", page.article.title)
    name = publication.name if publication else ""
    return ShareImage(absolute(static(PAPERS_CARD)), "image/png", name)


def main_photo(page: ArticlePage) -> PhotoCaption | None:
    """Return the photo that stands for an article: the lead photo, or the first with a file."""
    chosen = [page.article.lead_caption, page.main_caption, *page.photos]
    return next((one for one in chosen if one is not None and one.photo.has_file), None)


def images(page: ArticlePage, publication: Publication | None) -> list[Node]:
    """Return the article's photos with their texts, or its card: of a photo story all of them.

    A photo story is a ``NewsArticle`` like the others, of which its photos are the substance:
    ``ImageGallery`` is a page, without an author, a date of publication or corrections.
    """
    shown = {one.photo_id: one for one in reversed(page.photos) if one.photo.has_file}
    if shown:
        return [image(caption) for caption in reversed(shown.values())]
    path = sharecards.path_of(page.article, publication)
    width, height = SHARED_SIZE
    card = {"@type": "ImageObject", "contentUrl": absolute(path), "width": width, "height": height}
    return [card] if path else []


def image(caption: PhotoCaption) -> Node:
    """Return a photo that has a file as it is used in an article."""
    photo = caption.photo
    width = photo.widths[-1]
    return filled(
        {
            "@type": "ImageObject",
            "contentUrl": absolute(photo.full_url),
            "width": width,
            "height": round(photo.height * width / photo.width)
            if photo.width and photo.height
            else None,
            "caption": caption.caption,
            "creditText": photo.credit,
            "copyrightNotice": photo.rights,
            "creator": {"@type": "Person", "name": photo.photographer}
            if photo.photographer
            else {},
        }
    )
