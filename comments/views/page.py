"""The page of an article's comments: reading on, writing, answering."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from articles.models import Article
from articles.querysets import InvalidCursor
from comments import correspondents
from comments.cursors import Cursor
from comments.forms import CommentForm
from comments.models import Comment
from comments.posting import post
from comments.threads import ThreadPage, load_page, load_thread


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def page(request: HttpRequest, article_id: int) -> HttpResponse:
    """Show a public article's comments and the form; take what the form sends.

    ``?sau=`` reads on from a cursor, ``?luong=`` shows one thread with all its replies,
    ``?tra-loi=`` answers a comment, ``?da-gui=1`` thanks. No cache may keep the page: the form
    carries its reader's token.
    """
    articles = Article.objects.public().select_related("section__parent").defer("body", "folded")
    article = get_object_or_404(articles, pk=article_id)
    if request.method == "POST":
        return _take(request, article)
    answered = _answered(request, article)
    context = {
        "form": CommentForm(article=article, initial={"parent": answered.pk if answered else ""}),
        "answered": answered,
        "answered_is_gone": "tra-loi" in request.GET and answered is None,
        "sent": "da-gui" in request.GET,
    }
    return _show(request, article, context)


def _take(request: HttpRequest, article: Article) -> HttpResponse:
    form = CommentForm(_encodable(request.POST), article=article)
    # A robot is answered as if its text were taken: told otherwise, it would try again without
    # the field that gave it away.
    if not form.is_from_robot:
        if not form.is_valid():
            answered = form.cleaned_data.get("parent")
            return _show(request, article, {"form": form, "answered": answered}, status=422)
        address = request.META.get("REMOTE_ADDR", "")
        stored = post(form.save(commit=False), address=address, taken=form.cleaned_data["opened"])
        correspondents.invite(stored, address=address)
    address = reverse("comments:page", args=[article.pk])
    return HttpResponseRedirect(f"{address}?da-gui=1", status=303)


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


def _encodable(data: QueryDict) -> QueryDict:
    """Return what was sent without lone surrogates, so that the form can be shown again."""
    data = data.copy()
    for name, values in data.lists():
        data.setlist(name, [value.encode(errors="replace").decode() for value in values])
    return data
