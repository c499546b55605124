"""Who has an article open now, told by their windows every few seconds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils import timezone

from articles.models import Article, Presence

if TYPE_CHECKING:
    from newsroom.models import User

# Browsers let a page behind other windows speak once a minute. One that is closed says so itself.
LIFETIME: Final = timedelta(seconds=90)
# Seconds between what a window in front says.
BEAT = 15


@dataclass(frozen=True)
class Visitor:
    """Somebody who has the article open, and since when."""

    user: User
    since: datetime


def enter(article: Article, user: User, session: UUID) -> None:
    """Note that the window ``session`` shows ``article`` to ``user`` now; forget who is gone."""
    now = timezone.now()
    Presence.objects.filter(seen_at__lt=now - LIFETIME).delete()
    own = Presence.objects.filter(session=session, user=user, article=article)
    if not own.update(seen_at=now):
        # One that is there all the same is somebody else's: nobody can name a window of others.
        Presence.objects.bulk_create(
            [Presence(article=article, user=user, session=session, seen_at=now)],
            ignore_conflicts=True,
        )


def claim(article: Article, user: User, session: UUID) -> None:
    """Make ``article`` the one that the window ``session`` has begun.

    Raises:
        IntegrityError: the window has another already; the same form was sent twice at once.
    """
    Presence.objects.create(article=article, user=user, session=session, seen_at=timezone.now())


def leave(user: User, session: UUID) -> None:
    """Note that the window ``session`` of ``user`` is closed."""
    Presence.objects.filter(session=session, user=user).delete()


def visitors(article: Article, *, besides: UUID | None = None) -> list[Visitor]:
    """Return who has the article open, the first to come first, each person once.

    Whoever has it open in the window ``besides`` alone is not among them.
    """
    rows = Presence.objects.filter(article=article, seen_at__gte=timezone.now() - LIFETIME)
    if besides is not None:
        rows = rows.exclude(session=besides)
    first: dict[int, Visitor] = {}
    for row in rows.select_related("user").order_by("opened_at", "id"):
        first.setdefault(row.user_id, Visitor(row.user, row.opened_at))
    return list(first.values())
