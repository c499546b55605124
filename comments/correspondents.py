"""Whom the paper may write to: accounts with a proven address, guests who have confirmed theirs.

A typed address is nobody's until its owner has pressed the button behind a mailed link. Whoever
has stopped mail is neither written to nor asked again, whatever anybody types, unless they confirm
anew. Links carry signed numbers, never an address: they end up in logs.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.signing import BadSignature, Signer, TimestampSigner
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from articles.committed import afterwards
from articles.models import Article
from comments import asking
from comments.mailing import Mail, is_writable, line, send, spoken
from comments.models import Asked, Comment, Correspondent, Letter, Status, Writer

if TYPE_CHECKING:
    from newsroom.models import User

CONFIRM_WITHIN: Final = timedelta(days=7)
# Addresses that nobody has confirmed are forgotten.
UNCONFIRMED_KEPT: Final = timedelta(days=30)
MOST_TOKEN: Final = 300

_CONFIRM: Final = TimestampSigner(salt="comments.letters.confirm")
_STOP: Final = Signer(salt="comments.letters.stop")


class Recipient(NamedTuple):
    """``key`` says who it is in a link: ``u`` or ``g`` and the number of the account or guest."""

    address: str
    key: str


def of_address(email: str) -> QuerySet[Correspondent]:
    return Correspondent.objects.annotate(lower=Lower("email")).filter(lower=email.lower())


def accounts_of(email: str) -> QuerySet[User]:
    """Return accounts with that address, whether it is proven to be theirs or not."""
    users: QuerySet[User] = get_user_model()._default_manager.all()
    return users.annotate(lower=Lower("email")).filter(lower=email.lower()).order_by("pk")


def proven(users: Iterable[User]) -> set[int]:
    """Return the ids of those whose address is theirs beyond doubt; one query."""
    named = {user.pk: user.email.lower() for user in users if is_writable(user.email)}
    if not named:
        return set()
    verified = EmailAddress.objects.filter(user__in=named, verified=True)
    rows = verified.values_list("user", "email")
    return {pk for pk, email in rows if email.lower() == named[pk]}


def recipients(comments: Iterable[Comment]) -> dict[int, Recipient]:
    """Return, by comment id, the writers who may be told of what happens to their comments.

    Three queries, whatever their number. The comments come with ``user`` and its ``writer``.
    """
    rows = {one.pk: one for one in comments if one.wants_mail and not one.by_newsroom}
    users = {one.user for one in rows.values() if one.user is not None and _wants_mail(one.user)}
    theirs = proven(users)
    typed = {
        one.email.lower() for one in rows.values() if one.user_id is None and is_writable(one.email)
    }
    guests: dict[str, int] = {}
    if typed:
        confirmed = Correspondent.objects.annotate(lower=Lower("email")).filter(
            lower__in=typed, confirmed_at__isnull=False, stopped_at=None
        )
        guests = {lower: pk for pk, lower in confirmed.values_list("pk", "lower")}
    quiet = Letter.objects.filter(comment__in=rows, kind=Letter.Kind.QUIET)
    silent = set(quiet.values_list("comment", flat=True)) if rows else set()
    found: dict[int, Recipient] = {}
    for pk, one in rows.items():
        if pk in silent:
            continue
        if one.user is not None:
            if one.user_id in theirs:
                found[pk] = Recipient(one.user.email, f"u{one.user_id}")
        elif guest := guests.get(one.email.lower()):
            found[pk] = Recipient(one.email, f"g{guest}")
    return found


def _wants_mail(user: User) -> bool:
    writer: Writer | None = getattr(user, "writer", None)
    return user.is_active and writer is not None and writer.wants_mail


def invite(comment: Comment, *, address: str) -> bool:
    """Ask a guest who wants mail to confirm the address, if it is time to; say whether they are.

    ``address`` is the one on the Internet that the stored comment came from. Nobody is asked for
    a comment that a rule has refused.
    """
    email = comment.email
    if comment.status in (Status.REJECTED, Status.SPAM) or comment.user_id is not None:
        return False
    if not comment.wants_mail or not is_writable(email):
        return False
    known = of_address(email).first()
    if known is not None and (known.confirmed_at or known.stopped_at):
        return False
    if accounts_of(email).filter(writer__wants_mail=False).exists():
        return False
    if not asking.allow(Asked.Purpose.CONFIRM, email, address=address):
        return False
    guest = make(email)
    afterwards(_order, guest.pk, comment.pk)
    return True


def make(email: str) -> Correspondent:
    """Return the row of an address that is asked something now, also if two make it at once."""
    now = timezone.now()
    if not of_address(email).update(asked_at=now):
        try:
            with transaction.atomic():
                return Correspondent.objects.create(email=email.lower(), asked_at=now)
        except IntegrityError:
            pass  # somebody else has just made it
    return of_address(email).get()


def _order(guest: int, comment: int) -> None:
    from comments.tasks import ask_to_confirm

    ask_to_confirm.enqueue(guest, comment)


def ask_to_confirm(guest: int, comment: int) -> int:
    """Send the letter that asks a guest to confirm. Nothing that the guest typed is in it.

    Somebody else may have typed the address, and what they would have the paper send.
    """
    person = Correspondent.objects.filter(pk=guest, stopped_at=None).first()
    about = Comment.objects.select_related("article").only(
        "root", "article__title", "article__language"
    )
    one = about.filter(pk=comment, article__in=Article.objects.public()).first()
    if person is None or one is None:
        return 0
    context = {
        "title": line(one.article.title, 100),
        "token": confirm_token(person),
        "days": CONFIRM_WITHIN.days,
    }
    stop = stop_token(f"g{person.pk}", one.root_id or one.pk)
    return send([Mail(person.email, "confirm", spoken(one.article.language), context, stop)])


def confirm_token(guest: Correspondent) -> str:
    """Return what the link carries by which an address is confirmed; it is good for a week."""
    return _CONFIRM.sign_object([guest.pk])


def confirmed_by(token: str) -> Correspondent | None:
    """Return whose address a link confirms; None where it is none of ours, or too old."""
    try:
        [pk] = _CONFIRM.unsign_object(token[:MOST_TOKEN], max_age=CONFIRM_WITHIN)
    except (BadSignature, ValueError):
        return None
    return Correspondent.objects.filter(pk=pk).first()


def confirm(guest: Correspondent) -> None:
    """Write to this address from now on, also if its owner had stopped it."""
    Correspondent.objects.filter(pk=guest.pk).update(confirmed_at=timezone.now(), stopped_at=None)


def stop_token(key: str, thread: int) -> str:
    """Return what a letter's link to stop mail carries; it never expires."""
    return _STOP.sign_object([key, thread])


def stopping(token: str) -> tuple[str, int] | None:
    """Return who wants no more mail and the root of the thread; None if the link is not ours."""
    try:
        key, thread = _STOP.unsign_object(token[:MOST_TOKEN])
    except (BadSignature, ValueError):
        return None
    return str(key), int(thread)


def address_behind(key: str) -> str:
    """Return the address of a ``Recipient.key``; empty where its owner is no longer known."""
    if key[:1] == "u":
        users = get_user_model()._default_manager.filter(pk=int(key[1:]))
        return users.values_list("email", flat=True).first() or ""
    guests = Correspondent.objects.filter(pk=int(key[1:]))
    return guests.values_list("email", flat=True).first() or ""


@transaction.atomic
def stop(email: str) -> None:
    """Write nothing more to an address, as a guest's or as an account's."""
    if not email:
        return
    make(email)
    of_address(email).filter(stopped_at=None).update(stopped_at=timezone.now())
    Writer.objects.filter(user__in=accounts_of(email)).update(wants_mail=False)


def resume(email: str) -> None:
    """Write to an address again, whose owner says so."""
    confirm(make(email))
    Writer.objects.filter(user__in=proven(accounts_of(email))).update(wants_mail=True)


def quieten(key: str, thread: int) -> None:
    """Write nothing more to somebody about one thread, until they comment in it again."""
    comments = Comment.objects.filter(Q(pk=thread) | Q(root=thread))
    if key[:1] == "u":
        own = comments.filter(user=int(key[1:]))
    else:
        own = comments.filter(user=None, email__iexact=address_behind(key)).exclude(email="")
    Letter.objects.bulk_create(
        [Letter(comment_id=pk, kind=Letter.Kind.QUIET) for pk in own.values_list("pk", flat=True)],
        batch_size=500,
        ignore_conflicts=True,
    )


def forget(now: datetime | None = None) -> int:
    """Throw away addresses that nobody has confirmed; return how many."""
    before = (now or timezone.now()) - UNCONFIRMED_KEPT
    old = Correspondent.objects.filter(asked_at__lt=before, confirmed_at=None, stopped_at=None)
    number, _by_model = old.delete()
    return number
