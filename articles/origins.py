"""Where a save comes from: which window, its how many-th, and on what text it was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Max

from articles.content import Content
from articles.models import Article, Revision

if TYPE_CHECKING:
    from newsroom.models import User


@dataclass(frozen=True)
class Origin:
    """Where a save comes from.

    ``base`` is the id of the revision that its writer started from, None for a new article.
    ``session`` is the id of the window, ``sequence`` the number of the save in it, from 1 on.
    """

    base: int | None
    session: UUID | None = None
    sequence: int = 0


def sent_before(
    article: Article, content: Content, kind: Revision.Kind, origin: Origin
) -> Revision | None:
    """Return what this save became when it came before, None if it did not.

    What a window saves by itself is out of date once a later save of its has come. What somebody
    saved by a button is the same one only with the same content: a page may be sent once more.
    """
    own = article.revisions.filter(session=origin.session, sequence__gte=origin.sequence)
    last = own.exclude(kind=Revision.Kind.ASIDE).order_by("-sequence").first()
    if last is None or kind == Revision.Kind.AUTOSAVED:
        return last
    return last if Content.from_json(last.content) == content else None


def next_sequence(article: Article, origin: Origin) -> int:
    """Return the number of a save by a button: no other save of its window has it."""
    numbers = article.revisions.filter(session=origin.session).aggregate(last=Max("sequence"))
    return max(origin.sequence, (numbers["last"] or 0) + 1)


def clashes(newest: Revision, origin: Origin, by: User | None) -> bool:
    """Say whether somebody else saved since; a window's own saves never clash with each other."""
    is_own = newest.session is not None and newest.session == origin.session
    if is_own and newest.created_by_id == (by.pk if by else None):
        return False
    return newest.pk != origin.base
