"""What the newsroom's first page says of the comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import template

from comments.moderation import desk
from comments.moderation.decisions import may_moderate

if TYPE_CHECKING:
    from newsroom.models import User

register = template.Library()


@register.simple_tag(takes_context=True)
def waiting_comments(context: dict[str, Any]) -> int | None:
    """Return how many comments wait for who asks, ``desk.MOST_COUNTED`` at the most.

    None for those who may not moderate.
    """
    user = cast("User", context["request"].user)
    return desk.waiting_number(user) if may_moderate(user) else None
