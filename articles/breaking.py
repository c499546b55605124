"""Breaking news: lines on every page that end by themselves.

The lines that run or are to come stand on the paper's row, written here alone and in the
transaction that changes them, so that a page has them with the paper's name. They begin and end
by time alone. A line about an article runs only while readers have that article: nothing tells
of what is withdrawn, under embargo or still to come.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from articles import clock
from articles.models import Article, BreakingNews, Publication
from articles.models.article import RELEASED
from articles.signals import public_content_changed

if TYPE_CHECKING:
    from newsroom.models import User

#: Lines that are kept with the paper at the most: the latest.
MOST: Final = 20


@dataclass(frozen=True)
class Line:
    """A line as readers have it; ``url`` is empty where it leads nowhere."""

    text: str
    url: str = ""


def running(publication: Publication | None, moment: datetime) -> list[Line]:
    """Return the lines that run at ``moment``, the latest first; asks no query."""
    entries = publication.breaking if publication is not None else []
    return [
        Line(entry["text"], _url(entry))
        for entry in entries
        if _time(entry["starts_at"]) <= moment < _time(entry["ends_at"])
    ]


def next_change(publication: Publication | None, moment: datetime) -> datetime | None:
    """Return when, after ``moment``, the next line begins or ends; None if none does."""
    entries = publication.breaking if publication is not None else []
    times = (_time(entry[name]) for entry in entries for name in ("starts_at", "ends_at"))
    return min((time for time in times if time > moment), default=None)


def begun(publication: Publication, moment: datetime) -> list[dict[str, Any]]:
    """Return what the paper keeps of the lines that are not still to come at ``moment``."""
    return [entry for entry in publication.breaking if _time(entry["starts_at"]) <= moment]


def _url(entry: dict[str, Any]) -> str:
    """Return where a line leads, in the language that the page speaks."""
    if "article" in entry:
        return reverse("articles:detail", args=entry["article"])
    address: str = entry.get("address", "")
    return address


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def save(line: BreakingNews, *, by: User | None) -> None:
    """Keep a new or a changed line, and give it to readers for its time."""
    with transaction.atomic():
        if line.pk is None:
            line.created_by = by
        line.of_article = line.article_id is not None
        line.save()
        _tell(refresh())


def end(line: BreakingNews) -> None:
    """End a line now; one that has not begun never does."""
    with transaction.atomic():
        now = clock.now()
        line.ends_at = max(min(line.ends_at, now), line.starts_at) if line.starts_at < now else now
        line.starts_at = min(line.starts_at, line.ends_at)
        line.save(update_fields=["starts_at", "ends_at"])
        _tell(refresh())


def refresh() -> bool:
    """Write the lines to the paper anew; say whether that changed anything."""
    with transaction.atomic():
        # Held before the lines are read: of two who write at once the second sees both lines.
        papers = list(Publication.objects.select_for_update().order_by("pk"))
        now = clock.now()
        lines = BreakingNews.objects.filter(ends_at__gt=now).select_related(
            "article__section__parent"
        )
        entries = [entry for line in lines[:MOST] if (entry := _entry(line, now))]
        changed = [paper for paper in papers if paper.breaking != entries]
        for paper in changed:
            paper.breaking = entries
            paper.save(update_fields=["breaking"])
    return bool(changed)


def _entry(line: BreakingNews, now: datetime) -> dict[str, Any] | None:
    """Return a line as the paper keeps it; None where readers may not have it by any time."""
    entry: dict[str, Any] = {"text": line.text}
    starts, ends = line.starts_at, line.ends_at
    if line.of_article:
        article = line.article
        if article is None or article.state not in RELEASED or article.published_at is None:
            return None
        starts = max(starts, article.published_at)
        ends = min(ends, article.withdraw_at or ends)
        path = article.section.path if article.section else "bai-viet"
        entry["article"] = [path, article.slug, article.pk]
    elif line.address:
        entry["address"] = line.address
    if starts >= ends or ends <= now:
        return None
    return {**entry, "starts_at": starts.isoformat(), "ends_at": ends.isoformat()}


def _tell(changed: bool) -> None:
    if changed:
        public_content_changed.send(sender=BreakingNews, keys=frozenset({"breaking"}))


def follow(*, keys: frozenset[str], **kwargs: Any) -> None:
    """Bring the lines about articles up to what readers now have of them.

    Receives ``public_content_changed``, inside the transaction that changed the articles.
    """
    articles = {int(key.partition(":")[2]) for key in keys if key.startswith("article:")}
    if articles and _have_lines(articles):
        _tell(refresh())


def _have_lines(articles: Iterable[int]) -> bool:
    return BreakingNews.objects.filter(Q(article__in=articles), ends_at__gt=clock.now()).exists()


def with_article(article: Article, text: str, *, lasting: timedelta) -> BreakingNews:
    """Return a line about an article from now on, not yet saved."""
    now = clock.now()
    return BreakingNews(text=text, article=article, starts_at=now, ends_at=now + lasting)
