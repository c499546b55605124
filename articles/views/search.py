"""The search page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.querysets import InvalidCursor
from articles.searching.finding import Wanted, search
from articles.searching.query import MAX_LENGTH, read_query

OFFERED = 5


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Show what ``?q=`` finds, in at most six queries; where that is nothing, the newest articles.

    Raises:
        Http404: the cursor is not ours, or there is nothing after it.
    """
    query = read_query(request.GET.get("q", ""))
    cursor = request.GET.get("truoc", "")
    try:
        results = search(Wanted(query), cursor=cursor)
    except InvalidCursor as error:
        raise Http404 from error
    if cursor and not results.hits:
        raise Http404
    newest = Article.objects.public().newest_first().with_card_data()
    context = {
        "query": query,
        "results": results,
        "newest": [] if results.hits else newest[:OFFERED],
        "max_length": MAX_LENGTH,
    }
    return render(request, "articles/search.html", context)
