"""Where an article's page tells that it is being read."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles.models import Article
from articles.readers import is_new, is_of_our_pages, is_program
from articles.readership import tally


@csrf_exempt
@require_POST
def read(request: HttpRequest, article_id: str) -> HttpResponse:
    """Count one read of a public article by somebody new to it; the answer is always the same.

    There is no cookie to be sent along, nothing to be forged: who reads is known by a hash that
    is forgotten in half an hour (``articles.readers``).
    """
    if _counts(request, int(article_id)):
        tally.add(int(article_id))
    response = HttpResponse(status=204)
    response.headers["Cache-Control"] = "no-store"
    return response


def _counts(request: HttpRequest, article: int) -> bool:
    """Say whether this is a read that counts; what costs most is asked last."""
    return (
        is_of_our_pages(request)
        and not is_program(request)
        and is_new(request, article)
        and Article.objects.public().filter(pk=article).exists()
    )
