"""Taking in what a reader wrote, once."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import IntegrityError, transaction

from comments import counters
from comments.counters import Delta
from comments.models import Comment, Status
from comments.moderation import sketches
from comments.moderation.decisions import decide
from comments.moderation.pipeline import judge
from comments.moderation.steps import Arrival, letters_of, likeness_of
from comments.moderation.urgency import urgency_of
from comments.senders import sender_of


def post(comment: Comment, *, address: str = "", taken: timedelta | None = None) -> Comment:
    """Store a new comment to wait for a moderator, and return the row that stands for it.

    What the rules have against it is kept with it; where they reject it, nobody is asked.
    ``address`` is the one that it came from, of which only a keyed hash is kept, ``taken`` how
    long its form was open.

    A form sent again (pressed twice, or its answer lost) has the same ``client_uuid`` and is
    stored once, also when both arrive together. A browser may bring a form back after it was
    sent, uuid and all, for its reader to write something else: that is another comment.
    """
    comment.sender = sender_of(address)
    comment.likeness = likeness_of(comment.body)
    judgement = judge(Arrival(comment, address, taken))
    comment.reasons = judgement.reasons
    comment.urgency = urgency_of(comment)
    try:
        return _store(comment, judgement.rejecting)
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
    return post(comment, address=address, taken=taken)


@transaction.atomic
def _store(comment: Comment, rejecting: str) -> Comment:
    comment.pk = None
    comment.save(force_insert=True)
    sketches.keep(comment, letters_of(comment.body))
    counters.change({comment.article_id: Delta(pending=1)})
    if rejecting:
        decide([comment.pk], Status.REJECTED, by=None, reason=rejecting)
        comment.status = Status.REJECTED
    return comment


def _content(comment: Comment) -> str:
    return f"{comment.article_id} {comment.parent_id} {comment.body}"


def _says_the_same(one: Comment, other: Comment) -> bool:
    return _content(one) == _content(other)
