"""Corrections: what the paper publishes about its own mistakes, and what has become known since.

The rows are the record. ``Article.corrections_shown`` repeats them for the article's page, which
so costs no further query; both are written here, in one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import OuterRef
from django.utils.translation import gettext as _

from articles import clock, revisions, workflow
from articles.asking import finds
from articles.languages import paper_language
from articles.models import Article, Correction, State
from articles.querysets import cursor_of, parse_cursor
from articles.requirements import NotReady, Problem
from articles.rules import Action
from articles.signals import announce_corrected
from articles.vietnamese.text import clean
from articles.workflow import NotAllowed

if TYPE_CHECKING:
    from newsroom.models import User

PAGE_SIZE = 20
LENGTH = 2000


@dataclass(frozen=True)
class Shown:
    """One correction as readers see it; ``anchor`` is its place on the article's page."""

    anchor: str
    kind: str
    label: str
    text: str
    at: datetime


def shown(article: Article) -> list[Shown]:
    """Return the article's corrections, newest first, without a query."""
    labels = dict(Correction.Kind.choices)
    return [
        Shown(
            anchor=anchor_of(entry["id"]),
            kind=entry["kind"],
            label=str(labels.get(entry["kind"], "")),
            text=entry["text"],
            at=datetime.fromisoformat(entry["at"]),
        )
        for entry in reversed(article.corrections_shown)
    ]


def anchor_of(pk: int) -> str:
    return f"dinh-chinh-{pk}"


def publish_correction(article: Article, *, kind: str, text: str, by: User) -> Correction:
    """Publish a correction of an article that readers have.

    The article counts as updated from then on: feeds and sitemaps say so.

    Raises:
        NotAllowed: ``by`` may not, or readers do not have the article.
        NotReady: the text is empty or too long.
    """
    with transaction.atomic():
        revisions.lock(article)
        workflow.require(by, Action.CORRECT, article)
        now = clock.now()
        if article.published_at is None or article.published_at > now:
            raise NotAllowed(workflow.present_state(article))
        row = Correction.objects.create(
            article=article, kind=kind, text=_checked(text), made_by=by, published_at=now
        )
        with paper_language():
            reason = f"{row.get_kind_display()}: {row.text}"
        _settle(article, now, reason, by=by)
    return row


def amend(row: Correction, *, kind: str, text: str, by: User) -> None:
    """Change the words or the kind of a published correction; its date stays.

    Raises:
        NotAllowed: ``by`` may not.
        NotReady: the text is empty or too long.
    """
    with transaction.atomic():
        article = row.article
        revisions.lock(article)
        workflow.require(by, Action.AMEND_CORRECTION, article)
        row.kind, row.text = kind, _checked(text)
        row.save(update_fields=["kind", "text"])
        with paper_language():
            reason = _("Correction changed: %s") % row.text
        _settle(article, clock.now(), reason, by=by)


def remove(row: Correction, *, by: User) -> None:
    """Take a correction back, as if it had not been published; the article's record keeps it.

    Raises:
        NotAllowed: ``by`` may not.
    """
    with transaction.atomic():
        article = row.article
        revisions.lock(article)
        workflow.require(by, Action.REMOVE_CORRECTION, article)
        text = row.text
        row.delete()
        with paper_language():
            reason = _("Correction removed: %s") % text
        _settle(article, clock.now(), reason, by=by)


def _checked(text: str) -> str:
    text = clean(text).strip()
    if not text:
        raise NotReady([Problem("text", _("Write what is to be put right."))])
    if len(text) > LENGTH:
        raise NotReady([Problem("text", _("Shorten it to %d characters.") % LENGTH)])
    return text


def _settle(article: Article, now: datetime, reason: str, *, by: User) -> None:
    """Bring the article's own row up to its corrections, and put the change on record."""
    article.corrections_shown = [_entry(row) for row in article.corrections.all()]
    article.last_published_at = now
    article.save(update_fields=["corrections_shown", "last_published_at", "changed_at"])
    workflow.record(article, State(article.state), by=by, reason=reason)
    announce_corrected(article)


def _entry(row: Correction) -> dict[str, Any]:
    return {
        "id": row.pk,
        "kind": row.kind,
        "text": row.text,
        "at": row.published_at.isoformat(timespec="seconds"),
    }


@dataclass(frozen=True)
class Page:
    """One page of all corrections: ``older`` is the cursor of the next, empty on the last."""

    rows: list[Correction]
    cursor: str = ""
    older: str = ""


def page(cursor: str = "") -> Page:
    """Return a page of the corrections of public articles, newest first, in one query.

    Raises:
        InvalidCursor: ``cursor`` is not one that a page gave out.
    """
    public = finds(Article.objects.public().filter(pk=OuterRef("article")))
    rows = Correction.objects.filter(public).order_by("-published_at", "-pk")
    if cursor:
        moment, pk = parse_cursor(cursor)
        rows = rows.filter(published_at__lte=moment).exclude(published_at=moment, pk__gte=pk)
    rows = rows.select_related("article__section__parent").defer(
        "article__body", "article__folded", "article__lead", "article__corrections_shown"
    )
    found = list(rows[: PAGE_SIZE + 1])
    shown_rows = found[:PAGE_SIZE]
    return Page(shown_rows, cursor, cursor_of(shown_rows[-1]) if len(found) > PAGE_SIZE else "")
