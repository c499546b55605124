"""Who sent a comment, as far as the rules need to know: never the address itself.

Kept is a keyed hash of the network that a comment came from (an IPv4 address, the first 64 bits of
an IPv6 one). The key is another every week, so what was kept longer ago cannot be told apart or
joined by anybody, and ``forget`` empties what is older than the paper's rules say
(``CommentRules.keep_senders_days``).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.crypto import salted_hmac

from articles.literals import literal
from articles.networks import network_of
from comments.models import Comment, CommentRules

# Rows in one step, so that a table of millions is never locked for long.
STEP: Final = 1000


def sender_of(address: str, moment: datetime | None = None) -> str:
    """Return the hash of who sends from ``address`` in the week of ``moment`` (default: now)."""
    network = network_of(address)
    if not network:
        return ""
    year, week, _day = (moment or timezone.now()).isocalendar()
    secret = salted_hmac(f"comments.senders {year}-{week}", network, algorithm="sha256")
    return secret.hexdigest()[:32]


def senders_since(address: str, since: datetime) -> set[str]:
    """Return the hashes under which what came from ``address`` since then is kept."""
    now = timezone.now()
    weeks = range((now - since).days // 7 + 2)
    moments = [now - timedelta(weeks=number) for number in weeks]
    return {sender_of(address, moment) for moment in moments} - {""}


def forget(now: datetime | None = None) -> int:
    """Empty the senders of comments that are older than they are kept; return how many."""
    before = (now or timezone.now()) - timedelta(days=CommentRules.load().keep_senders_days)
    emptied = 0
    while True:
        old = Comment.objects.filter(sender__gt=literal(""), created_at__lt=before)
        ids = list(old.order_by("created_at").values_list("pk", flat=True)[:STEP])
        if not ids:
            return emptied
        emptied += Comment.objects.filter(pk__in=ids).update(sender="")
