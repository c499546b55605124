"""The feeds' addresses. Every one that a feed names is below ``SITE_URL``."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.html import escape
from django.views.decorators.http import require_safe

from articles.dependencies import depends_on, keepable
from articles.feeds.channels import Channel, feed_path, newest
from articles.feeds.items import item
from articles.feeds.rss import RichRss, answer
from articles.masthead import load_masthead
from articles.metadata.paper import logo
from articles.models import Article, Author, Tag
from articles.page import page_of
from articles.querysets import ArticleQuerySet


@require_safe
@keepable
def paper_feed(request: HttpRequest) -> HttpResponseBase:
    """Send the newest articles of the paper; an empty paper has a feed too."""
    depends_on("front")
    publication = load_masthead().publication
    return _answer(request, Channel(publication, None, feed_path(), newest(Article.objects.all())))


@require_safe
@keepable
def section_feed(request: HttpRequest, path: str) -> HttpResponseBase:
    """Send the newest articles of a section, those of its subsections included."""
    masthead = load_masthead()
    found = masthead.find(path)
    if found is None:
        raise Http404
    section = found[1]
    articles = newest(Article.objects.in_section(section))
    return _answer(request, Channel(masthead.publication, section, feed_path(section), articles))


@require_safe
@keepable
def author_feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Send the newest articles of an author; one without a public one has no feed."""
    author = get_object_or_404(Author.objects.defer("folded"), slug=slug)
    return _answer(request, _channel(author, Article.objects.by_author(author)))


@require_safe
@keepable
def tag_feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Send the newest articles with a keyword; one of no public article may be a secret."""
    tag = get_object_or_404(Tag, slug=slug)
    return _answer(request, _channel(tag, Article.objects.tagged(tag)))


def _channel(subject: Author | Tag, articles: ArticleQuerySet) -> Channel:
    """Return the feed of what is nowhere without an article.

    Raises:
        Http404: there is no public one.
    """
    found = newest(articles)
    section = found[0].section if found else None
    if section is None:
        raise Http404
    return Channel(section.publication, subject, feed_path(subject), found)


def _answer(request: HttpRequest, channel: Channel) -> HttpResponseBase:
    return answer(request, _written(channel))


def _written(channel: Channel) -> RichRss:
    publication = channel.publication
    picture = logo()
    feed = RichRss(
        title=channel.title,
        link=channel.link,
        # As HTML: as such readers' programs take it, like an item's.
        description=escape(channel.description),
        language=settings.LANGUAGE_CODE,
        feed_url=channel.feed_url,
        publisher=Channel(publication, None, "").title if publication else "",
        logo=(picture["url"], picture["width"]),
    )
    with_text = publication is None or publication.feed_full_text
    for article in channel.articles:
        feed.add_item(**item(page_of(article), with_text=with_text))
    return feed
