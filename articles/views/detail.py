"""An article's own page."""

from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from articles import withdrawals
from articles.built import building, making, reading
from articles.built.deflate import PageOfPieces
from articles.dependencies import keep_for_nobody, keepable
from articles.embeds import EMBED_CSP
from articles.models import Article
from articles.page import whole_page_of


@require_safe
@keepable
@csp_update(EMBED_CSP)  # type: ignore[arg-type]  # typed for views without arguments
def article_detail(request: HttpRequest, path: str, slug: str, article_id: str) -> HttpResponse:
    """Show one public article at its canonical address; any other leads there for good."""
    if settings.BUILT_PARTS:
        return _from_parts(request, article_id)
    article = Article.objects.public().with_photos().filter(pk=article_id).first()
    if article is None:
        return absent(request, article_id)
    if request.path != (canonical := article.get_absolute_url()):
        return _moved(request, canonical)
    return render(request, "articles/article_detail.html", {"page": whole_page_of(article)})


def _from_parts(request: HttpRequest, article_id: str) -> HttpResponse:
    """Answer with what is stored of the page; what is not is made, and stored for the next."""
    found = reading.find(int(article_id), get_language() or "")
    if found is None:
        return absent(request, article_id)
    if found.address and request.path != found.address:
        return _moved(request, found.address)
    page = making.whole(found)
    if page is None:
        try:
            page = making.make(request, found, lambda names: building.load(found.article, names))
        except making.Elsewhere as elsewhere:
            return _moved(request, elsewhere.address)
    return PageOfPieces(page) if page is not None else absent(request, article_id)


def _moved(request: HttpRequest, canonical: str) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{canonical}?{query}" if query else canonical)


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
    article = (
        Article.objects.defer("body", "folded").select_related("section__parent").get(pk=article_id)
    )
    if request.path != article.get_absolute_url():
        keep_for_nobody(response)  # of other addresses with its number there is no end
    return response
