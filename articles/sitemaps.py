"""Sitemaps, for search engines and for news aggregators, and robots.txt.

Which page of the sitemap an article is on follows from its id alone: ``sitemap-articles-<n>.xml``
has the ids from ``n * IDS_PER_PAGE`` on. So a page is one range of the primary key, an article
never moves to another, and nothing is ever counted. The index asks for the next public id after
each page: one look into the primary key for every page that it names, two hundred for a million
articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TypeAlias, Union
from xml.sax.xmlreader import AttributesImpl

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from articles.feeds import xml_text
from articles.masthead import load_masthead
from articles.models import Article
from articles.querysets import ArticleQuerySet
from articles.templatetags.addresses import absolute
from articles.vietnamese.dates import TIME_ZONE

IDS_PER_PAGE = 5_000
NEWS_AGE = timedelta(days=2)
NEWS_SIZE = 1000

_NAMESPACES = {
    "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9",
}
_ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /tim-kiem/
Disallow: /binh-luan/

Sitemap: {sitemap}
Sitemap: {news}
"""

# A name with its text, or with the elements inside.
Element: TypeAlias = tuple[str, Union[str, "list[Element]"]]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Name every page of the sitemap that has something on it."""
    paths = [reverse("machines:sitemap-sections")]
    paths += [reverse("machines:sitemap-articles", args=[number]) for number in _page_numbers()]
    return _answer("sitemapindex", (("sitemap", [_location(path)]) for path in paths))


@require_safe
def sections(request: HttpRequest) -> HttpResponse:
    """List the home page, every section, and the page of corrections."""
    branches = load_masthead().branches
    found = [section for branch in branches for section in (branch.section, *branch.children)]
    paths = [reverse("articles:home"), *(section.get_absolute_url() for section in found)]
    paths.append(reverse("articles:corrections"))
    return _answer("urlset", (("url", [_location(path)]) for path in paths))


@require_safe
def articles(request: HttpRequest, number: str) -> HttpResponse:
    """List the public articles of one range of ids.

    Raises:
        Http404: it has none; the index does not name it then.
    """
    start = int(number) * IDS_PER_PAGE
    page = _addressed(Article.objects.public().filter(pk__gte=start, pk__lt=start + IDS_PER_PAGE))
    rows = list(page.order_by("pk"))
    if not rows:
        raise Http404
    return _answer("urlset", map(_entry, rows))


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """List what came out in the last two days, newest first, as Google News reads it."""
    since = timezone.now() - NEWS_AGE
    recent = Article.objects.public().filter(published_at__gte=since).newest_first()
    rows = _addressed(recent, "title", "language", "section__publication__name")
    rows = rows.select_related("section__parent", "section__publication")[:NEWS_SIZE]
    return _answer("urlset", map(_news_entry, rows))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Keep robots from what is not for them, and show them the sitemaps."""
    addresses = {
        "sitemap": absolute(reverse("machines:sitemap")),
        "news": absolute(reverse("machines:sitemap-news")),
    }
    return HttpResponse(_ROBOTS.format(**addresses), content_type="text/plain; charset=utf-8")


def _page_numbers() -> Iterator[int]:
    """Yield the numbers of the pages that have a public article, in order."""
    ids = Article.objects.public().order_by("pk").values_list("pk", flat=True)
    number = 0
    # The lower bound, even of 0, is what makes SQLite go along the primary key and not sort.
    while (found := ids.filter(pk__gte=number * IDS_PER_PAGE).first()) is not None:
        number = found // IDS_PER_PAGE
        yield number
        number += 1


def _addressed(found: ArticleQuerySet, *fields: str) -> ArticleQuerySet:
    """Load in one query what an article's address takes, its times, and ``fields``."""
    address = ("slug", "section__slug", "section__parent__slug")
    return found.select_related("section__parent").only(
        *address, "published_at", "last_published_at", *fields
    )


def _entry(article: Article) -> Element:
    changed = article.last_published_at or article.published_at
    return ("url", [_location(article.get_absolute_url()), ("lastmod", _moment(changed))])


def _news_entry(article: Article) -> Element:
    publication = article.section.publication.name if article.section else ""
    about: list[Element] = [
        (
            "news:publication",
            [("news:name", xml_text(publication)), ("news:language", article.language)],
        ),
        ("news:publication_date", _moment(article.published_at)),
        ("news:title", xml_text(article.title)),
    ]
    return ("url", [_location(article.get_absolute_url()), ("news:news", about)])


def _location(path: str) -> Element:
    return ("loc", absolute(path))


def _moment(value: datetime | None) -> str:
    """Return a time of a public article, which has one, as W3C and Google read it."""
    return value.astimezone(TIME_ZONE).isoformat(timespec="seconds") if value else ""


def _answer(root: str, elements: Iterable[Element]) -> HttpResponse:
    """Return an XML document that is for robots to read, not to list among their results."""
    response = HttpResponse(
        content_type="application/xml; charset=utf-8", headers={"X-Robots-Tag": "noindex"}
    )
    xml = SimplerXMLGenerator(response, "utf-8")
    xml.startDocument()
    xml.startElement(root, AttributesImpl(_NAMESPACES))
    for element in elements:
        _write(xml, element)
    xml.endElement(root)
    return response


def _write(xml: SimplerXMLGenerator, element: Element) -> None:
    name, content = element
    xml.startElement(name, AttributesImpl({}))
    if isinstance(content, str):
        xml.characters(content)
    else:
        for child in content:
            _write(xml, child)
    xml.endElement(name)
