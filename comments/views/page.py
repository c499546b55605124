"""The page of an article's comments: reading on, writing, answering."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from articles.models import Article
from articles.querysets import InvalidCursor
from comments import identity
from comments.cursors import Cursor
from comments.models import Comment
from comments.threads import ThreadPage, load_page, load_thread
from comments.views import writing
from comments.views.writing import Asking


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def page(request: HttpRequest, article_id: int) -> HttpResponse:
    """Show a public article's comments and the form; take what the form sends.

    ``?sau=`` reads on from a cursor, ``?luong=`` shows one thread with all its replies,
    ``?tra-loi=`` answers a comment, ``?da-gui=`` thanks, ``?da=`` says what was done with an own
    comment. No cache may keep the page: it shows what its reader alone may see.
    """
    articles = Article.objects.public().select_related("section__parent").defer("body", "folded")
    article = get_object_or_404(articles, pk=article_id)
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
    single = "luong" in request.GET
    context |= {"article": article, "page": _load(request, article), "single": single}
    return render(request, "comments/comments_page.html", context, status=status)


def _load(request: HttpRequest, article: Article) -> ThreadPage:
    """Load what the address asks for.

    Raises:
        Http404: the cursor is not ours, or there is no such thread.
    """
    try:
        after = Cursor.parse(request.GET["sau"]) if "sau" in request.GET else None
    except InvalidCursor as error:
        raise Http404 from error
    if "luong" not in request.GET:
        return load_page(article, after=after)
    root = Comment.objects.find_public(article, request.GET["luong"])
    if root is None or root.root_id is not None:
        raise Http404
    return load_thread(root, after=after)


def _answered(request: HttpRequest, article: Article) -> Comment | None:
    return Comment.objects.find_public(article, request.GET.get("tra-loi", ""))
