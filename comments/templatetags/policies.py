"""What the newsroom's pages say of the rule for comments that holds for an article or a section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import template

from articles.models import Article, Section
from comments.policies import explained, paper_of, policy_of, policy_of_section
from comments.policies_admin import may_set

if TYPE_CHECKING:
    from newsroom.models import User

register = template.Library()


@register.inclusion_tag("admin/comments/policy_panel.html", takes_context=True)
def comments_of_article(context: dict[str, Any], article: Article) -> dict[str, Any]:
    """Print what holds for an article, with the way to change it for those who may."""
    user = cast("User", context["request"].user)
    holds = explained(policy_of(article, paper_of(article)))
    return {"article": article, "holds": holds, "may_set": may_set(user, article)}


@register.inclusion_tag("admin/comments/policy_panel.html")
def comments_of_section(section: Section) -> dict[str, Any]:
    """Print what holds for the articles of a section that have no rule of their own."""
    return {"holds": explained(policy_of_section(section, section.publication))}
