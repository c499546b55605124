"""What has come due: scheduled articles whose time has come, articles to be taken down.

Readers never wait for this: ``ArticleQuerySet.public`` goes by the times alone. It brings the
newsroom's record up to what readers already see.
"""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from articles import withdrawals
from articles.models import Article, State, Transition
from articles.models.article import RELEASED
from articles.querysets import ArticleQuerySet
from articles.signals import announce

BATCH: Final = 200


def publish_due() -> list[int]:
    """Make scheduled articles whose time has come published; return the ids of those it made so.

    Safe by several at once: each article is in one caller's list only. An article that was to
    be withdrawn before its time never was public, and is left to ``withdraw_due``.
    """
    due = Article.objects.filter(
        Q(withdraw_at=None) | Q(withdraw_at__gt=F("published_at")),
        state=State.SCHEDULED,
        published_at__lte=Now(),
    )
    return _move_all(due, State.PUBLISHED)


def withdraw_due() -> list[int]:
    """Withdraw articles whose ``withdraw_at`` has come; as ``publish_due``."""
    due = Article.objects.filter(state__in=RELEASED, withdraw_at__lte=Now())
    return _move_all(due, State.WITHDRAWN)


def _move_all(due: ArticleQuerySet, to: State) -> list[int]:
    """Move what is ``due``, in batches by id, so that what another holds is passed over."""
    moved: list[int] = []
    ids = _batch(due, after=0)
    while ids:
        moved += [pk for pk in ids if _move(due.filter(pk=pk), to)]
        ids = _batch(due, after=ids[-1])
    return moved


def _batch(due: ArticleQuerySet, *, after: int) -> list[int]:
    return list(due.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH])


@transaction.atomic
def _move(due: ArticleQuerySet, to: State) -> bool:
    """Move the one article that ``due`` still holds, and record it; say whether this did it.

    Databases that lock no rows are kept from moving it twice by the state in the UPDATE.
    """
    rows = due.select_related("section__parent").select_for_update(of=("self",), skip_locked=True)
    article = rows.first()
    if article is None:
        return False
    now = timezone.now()
    changes = {"state": to, "state_since": now, "changed_at": now, "holder": None}
    if not due.filter(state=article.state).update(**changes):
        return False
    if to == State.WITHDRAWN:
        withdrawals.keep(article, by=None, notice=article.withdrawal_notice)
    Transition.objects.create(
        article=article,
        from_state=article.state,
        to_state=to,
        # What readers have, not what the newsroom saved after it was scheduled.
        revision_id=article.live_revision_id,
        due_at=article.withdraw_at if to == State.WITHDRAWN else article.published_at,
    )
    announce(article)
    return True
