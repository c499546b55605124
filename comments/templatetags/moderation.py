"""What the newsroom's first page says of the comments, and the ways to them in its header."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from django import template
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments.moderation import desk
from comments.moderation.decisions import may_moderate

if TYPE_CHECKING:
    from newsroom.models import User

register = template.Library()

APP: Final = "comments"
# Folded up behind the desk, as a moderator needs them: who writes, then what rules there are.
REGISTERS: Final = ("Writer", "Ban", "ListedWord", "PreparedText", "CommentRules")


class Way(NamedTuple):
    """A place to go to; ``current`` is what ``aria-current`` says of it, empty elsewhere."""

    url: str
    label: str
    current: str = ""


class Ways(NamedTuple):
    daily: list[Way]
    registers: list[Way]


@register.simple_tag(takes_context=True)
def waiting_comments(context: dict[str, Any]) -> str:
    """Return a sentence on how many comments wait for who asks; empty if they may not moderate."""
    user = cast("User", context["request"].user)
    if not may_moderate(user):
        return ""
    number = desk.waiting_number(user)
    if not number:
        return _("None is waiting")
    if number > desk.MOST_COUNTED:
        return _("More than %(number)s comments are waiting") % {"number": desk.MOST_COUNTED}
    text = ngettext("%(number)s comment is waiting", "%(number)s comments are waiting", number)
    return text % {"number": number}


@register.filter
def beside_comments(apps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return an ``AdminSite.get_app_list`` without the comments, which have ways of their own."""
    return [app for app in apps if app["app_label"] != APP]


@register.filter
def comment_ways(apps: list[dict[str, Any]], path: str) -> Ways:
    """Return the ways to the comments that an ``AdminSite.get_app_list`` opens, from ``path``.

    Daily is the desk alone. What has no place in ``REGISTERS`` comes last.
    """
    own = [model for app in apps if app["app_label"] == APP for model in app["models"]]
    models = {model["object_name"]: model for model in own if model["admin_url"]}
    comments = models.pop("Comment", None)
    pages = []
    if comments:
        figures = reverse("admin:comments_comment_figures")
        pages = [
            Way(url, label, "page" if url == path else "")
            for url, label in (
                (comments["admin_url"], _("All comments")),
                (figures, _("Figures of moderation")),
            )
        ]
    names = [name for name in REGISTERS if name in models]
    names += [name for name in models if name not in REGISTERS]
    registers = [_way(models[name]["admin_url"], models[name]["name"], path) for name in names]
    if not comments:
        return Ways([], registers)
    way = _way(reverse("admin:comments_comment_desk"), _("Comments"), path)
    is_below = path.startswith(comments["admin_url"]) and path not in [one.url for one in pages]
    return Ways([way._replace(current=way.current or "true" * is_below)], [*pages, *registers])


def _way(url: str, label: str, path: str) -> Way:
    current = "page" if url == path else "true" if path.startswith(url) else ""
    return Way(url, capfirst(label), current)
