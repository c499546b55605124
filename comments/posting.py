"""Taking in what a reader wrote, once."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.languages import paper_language
from articles.models import CommentsMode
from comments import counters, locks
from comments.counters import Delta
from comments.models import Comment, Standing, Status
from comments.moderation import bans, sketches
from comments.moderation.arrivals import Arrival
from comments.moderation.decisions import decide
from comments.moderation.pipeline import Judgement, judge
from comments.moderation.steps import letters_of, likeness_of
from comments.moderation.urgency import urgency_of
from comments.policies import Closed, Policy, policy_now
from comments.senders import sender_of


class Fate(NamedTuple):
    """What becomes of a new comment; ``unread``: shown, and still to be looked at."""

    status: Status
    reason: str = ""
    unread: bool = False


def post(
    comment: Comment,
    *,
    address: str = "",
    taken: timedelta | None = None,
    clock: str = "",
    proof: str = "",
    trapped: bool = False,
) -> Comment:
    """Store a new comment, and return the row that stands for it, with its status.

    The article's policy says whether it waits for a moderator or is shown at once; what the rules
    have against it is kept with it and has it wait in any case; where they reject it, nobody is
    asked. ``address`` is the one that it came from, of which only a keyed hash is kept; the rest
    is as in ``Arrival``.

    What the newsroom itself writes (``by_newsroom``) is shown at once, also where comments are
    closed: an answer may come late.

    A form sent again (pressed twice, or its answer lost) has the same ``client_uuid`` and is
    stored once, also when both arrive together. A browser may bring a form back after it was
    sent, uuid and all, for its reader to write something else: that is another comment.

    Raises:
        Closed: the article takes no comments, or none any more.
        Banned: the account or the network may not comment.
    """
    comment.sender = sender_of(address)
    comment.likeness = likeness_of(comment.body)
    policy = policy_now(comment.article_id)
    arrival = Arrival(comment, address, taken, clock, proof, False, trapped, policy.mode)
    try:
        return _take(arrival, policy)
    except IntegrityError:
        if comment.client_uuid is None:
            raise
        known = Comment.objects.filter(client_uuid=comment.client_uuid).first()
        if known is None:
            raise
        if _says_the_same(comment, known):
            return known
    # Made from the text, so that sending this one again gives the same uuid again.
    comment.client_uuid = uuid.uuid5(comment.client_uuid, _content(comment))
    again = Arrival(comment, address, taken, clock, proof, True, trapped, policy.mode)
    try:
        return _take(again, policy)
    except IntegrityError:
        return Comment.objects.get(client_uuid=comment.client_uuid)


def _take(arrival: Arrival, policy: Policy) -> Comment:
    """Judge and store; what cannot be taken anyway is judged by nobody."""
    comment = arrival.comment
    is_taken = not comment.by_newsroom and not policy.is_closed()
    judgement = judge(arrival) if is_taken else Judgement([])
    comment.reasons = judgement.reasons
    comment.urgency = urgency_of(comment)
    return _store(arrival, judgement)


@transaction.atomic
def _store(arrival: Arrival, judgement: Judgement) -> Comment:
    """Store the comment first: one that is here already is no longer asked whether it may."""
    comment = arrival.comment
    comment.pk = None
    comment.save(force_insert=True)
    # Both as they are now: either may have changed while the form was open or others were asked.
    policy = policy_now(comment.article_id)
    if not comment.by_newsroom:
        if policy.is_closed():
            raise Closed(policy.reason)
        bans.refuse(comment.user_id, arrival.address)
    sketches.keep(comment, letters_of(comment.body))
    fate = _fate(arrival, judgement, policy)
    if fate.status != Status.PENDING:
        # Before the article's numbers, as everybody does who decides on the thread.
        locks.taken(comment.pk)
    counters.change({comment.article_id: Delta(pending=1)})
    if fate.status != Status.PENDING:
        decide([comment.pk], fate.status, by=None, reason=fate.reason, unread=fate.unread)
        comment.status = fate.status
    return comment


def _fate(arrival: Arrival, judgement: Judgement, policy: Policy) -> Fate:
    with paper_language():
        if judgement.rejecting:
            return Fate(Status.REJECTED, judgement.rejecting)
        if arrival.comment.by_newsroom:
            return Fate(Status.APPROVED, _("Written by the newsroom."))
        if not judgement.reasons:
            if policy.mode == CommentsMode.TRUSTED and arrival.standing == Standing.TRUSTED:
                return Fate(Status.APPROVED, _("By a trusted writer: shown at once."))
            if policy.mode == CommentsMode.OPEN and arrival.standing != Standing.NEW:
                return Fate(Status.APPROVED, _("Shown at once, to be checked."), unread=True)
    return Fate(Status.PENDING)


def _content(comment: Comment) -> str:
    return f"{comment.article_id} {comment.parent_id} {comment.body}"


def _says_the_same(one: Comment, other: Comment) -> bool:
    return _content(one) == _content(other)
