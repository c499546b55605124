"""Lists: authors, keywords, what each has, and what is read most."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import names, rankings
from articles.dependencies import keepable
from articles.models import Article, Author, Tag
from articles.querysets import ArticleQuerySet, InvalidCursor
from articles.views.paging import NoSuchPage, no_such_page, page_of


@require_safe
@keepable
def author(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an author's articles; an author without a public one has no page."""
    author = get_object_or_404(Author.objects.defer("folded"), slug=slug)
    articles = Article.objects.by_author(author)
    return _of_one(request, "author", author, articles)


@require_safe
@keepable
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a keyword's articles; a keyword of no public one has no page (it may be a secret)."""
    tag = get_object_or_404(Tag, slug=slug)
    return _of_one(request, "tag", tag, Article.objects.tagged(tag))


def _of_one(
    request: HttpRequest, kind: str, one: Author | Tag, articles: ArticleQuerySet
) -> HttpResponse:
    try:
        page = page_of(request, articles)
    except NoSuchPage as error:
        if not request.GET.get("truoc") or not articles.public().exists():
            raise Http404 from error  # nothing may tell that there is such a name
        return no_such_page(request, one.name, one.get_absolute_url())
    return render(request, f"articles/{kind}.html", {kind: one, "listing": page})


@require_safe
@keepable
def authors(request: HttpRequest) -> HttpResponse:
    """List the authors of public articles by their given names: all, or those of ``?chu=``."""
    return _by_alphabet(request, "authors", names.public_authors(), {})


@require_safe
@keepable
def tags(request: HttpRequest) -> HttpResponse:
    """List the keywords of public articles by the alphabet; on the first page those in use."""
    is_first = not request.GET.get("chu") and not request.GET.get("truoc")
    in_use = names.tags_in_use() if is_first else []
    return _by_alphabet(request, "tags", names.public_tags(), {"in_use": in_use})


def _by_alphabet(
    request: HttpRequest,
    kind: str,
    rows: QuerySet[Author] | QuerySet[Tag],
    context: dict[str, Any],
) -> HttpResponse:
    letter, cursor = request.GET.get("chu", ""), request.GET.get("truoc", "")
    title = _("Authors") if kind == "authors" else _("Keywords")
    path = reverse(f"articles:{kind}")
    try:
        page = names.page_of(rows, letter=letter, cursor=cursor)
    except (InvalidCursor, names.UnknownLetter):
        page = None
    if page is None or ((letter or cursor) and not page.groups):
        return no_such_page(request, title, path)
    asked = {"chu": page.letter, "truoc": page.cursor}
    query = urlencode({name: value for name, value in asked.items() if value})
    context |= {
        "page": page,
        "letters": names.letters_of(rows),
        "path": path,
        "address": f"{path}?{query}" if query else path,
    }
    return render(request, f"articles/{kind}.html", context)


@require_safe
@keepable
def most_read_page(request: HttpRequest) -> HttpResponse:
    """List what has been read most in a day, or in a week with ``?ky=tuan``."""
    path, asked = reverse("articles:most-read"), request.GET.get("ky", "")
    days = next((days for days, name in rankings.PERIODS.items() if name == asked), None)
    if days is None:
        return no_such_page(request, _("Most read"), path)
    context = {
        "articles": rankings.most_read(days=days),
        "days": days,
        "address": f"{path}?ky={asked}" if asked else path,
    }
    return render(request, "articles/most_read.html", context)
