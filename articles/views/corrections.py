"""All corrections of the paper, newest first."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles import corrections
from articles.querysets import InvalidCursor


@require_safe
def corrections_page(request: HttpRequest) -> HttpResponse:
    """List the corrections of public articles; a paper that has none has the page too."""
    cursor = request.GET.get("truoc", "")
    try:
        page = corrections.page(cursor)
    except InvalidCursor as error:
        raise Http404 from error
    if cursor and not page.rows:
        raise Http404
    return render(request, "articles/corrections.html", {"page": page})
