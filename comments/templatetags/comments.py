"""The comments at the end of an article."""

from datetime import timedelta
from typing import Any, Final

from django import template
from django.utils import timezone

from articles.dependencies import depends_on, holds_until, may_lag
from articles.models import Article
from comments.announcing import key_of, likes_key
from comments.orders import Order
from comments.policies import policy_of
from comments.threads import load_page

register = template.Library()

# How long a finished page may show a number of likes, of which nobody tells.
LIKES_HOLD: Final = timedelta(minutes=5)


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
    depends_on(key_of(article.pk))
    if not policy.is_closed():
        holds_until(policy.closes_at)
    if page.total:
        may_lag(likes_key(article.pk), since=timezone.now(), by=LIKES_HOLD)
    return {"article": article, "page": page, "total": page.total, "policy": policy}


@register.simple_tag
def comment_orders(*, with_picks: bool) -> list[Order]:
    """Return the orders that readers choose from."""
    return [order for order in Order if with_picks or order != Order.PICKS]
