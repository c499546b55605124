"""Links and codes that let a reader in: mailed to an address, good once, for fifteen minutes.

The link works wherever it is opened: it signs in whoever presses its button, so an attacker who
asks for one gains nothing by it. The code is taken only in the browser that asked.

How many mails may be asked for is counted in the database, so that it holds without any cache.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from comments.models import SignInKey
from comments.senders import sender_of

LIFE: Final = timedelta(minutes=15)
MOST_TRIES: Final = 5
# How long an address that asked is remembered, and how many mails it may ask for meanwhile.
KEPT: Final = timedelta(days=1)
PER_ADDRESS: Final = ((timedelta(minutes=15), 3), (KEPT, 10))
# A network may be a whole school, or a mobile provider's customers.
PER_NETWORK: Final = ((timedelta(hours=1), 30), (KEPT, 200))
DIGITS: Final = 8


class TooMany(Exception):
    """So many mails were asked for, to this address or from this network, that none is sent."""


@dataclass(frozen=True)
class Made:
    """A key, with what only the mail may say."""

    key: SignInKey
    token: str
    code: str


def make(email: str, *, opens: bool, address: str = "", back: str = "") -> Made:
    """Make a key for ``email``, asked for from the network of ``address``.

    Raises:
        TooMany: see there; nothing is kept of it.
    """
    token = secrets.token_urlsafe(24)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    link = _hash("link", token)
    # First stored, then counted, each by itself: of several at once, none is overlooked.
    key = SignInKey.objects.create(
        email=email,
        link=link,
        code=_hash("code", f"{link} {code}"),
        opens=opens,
        sender=sender_of(address),
        back=back,
    )
    if _is_too_many(email=email, limits=PER_ADDRESS) or (
        key.sender and _is_too_many(sender=key.sender, limits=PER_NETWORK)
    ):
        key.delete()
        raise TooMany
    return Made(key, token, code)


def find_by_link(token: str) -> SignInKey | None:
    """Return the key that the link would use, if it is still good."""
    return _good().filter(link=_hash("link", token), opens=True).first()


def find_asked(pk: object) -> SignInKey | None:
    """Return the key that a browser has asked for, if a code may still be tried."""
    if not isinstance(pk, int):
        return None
    return _good().filter(pk=pk, tries__lt=MOST_TRIES).first()


def use_link(token: str) -> SignInKey | None:
    """Use a key up by its link; None where it is not good, or somebody else was quicker."""
    key = find_by_link(token)
    return key if key and _use(key) else None


def use_code(pk: object, code: str) -> SignInKey | None:
    """Use a key up by its code; None where it is the wrong one or no longer good.

    The try is counted first, so that many at once are no more than ``MOST_TRIES`` either.
    """
    key = find_asked(pk)
    if key is None:
        return None
    counting = _good().filter(pk=key.pk, tries__lt=MOST_TRIES)
    if not counting.update(tries=F("tries") + 1):
        return None
    right = constant_time_compare(key.code, _hash("code", f"{key.link} {digits_of(code)}"))
    return key if right and key.opens and _use(key) else None


def digits_of(text: str) -> str:
    """Return the digits of a code as it was typed or pasted, with spaces or full-width."""
    plain = unicodedata.normalize("NFKC", text[:40])
    return "".join(letter for letter in plain if letter in "0123456789")


def forget(now: datetime | None = None) -> int:
    """Delete the keys that are older than ``KEPT``; return how many."""
    old = SignInKey.objects.filter(made_at__lt=(now or timezone.now()) - KEPT)
    return old.delete()[0]


def _good() -> QuerySet[SignInKey]:
    return SignInKey.objects.filter(used_at=None, made_at__gt=timezone.now() - LIFE)


def _use(key: SignInKey) -> bool:
    return bool(_good().filter(pk=key.pk).update(used_at=timezone.now()))


def _is_too_many(*, limits: tuple[tuple[timedelta, int], ...], **who: str) -> bool:
    now = timezone.now()
    counts = {
        f"last{number}": Count("pk", filter=Q(made_at__gt=now - span))
        for number, (span, _most) in enumerate(limits)
    }
    found = SignInKey.objects.filter(made_at__gt=now - KEPT, **who).aggregate(**counts)
    return any(found[f"last{number}"] > most for number, (_span, most) in enumerate(limits))


def _hash(kind: str, text: str) -> str:
    return salted_hmac(f"comments.accounts.keys {kind}", text, algorithm="sha256").hexdigest()
