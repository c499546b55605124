"""What speaks against a comment in how it came and who sends it, whatever it says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from articles.models import CommentsMode
from comments.models import Comment, Standing, Status
from comments.moderation import proofs
from comments.moderation.arrivals import OWN_DAYS, Arrival, Finding
from comments.senders import senders_since

# Comments of one sender in a time that a person who reads can write.
RATES: Final = ((timedelta(minutes=5), 5), (timedelta(hours=1), 20))
# A person reads, thinks and types this long; a program does not.
QUICK: Final = timedelta(seconds=3)
# So many of a writer's newest comments refused, and that part of those decided on.
REFUSED_FROM: Final = 3
REFUSED_PART: Final = 0.5


def quick(arrival: Arrival) -> Iterator[Finding]:
    if arrival.taken is not None and arrival.taken < QUICK:
        yield Finding("quick", {"seconds": round(arrival.taken.total_seconds(), 1)})


def clock(arrival: Arrival) -> Iterator[Finding]:
    """The form does not say truly when it was opened."""
    if arrival.clock:
        yield Finding("clock", {"problem": arrival.clock})


def trap(arrival: Arrival) -> Iterator[Finding]:
    """A program fills in every field. It is told nothing; a person can still find its text."""
    if arrival.trapped:
        yield Finding("trap", rejects=True)


def rate(arrival: Arrival) -> Iterator[Finding]:
    """Too many of one network: one query, by its index. The database counts, not a cache."""
    widest = max(time for time, _most in RATES)
    now = timezone.now()
    senders = senders_since(arrival.address, now - widest)
    if not senders:
        return
    sent = Comment.objects.filter(sender__in=senders, created_at__gte=now - widest)
    most_of_all = max(most for _time, most in RATES)
    times = list(sent.order_by("-created_at").values_list("created_at", flat=True)[:most_of_all])
    if found := _too_many(times, now):
        yield Finding("rate", found)


def own_rate(arrival: Arrival) -> Iterator[Finding]:
    """Too many of one account or browser, from whatever network."""
    if found := _too_many([moment for moment, _status in arrival.own], timezone.now()):
        of = "account" if arrival.comment.user_id else "browser"
        yield Finding("rate", {**found, "of": of})


def _too_many(times: list[datetime], now: datetime) -> dict[str, int] | None:
    for time, most in RATES:
        number = sum(moment >= now - time for moment in times)
        if number >= most:
            return {"number": number + 1, "minutes": int(time.total_seconds() // 60)}
    return None


def proof(arrival: Arrival) -> Iterator[Finding]:
    """While comments rain down, each brings a proof of work, or waits; up to two queries."""
    if not proofs.is_asked(arrival.rules):
        return
    key = arrival.comment.client_uuid
    problem = "used" if arrival.spent else proofs.problem_of(arrival.proof, key)
    if problem:
        yield Finding("proof", {"problem": problem})


def newcomer(arrival: Arrival) -> Iterator[Finding]:
    """Where comments are shown at once, those of writers whom nobody knows yet are not."""
    if arrival.mode in (CommentsMode.TRUSTED, CommentsMode.OPEN):
        if arrival.comment.user_id is None:
            yield Finding("new", {"guest": True})
        elif arrival.standing == Standing.NEW:
            yield Finding("new", {"guest": False})


def record(arrival: Arrival) -> Iterator[Finding]:
    """Much of what its writer wrote lately was refused."""
    became = [status for _moment, status in arrival.own]
    refused = sum(status in (Status.REJECTED, Status.SPAM) for status in became)
    decided = refused + became.count(Status.APPROVED)
    if refused >= REFUSED_FROM and refused >= REFUSED_PART * decided:
        yield Finding("record", {"refused": refused, "decided": decided, "days": OWN_DAYS})
