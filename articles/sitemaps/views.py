"""The sitemap's addresses."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.dependencies import collecting, depends_on, holds_until, keepable
from articles.masthead import load_masthead
from articles.models import Article
from articles.sitemaps import parts
from articles.sitemaps.writing import answer, changed, location, moment, page, text
from articles.templatetags.addresses import absolute

NEWS_AGE: Final = timedelta(days=2)
NEWS_SIZE = 1000
#: What Google News calls a language otherwise than BCP 47 does.
_NEWS_LANGUAGES: Final = {"zh": "zh-cn"}
#: First parts of addresses that are not for robots, in the paper's own language.
_CLOSED: Final = ("tim-kiem/?", "binh-luan/")


@require_safe
@keepable
def index(request: HttpRequest) -> HttpResponse:
    """Name every part of the sitemap that has something in it."""
    last = parts.last_changes()
    named = [location(reverse("machines:sitemap-sections"))]
    for kind in ("articles", "authors", "tags"):
        for number in parts.numbers(kind):
            path = reverse("machines:sitemap-part", args=[kind, number])
            at = last.get(number) if kind == "articles" else None
            named.append(location(path) + changed(at))
    return answer("sitemapindex", (f"<sitemap>{one}</sitemap>" for one in named))


@require_safe
@keepable
def sections(request: HttpRequest) -> HttpResponse:
    """List the home page, every section, and the page of corrections."""
    branches = load_masthead().branches
    found = [section for branch in branches for section in (branch.section, *branch.children)]
    paths = [reverse("articles:home"), *(section.get_absolute_url() for section in found)]
    paths.append(reverse("articles:corrections"))
    return answer("urlset", map(page, paths))


@require_safe
@keepable
def part(request: HttpRequest, kind: str, number: str) -> HttpResponse:
    """List what has public pages of one range of ids.

    Raises:
        Http404: nothing has; the index does not name it then.
    """
    entries = parts.entries(kind, int(number))
    if not entries:
        raise Http404
    return answer("urlset", entries)


@require_safe
@keepable
def news(request: HttpRequest) -> HttpResponse:
    """List what came out in the last two days, newest first, as Google News reads it."""
    since = timezone.now() - NEWS_AGE
    recent = Article.objects.public().filter(published_at__gte=since).newest_first()
    rows = parts.addressed(recent, "title", "language", "section__publication__name")
    depends_on("front", "site")
    with collecting():
        found = list(rows.select_related("section__parent", "section__publication")[:NEWS_SIZE])
    if found and found[-1].published_at:
        holds_until(found[-1].published_at + NEWS_AGE)
    return answer("urlset", map(_news_entry, found))


def _news_entry(article: Article) -> str:
    publication = article.section.publication.name if article.section else ""
    language = _NEWS_LANGUAGES.get(article.language, article.language)
    named = text("news:name", publication) + text("news:language", language)
    about = (
        f"<news:publication>{named}</news:publication>"
        + text("news:publication_date", moment(article.published_at))
        + text("news:title", article.title)
    )
    return f"<url>{location(article.get_absolute_url())}<news:news>{about}</news:news></url>"


@require_safe
@keepable
def robots(request: HttpRequest) -> HttpResponse:
    """Keep robots from what is not for them, and show them the sitemaps."""
    depends_on("site")
    others = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    prefixes = ["/", *(f"/{code}/" for code in others)]
    closed = ["/admin/", *(f"{prefix}{path}" for prefix in prefixes for path in _CLOSED)]
    maps = [absolute(reverse(f"machines:{name}")) for name in ("sitemap", "sitemap-news")]
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in closed),
        "",
        *(f"Sitemap: {address}" for address in maps),
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
