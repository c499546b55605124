"""A secret preview: what a link that the newsroom gave away shows while it is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import previews, revisions
from articles.embeds import EMBED_CSP
from articles.models import Article, Photo, PreviewLink
from articles.page import page_of_content
from articles.vietnamese.dates import format_datetime
from articles.views.photos import renditions_for, send

PRIVATE = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


def for_link(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give ``view`` the open link of a token; answer closed ones alike, whatever closed them."""

    @wraps(view)
    def answer(request: HttpRequest, token: str, **kwargs: str) -> HttpResponseBase:
        try:
            response = view(request, token, previews.find(token), **kwargs)
        except (previews.Closed, Http404):
            response = _notice(
                request, 404, _("This preview link does not lead anywhere (any more).")
            )
        except previews.UnderEmbargo:
            response = _notice(request, 403, _("This preview link cannot be opened now."))
        for name, value in PRIVATE.items():
            response.headers[name] = value
        return response

    return answer


def _notice(request: HttpRequest, status: int, text: str) -> HttpResponse:
    return render(request, "articles/preview_closed.html", {"text": text}, status=status)


@require_safe
@csp_update(EMBED_CSP)
@for_link
def preview(request: HttpRequest, token: str, link: PreviewLink) -> HttpResponse:
    """Show the article's newest revision as a page, with a banner that says what it is."""
    article = link.article
    is_public = Article.objects.public().filter(pk=article.pk).exists()
    text = (
        _("Preview. Readers have this text already. The link expires at %s.")
        if is_public and not article.has_pending_changes
        else _("Preview, not published. The link expires at %s.")
    )
    content = revisions.newest_content(article)
    page = page_of_content(article, content, token=token, alone=False)
    context = {"page": page, "preview": True, "notice": text % format_datetime(link.expires_at)}
    return render(request, "articles/article_detail.html", context)


@require_safe
@for_link
def photo(
    request: HttpRequest, token: str, link: PreviewLink, key: str, width: str, extension: str
) -> HttpResponseBase:
    """Send a photo of the article's newest revision, for as long as the link is open."""
    used = [use.photo for use in revisions.newest_content(link.article).uses()]
    photo = Photo.objects.filter(key=key, pk__in=used).first()
    if photo is None:
        raise Http404
    wanted = renditions_for(photo, int(width), extension)
    return send(request, photo, wanted, caching=PRIVATE["Cache-Control"])
