"""The home page and the sections' fronts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.dependencies import keepable
from articles.fronts import MOST_READ_SIZE, compose_home, compose_section
from articles.masthead import load_masthead
from articles.models import Article
from articles.readership import most_read
from articles.views.paging import NoSuchPage, no_such_page, page_of


@require_safe
@keepable
def home(request: HttpRequest) -> HttpResponse:
    """Show what the editors arranged and the newest, and the newest of each first-level section."""
    masthead = load_masthead()
    front = compose_home([branch.section for branch in masthead.branches])
    return render(request, "articles/home.html", {"masthead": masthead, "front": front})


@require_safe
@keepable
def section(request: HttpRequest, path: str) -> HttpResponse:
    """Show a section's articles, those of its subsections included; first what was arranged.

    ``?truoc=`` pages are lists alone; on the first stands what is read most in the whole paper.
    """
    masthead = load_masthead()
    found = masthead.find(path)
    if found is None:
        raise Http404
    branch, section = found
    context = {"masthead": masthead, "branch": branch, "section": section}
    if request.GET.get("truoc"):
        try:
            context["listing"] = page_of(request, Article.objects.in_section(section))
        except NoSuchPage:
            return no_such_page(request, section.name, section.get_absolute_url())
    else:
        context["front"] = front = compose_section(section)
        context["listing"] = front.listing
        if front.listing.articles:
            context["most_read"] = most_read(days=1, limit=MOST_READ_SIZE)
    return render(request, "articles/section.html", context)
