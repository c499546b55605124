"""How often mail may be asked for, so that nobody is bombed with mail that somebody else wants.

Counted by the database, which every process has. Kept are keyed hashes for two days.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from comments.models import Asked
from comments.senders import sender_of, senders_since

DAY: Final = timedelta(days=1)
KEPT: Final = timedelta(days=2)
# Mails of all kinds that one network may ask for in a day; many readers share one.
OF_NETWORK: Final = 20
# How long after one mail the next may go to the same address, and how many in a day.
PAUSE: Final = {Asked.Purpose.CONFIRM: DAY, Asked.Purpose.DATA: timedelta(hours=1)}
OF_ADDRESS: Final = {Asked.Purpose.CONFIRM: 1, Asked.Purpose.DATA: 3}


def allow(purpose: Asked.Purpose, email: str, *, address: str) -> bool:
    """Say whether a mail may go to ``email`` that somebody at ``address`` asks for; count it.

    Of two that ask at once one is told yes.
    """
    now = timezone.now()
    since = now - DAY
    senders = senders_since(address, since) or {""}
    if Asked.objects.filter(sender__in=senders, made_at__gt=since).count() >= OF_NETWORK:
        return False
    known = _hash(email)
    times = Asked.objects.filter(address=known, purpose=purpose, made_at__gt=since)
    moments = list(times.values_list("made_at", flat=True))
    if len(moments) >= OF_ADDRESS[purpose] or any(now - at < PAUSE[purpose] for at in moments):
        return False
    slot = int(now.timestamp() // PAUSE[purpose].total_seconds())
    row = Asked(purpose=purpose, address=known, sender=sender_of(address), slot=slot, made_at=now)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def forget(now: datetime | None = None) -> int:
    """Throw away what is too old to count; return how much."""
    before = (now or timezone.now()) - KEPT
    number, _by_model = Asked.objects.filter(made_at__lt=before).delete()
    return number


def _hash(email: str) -> str:
    return salted_hmac("comments.asking", email.lower(), algorithm="sha256").hexdigest()[:32]
