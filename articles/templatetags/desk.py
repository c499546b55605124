"""What the newsroom's pages show of articles and photos, beyond the admin's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django import template
from django.db.models import Count, QuerySet
from django.db.models.functions import Now
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles import workflow
from articles.models import Article, Photo, State
from articles.workflow import DESK, WRITING

if TYPE_CHECKING:
    from newsroom.models import User

register = template.Library()

QUEUE_LENGTH = 8
# In the order in which an article runs through them.
COUNTED = (
    State.RETURNED,
    State.DRAFT,
    State.SUBMITTED,
    State.EDITING,
    State.AWAITING_APPROVAL,
)


# What staff open daily stands first in the header; everything else behind it, as Django has it.
DAILY = ("Article", "Photo", "Comment")


@dataclass(frozen=True)
class Pile:
    """How many articles in one state a member of staff may open."""

    state: State
    count: int


@dataclass(frozen=True)
class Desk:
    """``queue`` is what to take up next: the desk's oldest, or a reporter's own newest."""

    is_editor: bool
    piles: list[Pile]
    queue: list[Article]


@register.filter
def models_by_use(apps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the models of an ``AdminSite.get_app_list`` that have a page, ``DAILY`` first."""
    models = [model for app in apps for model in app["models"] if model["admin_url"]]
    last = len(DAILY)
    places = {name: place for place, name in enumerate(DAILY)}
    return sorted(models, key=lambda model: places.get(model["object_name"], last))


@register.simple_tag
def thumbnail(photo: Photo) -> SafeString:
    """Return an ``img`` of the photo's smallest rendition, or a plate where it has no file."""
    missing = static("img/photo-missing.svg")
    src = photo.url(min(photo.widths), "webp") if photo.has_file else missing
    return format_html('<img class="thumbnail" src="{}" alt="" loading="lazy">', src)


@register.simple_tag(takes_context=True)
def articles_desk(context: dict[str, Any]) -> Desk | None:
    """Return the articles at hand of who asks, in constant queries; None for other staff."""
    user = cast("User", context["request"].user)
    if not user.has_perm("articles.view_article"):
        return None
    articles = workflow.visible_to(user)
    is_editor = user.has_perm("articles.edit_others_article")
    return Desk(is_editor, _piles(articles), list(_queue(articles, is_editor=is_editor)))


def _piles(articles: QuerySet[Article]) -> list[Pile]:
    rows = articles.filter(state__in=COUNTED).order_by().values_list("state")
    counts = dict(rows.annotate(number=Count("pk")))
    scheduled = articles.filter(state=State.SCHEDULED, published_at__gt=Now()).count()
    piles = [Pile(state, counts.get(state, 0)) for state in COUNTED]
    return [pile for pile in [*piles, Pile(State.SCHEDULED, scheduled)] if pile.count]


def _queue(articles: QuerySet[Article], *, is_editor: bool) -> QuerySet[Article]:
    states, order = (DESK, "changed_at") if is_editor else (WRITING, "-changed_at")
    rows = articles.filter(state__in=states).select_related("section__parent", "created_by")
    return rows.defer("body", "lead", "folded").order_by(order, "id")[:QUEUE_LENGTH]
