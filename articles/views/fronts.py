"""The home page, and the lists of articles by section, author and keyword."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.fronts import Listing, compose_home, compose_section, listing
from articles.masthead import load_masthead
from articles.models import Article, Author, Tag
from articles.querysets import ArticleQuerySet, InvalidCursor


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what the editors arranged and the newest, and the newest of each first-level section."""
    masthead = load_masthead()
    front = compose_home([branch.section for branch in masthead.branches])
    return render(request, "articles/home.html", {"masthead": masthead, "front": front})


@require_safe
def section(request: HttpRequest, path: str) -> HttpResponse:
    """Show a section's articles, those of its subsections included; first what was arranged.

    ``?truoc=`` pages are lists alone.
    """
    masthead = load_masthead()
    found = masthead.find(path)
    if found is None:
        raise Http404
    branch, section = found
    context = {"masthead": masthead, "branch": branch, "section": section}
    if request.GET.get("truoc"):
        context["listing"] = _page(request, Article.objects.in_section(section))
    else:
        context["front"] = front = compose_section(section)
        context["listing"] = front.listing
    return render(request, "articles/section.html", context)


@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an author's articles; an author without a public one has no page."""
    author = get_object_or_404(Author.objects.defer("folded"), slug=slug)
    page = _page(request, Article.objects.by_author(author))
    return render(request, "articles/author.html", {"author": author, "listing": page})


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a keyword's articles; a keyword of no public one has no page (it may be a secret)."""
    tag = get_object_or_404(Tag, slug=slug)
    page = _page(request, Article.objects.tagged(tag))
    return render(request, "articles/tag.html", {"tag": tag, "listing": page})


def _page(request: HttpRequest, articles: ArticleQuerySet) -> Listing:
    """Return the page that ``?truoc=`` asks for.

    Raises:
        Http404: the cursor is not ours, or the page is empty.
    """
    cursor = request.GET.get("truoc", "")
    try:
        page = listing(articles, cursor=cursor)
    except InvalidCursor as error:
        raise Http404 from error
    if not page.articles:
        raise Http404
    return page
