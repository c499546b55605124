"""Whether an article takes comments now, and what becomes of them: the nearest rule that says so.

An article is below its section, that below its parent section, that below the paper. The rules
are columns of those rows, so an article's page knows them without a query of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, CommentsMode, Publication, Section
from articles.models.discussed import Discussed


class Refused(Exception):
    """No comment is taken; the text tells its writer why, in their language."""


class Closed(Refused):
    """The article takes no comments, or none any more."""


@dataclass(frozen=True)
class Policy:
    """``closes_at`` is None where comments never close; ``notice`` is the paper's own, or empty.

    ``days`` is that time as it was given (0: never). ``mode_from`` and ``days_from`` are the rows
    that say so; None where none does and the usual holds.
    """

    mode: CommentsMode
    closes_at: datetime | None = None
    notice: str = ""
    days: int = 0
    mode_from: Discussed | None = None
    days_from: Discussed | None = None

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
    above = _levels(article.section, publication)
    return _nearest([article, *above], article.published_at)


def policy_of_section(section: Section | None, publication: Publication | None) -> Policy:
    """Return what holds for the articles of a section (of the paper, without one) that have no
    rule of their own."""
    return _nearest(list(_levels(section, publication)), None)


def policy_now(article_id: int) -> Policy:
    """Return what holds for an article at this moment, whatever its caller has loaded; one query.

    Raises:
        Closed: the article is gone.
    """
    articles = Article.objects.select_related("section__parent", "section__publication")
    article = articles.defer("body", "lead", "folded").filter(pk=article_id).first()
    if article is None:
        raise Closed(_("This article is no longer here."))
    return policy_of(article, paper_of(article))


def paper_of(article: Article) -> Publication | None:
    """Return the paper that an article is in; without a section, the one that there is."""
    if article.section is None:
        return Publication.objects.first()
    return article.section.publication


def _nearest(levels: list[Discussed], start: datetime | None) -> Policy:
    mode_from = next((one for one in levels if one.comments_mode), None)
    days_from = next((one for one in levels if one.comments_days is not None), None)
    days = (days_from.comments_days or 0) if days_from else 0
    return Policy(
        mode=CommentsMode(mode_from.comments_mode if mode_from else CommentsMode.HELD),
        closes_at=start + timedelta(days=days) if days and start else None,
        notice=next((one.comments_notice for one in levels if one.comments_notice), ""),
        days=days,
        mode_from=mode_from,
        days_from=days_from,
    )


def _levels(section: Section | None, publication: Publication | None) -> Iterator[Discussed]:
    if section is not None:
        yield section
        if section.parent is not None:
            yield section.parent
    if publication is not None:
        yield publication


def explained(policy: Policy) -> Iterable[str]:
    """Yield what holds and where it comes from, a sentence each, for the newsroom."""
    mode = policy.mode.label
    yield _("%(source)s: %(rule)s") % {"source": _source(policy.mode_from), "rule": mode}
    if policy.closes_at is not None:
        moment = timezone.localtime(policy.closes_at).strftime("%d/%m/%Y - %H:%M")
        closed = policy.is_closed() and policy.mode != CommentsMode.CLOSED
        text = _("closed since %(moment)s") if closed else _("closes at %(moment)s")
        rule = text % {"moment": moment}
    elif policy.days:
        rule = _("closes %(days)d days after publication") % {"days": policy.days}
    else:
        rule = _("never closes by itself")
    yield _("%(source)s: %(rule)s") % {"source": _source(policy.days_from), "rule": rule}


def _source(level: Discussed | None) -> str:
    if isinstance(level, Article):
        return _("This article's own rule")
    if isinstance(level, Section):
        return _("By the section %(name)s") % {"name": level}
    return _("By the paper's rule") if level else _("Nobody has said otherwise")
