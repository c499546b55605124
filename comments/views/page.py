"""The page of an article's comments: reading on, writing, answering."""

from __future__ import annotations

from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from articles.models import Article
from comments import identity
from comments.models import Comment
from comments.orders import Order
from comments.policies import policy_of
from comments.reading import articles_to_discuss, total_of
from comments.threads import ThreadPage, load_page
from comments.views import writing
from comments.views.writing import Asking


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def page(request: HttpRequest, article_id: int) -> HttpResponse:
    """Show a public article's comments and the form; take what the form sends.

    ``?xem=`` names an order, ``?sau=`` reads on from a cursor, ``?manh=1`` sends the list alone;
    ``?luong=`` was the address of a thread. ``?tra-loi=`` answers a comment, ``?da-gui=``
    thanks, ``?da=`` says what was done with an own comment. No cache may keep the page: it shows
    what its reader alone may see.
    """
    article = get_object_or_404(articles_to_discuss(), pk=article_id)
    if "luong" in request.GET and request.method != "POST":
        return _to_thread(request, article)
    if "manh" in request.GET and request.method != "POST":
        return render(request, "comments/list.html", _read(request, article))
    asking = Asking.of(request, article)
    if request.method == "POST":
        taken = writing.take(asking)
        if isinstance(taken, HttpResponse):
            return identity.remember(request, taken)
        context, status = taken
    else:
        context, status = writing.offered(asking, _answered(request, article)), 200
    shown = _show(request, article, asking.context() | context, status)
    return identity.remember(request, shown)


def _show(
    request: HttpRequest, article: Article, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    context |= _read(request, article)
    return render(request, "comments/comments_page.html", context, status=status)


def _read(request: HttpRequest, article: Article) -> dict[str, Any]:
    """Return what ``list.html`` takes of what the address asks for.

    Raises:
        Http404: there is no such order, or the cursor is not one of it.
    """
    section = article.section
    publication = section.publication if section else None
    policy = policy_of(article, publication)
    page = _load(request, article, publication.comments_order if publication else Order.NEWEST)
    return {"article": article, "page": page, "total": total_of(article), "policy": policy}


def _load(request: HttpRequest, article: Article, usual: str) -> ThreadPage:
    try:
        order = Order(request.GET.get("xem", usual))
        after = order.parse(request.GET["sau"]) if "sau" in request.GET else None
        return load_page(article, order, after=after)
    except ValueError as error:  # an InvalidCursor is one
        raise Http404 from error


def _to_thread(request: HttpRequest, article: Article) -> HttpResponse:
    """Lead from the address that a thread had once to the one that it has, for good."""
    root = Comment.objects.find_public(article, request.GET["luong"])
    if root is None or root.root_id is not None:
        raise Http404
    return HttpResponsePermanentRedirect(reverse("comments:thread", args=[article.pk, root.pk]))


def _answered(request: HttpRequest, article: Article) -> Comment | None:
    return Comment.objects.find_public(article, request.GET.get("tra-loi", ""))
