"""Who may not comment: accounts, and networks, for a time or for good.

A row is never deleted; lifting a ban keeps who did it, when and why. A network is known by the hash
of its week (``comments.senders``), so a ban of one ends after ``NETWORK_DAYS`` at the latest.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.literals import literal
from articles.vietnamese.dates import format_datetime
from articles.vietnamese.text import clean_line
from comments.counters import chunks
from comments.models import Ban, Comment
from comments.moderation.decisions import may_moderate
from comments.policies import Refused
from comments.senders import senders_since

if TYPE_CHECKING:
    from newsroom.models import User

PERMISSION: Final = "comments.ban_writer"
NETWORK_DAYS: Final = 90
# Longer ago nobody's hash is kept: the most that the rules allow, and a ban's own time.
_WEEKS_BACK: Final = timedelta(days=90 + NETWORK_DAYS)
# What stands for a network whose ban is long over: no hash that anybody could try addresses on.
FORGOTTEN: Final = "-"
_FORGET_AFTER: Final = timedelta(days=30)


class NotAllowed(PermissionDenied):
    """The person may not ban this writer, or lift this ban."""


class Banned(Refused):
    """The account or the network may not comment; ``ban`` says which and until when."""

    def __init__(self, ban: Ban) -> None:
        self.ban = ban
        super().__init__(_said(ban))


def may_ban(user: User) -> bool:
    return user.is_active and user.is_staff and user.has_perm(PERMISSION)


def in_force() -> QuerySet[Ban]:
    """Return the bans that hold now."""
    bans = Ban.objects.filter(lifted_at=None).order_by()
    return bans.filter(Q(until=None) | Q(until__gt=timezone.now()))


def ban_for(user_id: int | None, address: str) -> Ban | None:
    """Return the ban that keeps an account or an address from writing; one query.

    Of several the one that holds longest, an account's before a network's.
    """
    senders = senders_since(address, timezone.now() - _WEEKS_BACK)
    networks = in_force().filter(sender__in=senders).exclude(sender=literal(""))
    found = list(networks) if user_id is None else list(_of_account(user_id, networks))
    return max(found, key=strength, default=None)


def _of_account(user_id: int, networks: QuerySet[Ban]) -> QuerySet[Ban]:
    """Return an account's bans and those of networks: each part is found by its own index."""
    return in_force().filter(user=user_id).union(networks, all=True)


def strength(ban: Ban) -> tuple[bool, bool, datetime]:
    """Return what sorts a ban behind all that say less: an account's, for good, for longer."""
    return (ban.user_id is not None, ban.until is None, ban.until or ban.made_at)


def refuse(user_id: int | None, address: str) -> None:
    """See that neither account nor address is banned; one query.

    Raises:
        Banned: one of them is.
    """
    if ban := ban_for(user_id, address):
        raise Banned(ban)


def why_not(user_id: int | None, address: str) -> str:
    """Return why neither may write, for the form to say before anything is typed; or nothing."""
    ban = ban_for(user_id, address)
    return str(Banned(ban)) if ban else ""


def _said(ban: Ban) -> str:
    if ban.user_id is None:  # others may send from there too: they did nothing
        return _("No comments are taken from your network at present.")
    if ban.until is None:
        return _("Your account may not comment any more: %(reason)s") % {"reason": ban.reason}
    return _("Your account may not comment until %(until)s: %(reason)s") % {
        "until": format_datetime(ban.until),
        "reason": ban.reason,
    }


@transaction.atomic
def ban_writers_of(
    comment_ids: Iterable[int], *, days: int | None, reason: str, by: User
) -> list[Ban]:
    """Ban whoever wrote the comments: their account or, where they had none, their network.

    ``days`` is None for good, which for a network is ``NETWORK_DAYS``. Who is banned as long
    already is left alone, and so are comments that nobody can be told by any more. All or none.

    Raises:
        NotAllowed: ``by`` may not, or not in one of the sections; a writer is of the newsroom.
        ValueError: no reason is given, or ``days`` is no time to come.
    """
    ids = set(comment_ids)
    comments = [one for part in chunks(ids) for one in _comments(part)]
    if not may_ban(by) or not may_moderate(by):
        raise NotAllowed(_("You may not ban writers."))
    if sum(_within(part, by) for part in chunks(ids)) != len(comments):
        raise NotAllowed(_("You may not ban writers in this section."))
    if any(one.user is not None and one.user.is_staff for one in comments):
        raise NotAllowed(_("Members of the newsroom cannot be banned."))
    accounts = {one.user_id for one in comments if one.user_id is not None}
    networks = {one.sender: one.created_at for one in comments if not one.user_id and one.sender}
    return _ban(accounts, networks, days=days, reason=reason, by=by)


@transaction.atomic
def ban_accounts(user_ids: Iterable[int], *, days: int | None, reason: str, by: User) -> list[Ban]:
    """Ban accounts; as ``ban_writers_of``."""
    from django.contrib.auth import get_user_model

    ids = set(user_ids)
    if not may_ban(by):
        raise NotAllowed(_("You may not ban writers."))
    if get_user_model().objects.filter(pk__in=ids, is_staff=True).exists():
        raise NotAllowed(_("Members of the newsroom cannot be banned."))
    return _ban(ids, {}, days=days, reason=reason, by=by)


def _comments(ids: list[int]) -> Iterable[Comment]:
    found = Comment.objects.filter(pk__in=ids).select_related("user")
    return found.only("created_at", "sender", "user__is_staff")


def _within(ids: list[int], by: User) -> int:
    return Comment.objects.filter(pk__in=ids).in_sections_of(by).count()


def _ban(
    accounts: set[int], networks: dict[str, datetime], *, days: int | None, reason: str, by: User
) -> list[Ban]:
    reason = clean_line(reason)[:300]
    if not reason:
        raise ValueError(_("Give a reason: the writer is told it."))
    if days is not None and not 1 <= days <= 3650:
        raise ValueError(_("Ban for 1 to 3650 days, or for good."))
    now = timezone.now()
    until = None if days is None else now + timedelta(days=days)
    most = timedelta(days=min(days or NETWORK_DAYS, NETWORK_DAYS))
    made: list[Ban] = [
        Ban(user_id=pk, until=until, reason=reason, made_by=by, made_at=now)
        for pk in sorted(accounts - _banned_until("user", accounts, until))
    ]
    for sender in sorted(networks.keys() - _banned_until("sender", networks, now + most)):
        at = networks[sender]
        network = Ban(sender=sender, sender_at=at, until=now + most, reason=reason)
        network.made_by, network.made_at = by, now
        made.append(network)
    return Ban.objects.bulk_create(made)


def _banned_until(name: str, who: Iterable[int | str], until: datetime | None) -> set[int | str]:
    """Return those who are banned until then already, or longer."""
    bans = in_force().filter(**{f"{name}__in": list(who)})
    longer = Q(until=None) if until is None else Q(until=None) | Q(until__gte=until)
    return set(bans.filter(longer).values_list(name, flat=True))


@transaction.atomic
def lift(ban_ids: Iterable[int], *, reason: str, by: User) -> int:
    """Lift bans; return how many held until now.

    Raises:
        NotAllowed: ``by`` may not.
        ValueError: no reason is given.
    """
    if not may_ban(by):
        raise NotAllowed(_("You may not lift bans."))
    reason = clean_line(reason)[:300]
    if not reason:
        raise ValueError(_("Give a reason."))
    lifted = {"lifted_at": timezone.now(), "lifted_by": by, "lifted_reason": reason}
    return sum(in_force().filter(pk__in=ids).update(**lifted) for ids in chunks(set(ban_ids)))


def forget(now: datetime | None = None) -> int:
    """Take the hashes out of bans of networks that have long been over; return how many."""
    before = (now or timezone.now()) - _FORGET_AFTER
    over = Q(until__lt=before) | Q(lifted_at__lt=before)
    networks = Ban.objects.filter(over).exclude(sender__in=["", FORGOTTEN])
    return networks.update(sender=FORGOTTEN)
