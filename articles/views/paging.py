"""The page of a list that ``?truoc=`` asks for, and what is said where there is none."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.fronts import Listing, listing
from articles.querysets import ArticleQuerySet, InvalidCursor


class NoSuchPage(LookupError):
    """The list has no page there: the cursor is not ours, or everything behind it is gone."""


def page_of(
    request: HttpRequest, articles: ArticleQuerySet, *, may_be_empty: bool = False
) -> Listing:
    """Return the page that ``?truoc=`` asks for.

    Raises:
        NoSuchPage: there is none, or it is empty and may not be.
    """
    cursor = request.GET.get("truoc", "")
    try:
        page = listing(articles, cursor=cursor)
    except InvalidCursor as error:
        raise NoSuchPage from error
    if not page.articles and (cursor or not may_be_empty):
        raise NoSuchPage
    return page


def no_such_page(request: HttpRequest, name: str, address: str) -> HttpResponse:
    """Answer that a list has no such page, with the way to its first; status 404."""
    context = {
        "title": _("There is no such page in this list"),
        "text": _("The address may be mistyped, or what stood there is gone."),
        "ways": [(name, address)],
    }
    return render(request, "articles/no_such_page.html", context, status=404)
