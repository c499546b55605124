"""A public article's address as a QR code, for a phone's camera."""

from __future__ import annotations

import io

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.templatetags.addresses import absolute

# Seconds; the address in it changes only with the headline, and the old one goes on leading there.
KEEP = 24 * 3600


@require_safe
def code(request: HttpRequest, article_id: str) -> HttpResponse:
    """Draw the canonical address of a public article, in one query; there is no other code."""
    public = Article.objects.public().select_related("section__parent")
    article = get_object_or_404(public.defer("body", "folded"), pk=article_id)
    with translation.override(settings.LANGUAGE_CODE):
        address = absolute(article.get_absolute_url())
    response = HttpResponse(drawn(address), content_type="image/svg+xml")
    response.headers["Cache-Control"] = f"public, max-age={KEEP}"
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
