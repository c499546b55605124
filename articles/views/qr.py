"""A public article's address as a QR code, for a phone's camera."""

from __future__ import annotations

import io

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.views.decorators.http import require_safe

from articles import workflow
from articles.models import Article
from articles.templatetags.addresses import absolute

# Seconds; the address in it changes only with the headline, and the old one goes on leading there.
KEEP = 24 * 3600


@require_safe
def code(request: HttpRequest, article_id: str) -> HttpResponse:
    """Draw the canonical address of a public article, in one query; there is no other code.

    But for staff who may open the article, whose preview shows the page as readers will have it.
    """
    public = Article.objects.public().select_related("section__parent").defer("body", "folded")
    article = public.filter(pk=article_id).first()
    if article is None:
        return _for_staff(request, article_id)
    return _code_of(article, f"public, max-age={KEEP}")


def _for_staff(request: HttpRequest, article_id: str) -> HttpResponse:
    """Draw the code of an article that readers may not open yet.

    Raises:
        Http404: who asks may not open it either.
    """
    user = request.user
    if not (user.is_authenticated and user.is_staff):
        raise Http404
    mine = workflow.visible_to(user).select_related("section__parent")
    return _code_of(get_object_or_404(mine, pk=article_id), "private, no-store")


def _code_of(article: Article, cache: str) -> HttpResponse:
    with translation.override(settings.LANGUAGE_CODE):
        address = absolute(article.get_absolute_url())
    response = HttpResponse(drawn(address), content_type="image/svg+xml")
    response.headers["Cache-Control"] = cache
    return response


def drawn(text: str) -> bytes:
    """Return ``text`` as a QR code in SVG: black on white with the margin that cameras need."""
    picture = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        picture,
        kind="svg",
        light="#fff",
        omitsize=True,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        nl=False,
    )
    return picture.getvalue()
