"""What programs ask for that is neither a feed nor a sitemap: cards, the key of IndexNow."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from articles import sharecards
from articles.models import Article, Publication
from articles.views.photos import POLICY, PUBLIC, unavailable


@require_safe
def card(request: HttpRequest, article_id: str, name: str) -> HttpResponseBase:
    """Send the card of a public article, in one query; a former one is not there any more."""
    if not Article.objects.public().filter(pk=article_id, share_card__name=name).exists():
        raise Http404
    tag = f'"{name}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=tag)
    try:
        response = response or FileResponse(
            default_storage.open(sharecards.file_name(int(article_id), name)),
            content_type="image/png",
            headers={"Accept-Ranges": "none"},
        )
    except FileNotFoundError as error:
        raise Http404 from error
    except OSError:
        return unavailable()
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = PUBLIC
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def indexnow_key(request: HttpRequest, key: str) -> HttpResponse:
    """Show search engines that the key is this site's; any other name is not there."""
    known = Publication.objects.exclude(indexnow_key="").values_list("indexnow_key", flat=True)
    if not any(constant_time_compare(key, one) for one in known):
        raise Http404
    return HttpResponse(key, content_type="text/plain; charset=utf-8")
