"""Whether an article takes comments now, and what becomes of them: the nearest rule that says so.

An article is below its section, that below its parent section, that below the paper. The rules
are columns of those rows, so an article's page knows them without a query of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, CommentsMode, Publication
from articles.models.discussed import Discussed


@dataclass(frozen=True)
class Policy:
    """``closes_at`` is None where comments never close; ``notice`` is the paper's own, or empty."""

    mode: CommentsMode
    closes_at: datetime | None = None
    notice: str = ""

    def is_closed(self, now: datetime | None = None) -> bool:
        """Say whether no comment is taken at ``now`` (default: this moment)."""
        if self.mode == CommentsMode.CLOSED:
            return True
        return self.closes_at is not None and self.closes_at <= (now or timezone.now())

    @property
    def reason(self) -> str:
        """Why no comment is taken, in a sentence, for readers of a closed article."""
        if self.notice:
            return self.notice
        if self.mode == CommentsMode.CLOSED:
            return _("This article does not take comments.")
        return _("Comments on this article are closed.")


def policy_of(article: Article, publication: Publication | None) -> Policy:
    """Return what holds for ``article``; no query where its section and parent are loaded."""
    levels = list(_levels(article, publication))
    mode = next((one.comments_mode for one in levels if one.comments_mode), CommentsMode.HELD)
    days = next((one.comments_days for one in levels if one.comments_days is not None), 0)
    notice = next((one.comments_notice for one in levels if one.comments_notice), "")
    start = article.published_at
    closes_at = start + timedelta(days=days) if days and start else None
    return Policy(CommentsMode(mode), closes_at, notice)


def _levels(article: Article, publication: Publication | None) -> Iterator[Discussed]:
    yield article
    section = article.section
    if section is not None:
        yield section
        if section.parent is not None:
            yield section.parent
    if publication is not None:
        yield publication
