"""What the editor asks the server while somebody writes: titles, clean pastes, embeds."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles import embeds
from articles.body.links import tidy_address
from articles.forms.choices import row_ids
from articles.models import Article
from articles.richtext import UnacceptableBody, clean_body
from articles.searching.query import begun_word, read_query
from articles.vietnamese.dates import format_datetime
from articles.vietnamese.text import clean_line, fold

MOST_TITLES = 10
# Those of the newest so many hits that have the words in their titles come first.
WINDOW = 50
_IMAGE = re.compile(r"<img\b", re.IGNORECASE)

View = Callable[[HttpRequest], HttpResponse]


def urls(admin: ModelAdmin[Article]) -> list[URLPattern]:
    def for_writers(view: View) -> View:
        """Let those in who may see or change articles; what they are sent is kept nowhere."""

        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponse:
            if not admin.has_view_or_change_permission(request):
                raise PermissionDenied
            response = view(request)
            response.headers["Cache-Control"] = "private, no-store"
            return response

        return admin.admin_site.admin_view(guarded)

    return [
        path("titles/", for_writers(titles), name="articles_article_titles"),
        path("clean/", for_writers(clean_paste), name="articles_article_clean"),
        path("address/", for_writers(address), name="articles_article_address"),
    ]


def context(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    return {}


@require_safe
def titles(request: HttpRequest) -> HttpResponse:
    """Return the newest public articles that ``?q=`` finds, in one query; accents do not count.

    ``?id=1,2`` asks for those with these ids instead, in any order. The last word may be
    unfinished, unless a space follows it. Articles with the words in their titles go before
    those that have them in kicker or lead.
    """
    raw, ids = request.GET.get("q", ""), row_ids(request.GET.get("id", "").split(","))
    condition = Q(pk__in=ids[:MOST_TITLES]) if ids else found_by(raw)
    if condition is None:
        return JsonResponse({"titles": []})
    found = Article.objects.public().filter(condition).newest_first()
    fields = ("title", "slug", "published_at", "section__name", "section__slug")
    found = found.select_related("section__parent").only(*fields, "section__parent__slug")
    words = fold(clean_line(raw)).split()
    hits = sorted(found[:WINDOW], key=lambda one: not all(w in fold(one.title) for w in words))
    return JsonResponse({"titles": [_title(article) for article in hits[:MOST_TITLES]]})


def found_by(raw: str) -> Q | None:
    if not (last := begun_word(raw)):
        query = read_query(raw)
        return query.matches() if query.all_words else None
    begun = Q(folded__contains=last) & Q(folded__regex=f"(?<![a-z0-9]){re.escape(last)}")
    return begun & read_query(raw.rstrip()[: -len(last)]).matches()


def _title(article: Article) -> dict[str, str | int]:
    moment = format_datetime(article.published_at) if article.published_at else ""
    return {
        "id": article.pk,
        "title": article.title,
        "path": _address(article),
        "section": article.section.name if article.section else "",
        "published": moment,
    }


def _address(article: Article) -> str:
    """Return the article's own address, in whatever language the newsroom's interface is."""
    with translation.override(settings.LANGUAGE_CODE):
        return article.get_absolute_url()


@require_POST
def clean_paste(request: HttpRequest) -> HttpResponse:
    """Return pasted HTML as saving it would leave it, and how many pictures it lost."""
    pasted = request.POST.get("html", "")
    try:
        body = clean_body(pasted)
    except UnacceptableBody as error:
        return JsonResponse({"error": str(error)}, status=422)
    return JsonResponse({"html": body, "images": len(_IMAGE.findall(pasted))})


@require_safe
def address(request: HttpRequest) -> HttpResponse:
    """Say what the address ``?url=`` is: an embed, or a link and how a body stores it."""
    url = clean_line(request.GET.get("url", ""))
    if embed := embeds.parse(url):
        html = embeds.stored(embed, clean_line(request.GET.get("caption", "")))
        return JsonResponse({"kind": "embed", "name": embed.name, "html": html})
    href = tidy_address(url)
    if href is None:
        text = _("This is no address that readers could open: %s") % url[:200]
        return JsonResponse({"error": text}, status=422)
    html = format_html('<a href="{}">{}</a>', href, url)
    answer = {"kind": "link", "href": href, "html": html}
    text = _("This is no video or post of YouTube, Facebook or TikTok that can be shown here.")
    hint = _("Open it in the browser and copy its full address.")
    return JsonResponse({**answer, "no_embed": f"{text} {hint}"})
