"""A series: its public parts in their order, the first one first."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.dependencies import depends_on, keepable
from articles.models import Article, Series
from articles.querysets import InvalidCursor, cursor_of, parse_cursor

PAGE_SIZE = 20


@dataclass(frozen=True)
class Parts:
    """One page of a series: ``cursor`` is its own, empty on the first page; ``later`` is that of
    the page after it, empty on the last. The first of ``articles`` is the ``first``-th part."""

    articles: list[Article]
    first: int = 1
    cursor: str = ""
    later: str = ""


@require_safe
@keepable
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a series' parts; one without a public part has no page (it may be a secret)."""
    series = get_object_or_404(Series.objects.defer("folded"), slug=slug)
    try:
        parts = parts_of(series, cursor=request.GET.get("sau", ""))
    except InvalidCursor as error:
        raise Http404 from error
    if not parts.articles:
        raise Http404
    return render(request, "articles/series.html", {"series": series, "parts": parts})


def parts_of(series: Series, *, cursor: str = "") -> Parts:
    """Return a page of the public parts in one query, or two where it is not the first page.

    Raises:
        InvalidCursor: ``cursor`` is not one that a page gave out.
    """
    depends_on(series.noted_key)
    public = Article.objects.public().filter(series=series)
    first, rows = 1, public
    if cursor:
        time, pk = parse_cursor(cursor)
        at_that_time = Q(published_at=time)
        rows = public.filter(Q(published_at__gt=time) | at_that_time & Q(pk__gt=pk))
        rows = rows.filter(published_at__gte=time)  # lets the index start at the right place
        until = public.filter(at_that_time & Q(pk__lte=pk) | Q(published_at__lt=time))
        first = 1 + until.count()
    found = list(rows.with_card_data().order_by("published_at", "id")[: PAGE_SIZE + 1])
    page = found[:PAGE_SIZE]
    return Parts(page, first, cursor, cursor_of(page[-1]) if len(found) > PAGE_SIZE else "")
