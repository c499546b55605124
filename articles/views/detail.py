"""An article's own page."""

from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles import withdrawals
from articles.dependencies import keepable
from articles.embeds import EMBED_CSP
from articles.models import Article
from articles.page import whole_page_of


@require_safe
@keepable
@csp_update(EMBED_CSP)  # type: ignore[arg-type]  # typed for views without arguments
def article_detail(request: HttpRequest, path: str, slug: str, article_id: str) -> HttpResponse:
    """Show one public article at its canonical address; any other leads there for good."""
    article = Article.objects.public().with_photos().filter(pk=article_id).first()
    if article is None:
        return absent(request, article_id)
    canonical = article.get_absolute_url()
    if request.path != canonical:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{canonical}?{query}" if query else canonical)
    return render(request, "articles/article_detail.html", {"page": whole_page_of(article)})


def absent(request: HttpRequest, article_id: str) -> HttpResponse:
    """Say that the article was taken down, if readers had it once; otherwise that there is none.

    Nothing of it is left but what the paper chose to say.

    Raises:
        Http404: readers never had it.
    """
    notice = withdrawals.notice_of(article_id)
    if notice is None:
        raise Http404
    response = render(request, "410.html", {"notice": notice}, status=410)
    # Browsers keep a 410 for ever unless told otherwise, and the article may come back.
    response.headers["Cache-Control"] = "no-cache"
    return response
