"""All corrections of the paper, newest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import corrections
from articles.dependencies import depends_on, keepable
from articles.querysets import InvalidCursor
from articles.views.paging import no_such_page


@require_safe
@keepable
def corrections_page(request: HttpRequest) -> HttpResponse:
    """List the corrections of public articles; a paper that has none has the page too."""
    depends_on("front")
    cursor = request.GET.get("truoc", "")
    try:
        page = corrections.page(cursor)
    except InvalidCursor:
        page = None
    if page is None or (cursor and not page.rows):
        return no_such_page(request, _("Corrections"), reverse("articles:corrections"))
    return render(request, "articles/corrections.html", {"page": page})
