"""Articles' cards: a picture with the headline, which other sites show beside a link.

An article without any photo has one. It is drawn by a task once the article is released, and lies
in the default storage under a name that follows from what is drawn; ``ShareCard`` says which one
there is. Until the right one is there the paper's own card stands for it.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import astuple
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import receiver
from django.urls import reverse

from articles.committed import afterwards
from articles.darkroom import apart
from articles.darkroom.orders import DESIGN, CardText
from articles.dependencies import depends_on
from articles.models import Article, Publication, ShareCard
from articles.models.article import RELEASED
from articles.renditions import overwrite
from articles.signals import article_ids, public_content_changed
from articles.vietnamese.text import clean_line

_AT_ONCE: Final = 500

logger = logging.getLogger(__name__)


def text_of(article: Article, publication: Publication | None) -> CardText:
    """Return what the article's card says now."""
    paper = publication.name if publication else ""
    return CardText(*(clean_line(one) for one in (paper, article.kicker, article.title)))


def name_of(text: CardText) -> str:
    """Return the name of a card with that text."""
    told = "\x00".join([DESIGN, *astuple(text)])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def path_of(article: Article, publication: Publication | None) -> str:
    """Return the path of the article's card; nothing where there is none that says this."""
    depends_on(_key(article.pk))
    try:
        name = article.share_card.name
    except ObjectDoesNotExist:
        return ""
    return address(article.pk, name) if name == name_of(text_of(article, publication)) else ""


def _key(article_id: int) -> str:
    return f"card:{article_id}"


def address(article_id: int, name: str) -> str:
    return reverse("machines:card", args=[article_id, name])


def file_name(article_id: int, name: str) -> str:
    """Return the name of a card's file in the default storage."""
    return f"cards/{article_id % 1000:03}/{article_id}-{name}.png"


def make(article_id: int) -> bool:
    """Draw the card that an article should have, or remove the one that it should not.

    Any number may do so at once. Return whether one was drawn.

    Raises:
        OSError: it cannot be drawn or stored.
    """
    if not _make(article_id):
        return False
    # Whoever drew a newer headline meanwhile was put away by this one: then it is drawn again.
    _make(article_id)
    return True


def _make(article_id: int) -> bool:
    article = _with_what_is_told().filter(pk=article_id).first()
    before = ShareCard.objects.filter(pk=article_id).values_list("name", flat=True).first()
    text = _wanted(article)
    if article is None or text is None:
        if before is not None:
            _remove(article_id, before)
        return False
    name = name_of(text)
    if before == name and default_storage.exists(file_name(article_id, name)):
        return False
    overwrite(file_name(article_id, name), apart.draw(text))
    with transaction.atomic():
        ShareCard.objects.update_or_create(article_id=article_id, defaults={"name": name})
        public_content_changed.send(sender=ShareCard, keys=frozenset({_key(article_id)}))
    if before is not None and before != name:
        default_storage.delete(file_name(article_id, before))
    return True


def _wanted(article: Article | None) -> CardText | None:
    """Return what an article's card should say; None where it should have none."""
    if article is None or article.section is None or article.state not in RELEASED:
        return None
    if any(use.photo.has_file for use in article.captions.all()):
        return None
    text = text_of(article, article.section.publication)
    return text if text.is_drawable else None


def _remove(article_id: int, name: str) -> None:
    ShareCard.objects.filter(pk=article_id, name=name).delete()
    default_storage.delete(file_name(article_id, name))


def _with_what_is_told() -> QuerySet[Article]:
    told = Article.objects.select_related("section__publication").defer("body", "folded", "lead")
    return told.prefetch_related("captions__photo")


def missing() -> Iterator[int]:
    """Yield the ids of released articles whose card is not as it should be; few in memory."""
    last = 0
    released = _with_what_is_told().select_related("section__publication", "share_card")
    released = released.filter(state__in=RELEASED).order_by("pk")
    while found := list(released.filter(pk__gt=last)[:_AT_ONCE]):
        yield from (article.pk for article in found if _is_missing(article))
        last = found[-1].pk


def _is_missing(article: Article) -> bool:
    text = _wanted(article)
    try:
        name = article.share_card.name
    except ObjectDoesNotExist:
        return text is not None
    return text is None or name != name_of(text)


@receiver(public_content_changed)
def order_cards(*, keys: frozenset[str], **kwargs: Any) -> None:
    """Have the cards of changed articles made, after the commit."""
    for article_id in article_ids(keys):
        afterwards(_order, article_id)


def _order(article_id: int) -> None:
    from articles.tasks import make_card

    make_card.enqueue(article_id)
