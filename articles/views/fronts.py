"""The home page and the sections' fronts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.fronts import compose_home
from articles.masthead import load_masthead
from articles.models import Article
from articles.views.paging import NoSuchPage, no_such_page, page_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the newest stories, and the newest of each first-level section."""
    masthead = load_masthead()
    front = compose_home([branch.section for branch in masthead.branches])
    return render(request, "articles/home.html", {"masthead": masthead, "front": front})


@require_safe
def section(request: HttpRequest, path: str) -> HttpResponse:
    """Show a section's articles, those of its subsections included."""
    masthead = load_masthead()
    found = masthead.find(path)
    if found is None:
        raise Http404
    branch, section = found
    try:
        page = page_of(request, Article.objects.in_section(section), may_be_empty=True)
    except NoSuchPage:
        return no_such_page(request, section.name, section.get_absolute_url())
    context = {"masthead": masthead, "branch": branch, "section": section, "listing": page}
    return render(request, "articles/section.html", context)
