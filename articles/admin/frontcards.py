"""Articles as the fronts' screens show them, each as far as who looks may know of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q
from django.utils.translation import gettext as _

from articles import workflow
from articles.admin.linking import found_by
from articles.models import Article, Photo, State
from articles.querysets import ArticleQuerySet, is_released
from articles.vietnamese.dates import format_datetime

if TYPE_CHECKING:
    from newsroom.models import User

#: Articles that the finder offers at once.
MOST: Final = 20


@dataclass(frozen=True)
class Card:
    """An article to be placed. ``label`` says how it stands, where readers do not have it now."""

    id: int
    title: str
    kicker: str = ""
    about: str = ""
    state: str = ""
    label: str = ""
    thumb: str = ""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def placeable(user: User) -> ArticleQuerySet:
    """Return what ``user`` may place: what readers have, or will, as far as they may know of it.

    A scheduled article of another's section is not told of before its time.
    """
    articles = Article.objects.filter(is_released())
    if workflow.limits_of(user) is None:
        return articles
    visible = workflow.visible_to(user).order_by().values("pk")
    now = Article.objects.public().order_by().values("pk")
    return articles.filter(Q(pk__in=visible) | Q(pk__in=now))


def find(user: User, text: str) -> list[Card]:
    """Return the newest that may be placed, or those that have the words of ``text``."""
    articles = placeable(user)
    if text.strip():
        condition = found_by(text)
        if condition is None:
            return []
        articles = articles.filter(condition)
    rows = articles.newest_first().with_card_data()[:MOST]
    return _cards(rows)


def cards_of(user: User, ids: Collection[int]) -> dict[int, Card]:
    """Return a card for each of the articles that there are, in at most four queries."""
    if not ids:
        return {}
    there = Article.objects.filter(pk__in=ids)
    open_to = set(workflow.visible_to(user).filter(pk__in=ids).order_by().values_list("pk"))
    public = set(there.public().order_by().values_list("pk"))
    known = {pk for (pk,) in open_to | public}
    rows = list(there.order_by().with_card_data())
    cards = {card.id: card for card in _cards([row for row in rows if row.pk in known])}
    for row in rows:
        if row.pk not in known:
            text = _("Article no. %d, which you may not open") % row.pk
            cards[row.pk] = Card(row.pk, text, label=_("Not public"))
    return cards


def _cards(rows: Iterable[Article]) -> list[Card]:
    public = set(
        Article.objects.public()
        .filter(pk__in=[row.pk for row in rows])
        .order_by()
        .values_list("pk", flat=True)
    )
    return [_card(row, is_public=row.pk in public) for row in rows]


def _card(article: Article, *, is_public: bool) -> Card:
    moment = format_datetime(article.published_at) if article.published_at else ""
    about = [article.section.name if article.section else "", moment]
    use = article.lead_caption
    return Card(
        article.pk,
        article.title or f"#{article.pk}",
        article.kicker,
        " · ".join(filter(None, about)),
        article.state,
        "" if is_public else _label(article),
        thumb_of(use.photo) if use else "",
    )


def _label(article: Article) -> str:
    if article.state == State.PUBLISHED and article.withdraw_at:
        return _("No longer public")
    return article.get_state_display()


def thumb_of(photo: Photo) -> str:
    """Return the address of a photo's smallest JPEG; nothing without files."""
    return photo.url(photo.widths[0], "jpg") if photo.has_file else ""
