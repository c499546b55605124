"""Articles as a list: filtered, in one of two orders, a page at a time."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from articles.api.fields import IN_LISTS, load, read_fields, shown
from articles.api.fields import moment as shown_moment
from articles.api.ninjs import uri_of
from articles.api.parameters import ArticleFilter, WithdrawnFilter
from articles.api.problems import WRONG_CURSOR, refused
from articles.literals import literal
from articles.masthead import load_masthead
from articles.models import Article, Author, Tag
from articles.querysets import ArticleQuerySet, InvalidCursor, cursor_at, cursor_of, parse_cursor


def page_of(asked: ArticleFilter) -> tuple[list[dict[str, Any]], str]:
    """Return the articles that were asked for, and the cursor of the next page, if there is one.

    Newest first; with ``updated_since`` in the order of their changes, so that whoever mirrors
    the paper may stop anywhere and go on from the last change that it has.

    Raises:
        Problem: a parameter says what there is not.
    """
    names = read_fields(asked.fields, IN_LISTS)
    by_change = asked.updated_since is not None
    try:
        found = _changed(asked) if by_change else _newest(asked)
    except InvalidCursor as error:
        raise refused("cursor", WRONG_CURSOR) from error
    rows = list(load(found, names)[: asked.limit + 1])
    more, rows = len(rows) > asked.limit, rows[: asked.limit]
    cursor = (_cursor_by_change(rows[-1]) if by_change else cursor_of(rows[-1])) if more else ""
    return [shown(row, names) for row in rows], cursor


def _newest(asked: ArticleFilter) -> ArticleQuerySet:
    found = _filtered(asked).newest_first()
    return found.before(asked.cursor) if asked.cursor is not None else found


def _changed(asked: ArticleFilter) -> ArticleQuerySet:
    found = _filtered(asked).filter(last_published_at__gte=asked.updated_since)
    if asked.cursor is not None:
        moment, pk = parse_cursor(asked.cursor)
        found = found.filter(
            Q(last_published_at__gt=moment) | Q(last_published_at=moment, pk__gt=pk),
            last_published_at__gte=moment,  # lets the index start at the right place
        )
    return found.order_by("last_published_at", "id")


def _cursor_by_change(row: Article) -> str:
    assert row.last_published_at is not None  # noqa: S101  (it was found by it)
    return cursor_at(row.last_published_at, row.pk)


def withdrawn(asked: WithdrawnFilter) -> tuple[list[dict[str, Any]], str]:
    """Return articles that readers had and have no more, the earliest withdrawal first.

    One whose end was planned is among them once that is on record (``due.py``).

    Raises:
        Problem: the cursor is none of this list's.
    """
    try:
        found = _gone(asked)
    except InvalidCursor as error:
        raise refused("cursor", WRONG_CURSOR) from error
    rows = list(found.only("created_at", "state_since")[: asked.limit + 1])
    more, rows = len(rows) > asked.limit, rows[: asked.limit]
    items = [
        {
            "id": row.pk,
            "uri": uri_of(row.pk, row.created_at),
            "withdrawn_at": shown_moment(row.state_since),
        }
        for row in rows
    ]
    return items, cursor_at(rows[-1].state_since, rows[-1].pk) if more else ""


def _gone(asked: WithdrawnFilter) -> ArticleQuerySet:
    found = Article.objects.gone().filter(state=literal("withdrawn"))
    if asked.since is not None:
        found = found.filter(state_since__gte=asked.since)
    if asked.cursor is not None:
        moment, pk = parse_cursor(asked.cursor)
        found = found.filter(
            Q(state_since__gt=moment) | Q(state_since=moment, pk__gt=pk), state_since__gte=moment
        )
    return found.order_by("state_since", "id")


def _filtered(asked: ArticleFilter) -> ArticleQuerySet:
    found = Article.objects.public()
    if asked.section is not None:
        at = load_masthead().find(asked.section)
        if at is None:
            raise refused("section", "No section has this path; /api/v1/sections lists them.")
        found = found.in_section(at[1])
    # By the indexes of the lists of authors and keywords, whose order is the same.
    if asked.author is not None:
        author = Author.objects.filter(slug=asked.author).first()
        found = found.by_author(author) if author else found.none()
    if asked.keyword is not None:
        tag = Tag.objects.filter(slug=asked.keyword).first()
        found = found.tagged(tag) if tag else found.none()
    facts = {
        "language": asked.language,
        "kind": asked.kind,
        "published_at__gte": asked.since,
        "published_at__lt": asked.until,
    }
    return found.filter(**{name: value for name, value in facts.items() if value is not None})
