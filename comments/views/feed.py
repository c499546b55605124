"""The newest comments of an article as RSS 2.0."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.html import escape, linebreaks
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.dependencies import depends_on, keepable
from articles.feeds.rss import RichRss, answer
from articles.metadata.paper import logo
from articles.models import Article
from articles.templatetags.addresses import absolute
from articles.views.detail import absent
from articles.xmltext import xml_text
from comments.announcing import key_of
from comments.models import Comment
from comments.reading import articles_to_discuss


@require_safe
@keepable
def feed(request: HttpRequest, article_id: int) -> HttpResponseBase:
    """Send the newest 50 public comments of a public article, by the time of their approval."""
    article = articles_to_discuss().filter(pk=article_id).first()
    if article is None:
        return absent(request, str(article_id))
    depends_on(key_of(article.pk))
    written = _channel(article)
    for comment in Comment.objects.newest(article):
        written.add_item(**_item(comment, article))
    return answer(request, written)


def _channel(article: Article) -> RichRss:
    publication = article.section.publication if article.section else None
    picture = logo()
    title = xml_text(_("Comments: %(title)s") % {"title": article.title})
    return RichRss(
        title=title,
        link=absolute(reverse("comments:page", args=[article.pk])),
        description=escape(title),
        language=get_language() or settings.LANGUAGE_CODE,
        feed_url=absolute(reverse("comments:feed", args=[article.pk])),
        publisher=xml_text(publication.name) if publication else "",
        logo=(picture["url"], picture["width"]),
    )


def _item(comment: Comment, article: Article) -> dict[str, Any]:
    address = absolute(comment.get_absolute_url())
    return {
        "title": xml_text(f"{comment.name}: {comment.excerpt}"),
        "link": address,
        "description": xml_text(linebreaks(comment.body, autoescape=True)),
        "unique_id": address,
        "unique_id_is_permalink": True,
        "pubdate": comment.published_at,
        "updateddate": comment.edited_at or comment.redacted_at,
        "creators": [xml_text(comment.name)],
        "publisher": "",
        "language": "",
        "media": [],
        "full_text": "",
    }
