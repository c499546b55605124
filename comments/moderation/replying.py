"""The newsroom's own reply to a reader, shown at once."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.languages import paper_language
from comments import counters
from comments.counters import Delta
from comments.forms import PlainTextField
from comments.models import MAX_BODY, Comment, Status
from comments.moderation import sketches
from comments.moderation.carrying import locked
from comments.moderation.decisions import Decided, decide
from comments.moderation.steps import letters_of, likeness_of

if TYPE_CHECKING:
    from newsroom.models import User


class ReplyForm(forms.Form):
    """Plain text, cleaned as a reader's is."""

    body = PlainTextField(max_length=MAX_BODY)


@dataclass(frozen=True)
class Replied:
    """``reply`` is None where the comment could not be answered, for what ``done`` says."""

    done: Decided
    reply: Comment | None = None


def reply(pk: int, *, by: User, version: int, body: str, key: uuid.UUID | None = None) -> Replied:
    """Answer a comment in the newsroom's name: a comment of its own, approved by ``by`` at once.

    What the newsroom answers it lets stand: a comment that is on the desk is approved with it, in
    one batch. ``body`` is cleaned by a ``ReplyForm``; ``key`` is one press of the button, so that
    it is answered once however often it is sent.

    Raises:
        NotAllowed: ``by`` may not moderate it.
    """
    try:
        return _reply(pk, by=by, version=version, body=body, key=key)
    except IntegrityError:
        known = Comment.objects.filter(client_uuid=key, user=by, parent=pk).first() if key else None
        if known is None:
            raise
        return Replied(Decided(0, 1), known)


@transaction.atomic
def _reply(pk: int, *, by: User, version: int, body: str, key: uuid.UUID | None) -> Replied:
    known = Comment.objects.filter(client_uuid=key, user=by, parent=pk).first() if key else None
    if known is not None:
        return Replied(Decided(0, 1), known)
    batch = uuid.uuid4()
    done = decide([pk], Status.APPROVED, by=by, versions={pk: version}, batch=batch)
    rows = locked([pk])
    answered = rows.get(pk)
    if done.stale or done.escalated or answered is None or not _is_public(answered, rows):
        transaction.set_rollback(done.changed > 0)
        return Replied(Decided(0, 1, done.stale, done.escalated))
    comment = _store(answered, by, body, key)
    decide([comment.pk], Status.APPROVED, by=by, batch=batch)
    comment.refresh_from_db(fields=["status", "published_at", "version", "on_desk"])
    return Replied(Decided(1, 0, batch=batch), comment)


def _is_public(comment: Comment, rows: dict[int, Comment]) -> bool:
    thread = [comment, *([rows[comment.root_id]] if comment.root_id in rows else [])]
    return all(one.status == Status.APPROVED for one in thread)


def _store(answered: Comment, by: User, body: str, key: uuid.UUID | None) -> Comment:
    with paper_language():
        name = _("Newsroom")
    comment = Comment(
        article_id=answered.article_id,
        parent=answered,
        root_id=answered.root_id or answered.pk,
        user=by,
        by_newsroom=True,
        reader=f"u{by.pk}",
        name=name,
        body=body,
        likeness=likeness_of(body),
        client_uuid=key,
    )
    comment.save(force_insert=True)
    sketches.keep(comment, letters_of(comment.body))
    counters.change({comment.article_id: Delta(pending=1)})
    return comment
