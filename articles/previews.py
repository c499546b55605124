"""Secret addresses at which an article can be read before it is public, without an account."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from articles import clock, revisions, workflow
from articles.models import Article, PreviewLink
from articles.rules import Action
from articles.vietnamese.text import clean_line

if TYPE_CHECKING:
    from newsroom.models import User

LIFETIMES: Final = {
    "1h": timedelta(hours=1),
    "1d": timedelta(days=1),
    "3d": timedelta(days=3),
    "7d": timedelta(days=7),
}


class Closed(LookupError):
    """No such link, or none any more. Nobody is told which of the two, or why."""


class UnderEmbargo(Exception):
    """The link is good, but nothing of the article may be said before its embargo ends."""


def make(article: Article, *, by: User, label: str, lifetime: timedelta) -> tuple[PreviewLink, str]:
    """Make a link and return it with its token, which is not kept and cannot be had again.

    Raises:
        NotAllowed: ``by`` may not share this article now.
    """
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        revisions.lock(article)
        workflow.require(by, Action.SHARE, article)
        link = PreviewLink.objects.create(
            article=article,
            token_sha256=_digest(token),
            label=clean_line(label)[:120],
            made_by=by,
            expires_at=clock.now() + lifetime,
        )
    return link, token


def revoke(link: PreviewLink, *, by: User) -> None:
    """Close a link for good, whoever made it.

    Raises:
        NotAllowed: ``by`` may not edit the article now.
    """
    workflow.require(by, Action.EDIT, link.article)
    PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())


def open_links(article: Article) -> QuerySet[PreviewLink]:
    """Return the links of an article that are neither revoked nor expired, newest first."""
    return article.preview_links.filter(revoked_at=None, expires_at__gt=Now())


def find(token: str) -> PreviewLink:
    """Return an open link with its article and that one's newest revision.

    Raises:
        Closed: it is unknown, revoked or expired, or its article has been withdrawn.
        UnderEmbargo: its article is under embargo now.
    """
    withdrawn = Article.objects.gone().filter(pk=OuterRef("article"))
    link = (
        PreviewLink.objects.filter(
            ~Exists(withdrawn),
            token_sha256=_digest(token),
            revoked_at=None,
            expires_at__gt=Now(),
        )
        .select_related("article__newest_revision")
        .first()
    )
    if link is None:
        raise Closed
    until: datetime | None = link.article.embargo_until
    if until is not None and until > clock.now():
        raise UnderEmbargo
    return link


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
