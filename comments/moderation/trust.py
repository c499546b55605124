"""What a writer's record has earned them; nothing else writes it or their standing.

Trust belongs to an account, whose address its owner has confirmed, never to a typed e-mail. The
record follows each decision in its transaction, under the writer's lock, so that two decisions at
once both count and one taken back leaves no trace.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _

from comments.counters import CHUNK, chunks
from comments.models import Comment, CommentRules, Report, Standing, Status, Writer
from comments.recounting import Drift
from comments.signals import Change, status_changed

if TYPE_CHECKING:
    from newsroom.models import User

PERMISSION: Final = "comments.change_writer"
REFUSED: Final = (Status.REJECTED, Status.SPAM)
RECORD: Final = ("approved", "rejected", "reported")


class NotAllowed(PermissionDenied):
    """The person may not give writers a standing."""


def standing_of(writer: Writer, rules: CommentRules, now: datetime | None = None) -> Standing:
    """Return what a record has earned by the rules.

    Each comment that readers reported rightly counts once more among the refused.
    """
    decided = writer.approved + writer.rejected
    refused = writer.rejected + writer.reported
    if decided and 100 * refused > rules.refused_percent * decided:
        return Standing.NEW
    age = (now or timezone.now()) - writer.joined_at
    if writer.approved >= rules.trusted_after and age >= timedelta(days=rules.trusted_days):
        return Standing.TRUSTED
    return Standing.REGULAR if writer.approved >= rules.regular_after else Standing.NEW


@receiver(status_changed, dispatch_uid="comments.trust")
def follow(*, changes: list[Change], **kwargs: Any) -> None:
    """Bring the records of the writers up to what was decided; queries constant for 500 of them."""
    approved: defaultdict[int, int] = defaultdict(int)
    rejected: defaultdict[int, int] = defaultdict(int)
    for change in changes:
        if change.user is not None:
            approved[change.user] += _step(change, (Status.APPROVED,))
            rejected[change.user] += _step(change, REFUSED)
    for ids in chunks(approved):
        writers = _locked(ids)
        reports = _reported(writers) if writers else {}
        for writer in writers:
            # Never below nothing: the account may be younger than its first comments.
            writer.approved = max(0, writer.approved + approved[writer.pk])
            writer.rejected = max(0, writer.rejected + rejected[writer.pk])
            writer.reported = reports.get(writer.pk, 0)
        _judge(writers)


def _step(change: Change, statuses: Iterable[str]) -> int:
    return (change.after in statuses) - (change.before in statuses)


def _locked(ids: Iterable[int]) -> list[Writer]:
    """Take the writers among ``ids`` until the transaction ends, in their order."""
    rows = Writer.objects.filter(pk__in=ids).order_by("pk")
    return list(rows.select_for_update(no_key=True))


def _reported(writers: Iterable[Writer]) -> dict[int, int]:
    """Return how many comments of each readers have reported rightly."""
    upheld = Report.objects.filter(upheld=True, comment__user__in=[one.pk for one in writers])
    numbers = upheld.order_by().values_list("comment__user")
    return dict(numbers.annotate(Count("comment", distinct=True)))


def _judge(writers: list[Writer]) -> None:
    """Store the records, and what they have earned where nobody has fixed it."""
    if not writers:
        return
    rules, now = CommentRules.load(), timezone.now()
    for writer in writers:
        if not writer.is_fixed:
            writer.standing = standing_of(writer, rules, now)
    Writer.objects.bulk_update(writers, [*RECORD, "standing"], batch_size=CHUNK)


@transaction.atomic
def fix(writer_ids: Iterable[int], standing: str | None, *, by: User) -> list[Writer]:
    """Give writers a standing that no rule changes, or with None leave them to the rules again.

    Raises:
        NotAllowed: ``by`` may not.
        ValueError: there is no such standing.
    """
    if not (by.is_active and by.is_staff and by.has_perm(PERMISSION)):
        raise NotAllowed(_("You may not give writers a standing."))
    given = Standing(standing) if standing is not None else None
    changed = []
    for ids in chunks(writer_ids):
        writers = _locked(ids)
        for writer in writers:
            writer.is_fixed = given is not None
            writer.standing = given or writer.standing
        Writer.objects.bulk_update(writers, ["is_fixed"])
        _judge(writers)
        changed += writers
    return changed


def judge_again() -> None:
    """Give all writers what their records have earned by the rules as they are now."""
    rules, now = CommentRules.load(), timezone.now()
    known = Writer.objects.filter(is_fixed=False).defer("folded").iterator()
    wrong = [one.pk for one in known if one.standing != standing_of(one, rules, now)]
    for ids in chunks(wrong):
        with transaction.atomic():
            _judge(_locked(ids))


@transaction.atomic
def count_again(writer_ids: Iterable[int]) -> None:
    """Bring records up to what is left of comments that accounts have been taken out of."""
    for ids in chunks(writer_ids):
        writers = _locked(ids)
        counted = _counted(writers)
        for writer in writers:
            for name in RECORD:
                setattr(writer, name, counted[name].get(writer.pk, 0))
        _judge(writers)


def recount(*, repair: bool = True) -> list[Drift]:
    """Return the numbers of records that are wrong, each counted under its lock, and mend them."""
    drifts = []
    for ids in chunks(list(Writer.objects.order_by("pk").values_list("pk", flat=True))):
        with transaction.atomic():
            writers = _locked(ids)
            counted = _counted(writers)
            for writer in writers:
                for name in RECORD:
                    number = counted[name].get(writer.pk, 0)
                    if number != (stored := getattr(writer, name)):
                        drifts.append(Drift(name, writer.pk, stored, number))
                        setattr(writer, name, number)
            if repair:
                _judge(writers)
    return drifts


def _counted(writers: list[Writer]) -> dict[str, dict[int, int]]:
    own = Comment.objects.filter(user__in=[one.pk for one in writers]).order_by()
    approved: Counter[int] = Counter()
    rejected: Counter[int] = Counter()
    for pk, status, number in own.values_list("user", "status").annotate(Count("pk")):
        approved[pk] += number * (status == Status.APPROVED)
        rejected[pk] += number * (status in REFUSED)
    return {"approved": approved, "rejected": rejected, "reported": _reported(writers)}
