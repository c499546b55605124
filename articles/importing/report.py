"""Say in lines of text what came of an import."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.urls import reverse

from articles.importing.parts import Kind, ParsedArticle
from articles.models import Article, State
from articles.vietnamese.dates import format_datetime

_SHOWN: Final = 70


def address_of(article: Article) -> str:
    """Return where the article is to be seen: on the site, or in the newsroom if not released."""
    if article.state in {State.PUBLISHED, State.SCHEDULED}:
        return f"{settings.SITE_URL}{article.get_absolute_url()}"
    return f"{settings.SITE_URL}{reverse('admin:articles_article_change', args=[article.pk])}"


def remark_on(article: Article) -> str:
    """Return the article's state, and its section and time if it has them."""
    remarks = [article.get_state_display()]
    if article.section:
        remarks.append(str(article.section))
    if article.published_at:
        remarks.append(format_datetime(article.published_at))
    return ", ".join(remarks)


def table_of(parsed: ParsedArticle) -> str:
    """Return a line for each part: its number, what it was taken for, how it begins."""
    width = max(len(kind.label) for kind in Kind)
    return "\n".join(
        f"{part.number:>6}  {part.kind.label:<{width}}  {_shown(part.line)}"
        for part in parsed.parts
    )


def _shown(line: str) -> str:
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
