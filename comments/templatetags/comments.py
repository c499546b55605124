"""The comments at the end of an article."""

from typing import Any

from django import template

from articles.models import Article
from comments.orders import Order
from comments.policies import policy_of
from comments.threads import load_page

register = template.Library()


@register.inclusion_tag("comments/comments_section.html", takes_context=True)
def comments_section(context: template.Context, article: Article) -> dict[str, Any]:
    """Print the first page of a public article's comments; one query, the same for everyone.

    Their order and whether more are taken are the paper's to say, which the page has loaded as
    ``masthead`` anyway.
    """
    masthead = context.get("masthead")
    publication = masthead.publication if masthead else None
    order = Order(publication.comments_order) if publication else Order.NEWEST
    page = load_page(article, order)
    policy = policy_of(article, publication)
    return {"article": article, "page": page, "total": page.total, "policy": policy}


@register.simple_tag
def comment_orders(*, with_picks: bool) -> list[Order]:
    """Return the orders that readers choose from."""
    return [order for order in Order if with_picks or order != Order.PICKS]
