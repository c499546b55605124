"""What the newsroom's pages show of articles and photos, beyond the admin's own."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from articles.boards import Board, Desk, board_of, desks_of
from articles.models import Photo

if TYPE_CHECKING:
    from newsroom.models import User

register = template.Library()

# What staff open daily stands in the header's row; everything else is folded up behind it.
DAILY = ("Article", "Front", "Photo")


class Way(NamedTuple):
    """A place to go to."""

    url: str
    label: str | Promise


@register.filter
def daily(apps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the models of an ``AdminSite.get_app_list`` that are opened daily, in their order."""
    models = {model["object_name"]: model for model in _with_page(apps)}
    return [models[name] for name in DAILY if name in models]


@register.filter
def registers(apps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the other models that have a page, as Django orders them."""
    return [model for model in _with_page(apps) if model["object_name"] not in DAILY]


def _with_page(apps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [model for app in apps for model in app["models"] if model["admin_url"]]


@register.simple_tag
def thumbnail(photo: Photo) -> SafeString:
    """Return an ``img`` of the photo's smallest rendition, or a plate where it has no file."""
    missing = static("img/photo-missing.svg")
    src = photo.url(min(photo.widths), "webp") if photo.has_file else missing
    return format_html('<img class="thumbnail" src="{}" alt="" loading="lazy">', src)


@register.simple_tag(takes_context=True)
def first_board(context: dict[str, Any]) -> Board | None:
    """Return the desk that who asks begins the day at; None for staff without one."""
    user = cast("User", context["request"].user)
    desks = desks_of(user)
    return board_of(user, desks[0]) if desks else None


@register.filter
def desk_ways(user: User) -> list[Way]:
    """Return the desks of ``user``, and the calendar where they have a hand in it."""
    desks = desks_of(user)
    ways = [Way(reverse(f"admin:articles_article_{desk}"), desk.label) for desk in desks]
    if Desk.EDITING in desks:
        ways.insert(1, Way(reverse("admin:articles_article_schedule"), _("Schedule")))
    return ways


@register.filter
def waited(since: datetime) -> str:
    """Return how long ago ``since`` was, in two units at most."""
    return timesince(since).replace(", ", " ")
