"""Where an article's page tells that it is being read."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles.models import Article
from articles.readership import tally


@csrf_exempt
@require_POST
def read(request: HttpRequest, article_id: str) -> HttpResponse:
    """Count one read of a public article; of anything else nothing is said and nothing counted.

    Whoever reads is not looked at: there is no cookie to be sent along, nothing to be forged.
    """
    if Article.objects.public().filter(pk=article_id).exists():
        tally.add(int(article_id))
    response = HttpResponse(status=204)
    response.headers["Cache-Control"] = "no-store"
    return response
