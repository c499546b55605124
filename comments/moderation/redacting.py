"""A moderator's change of what a reader wrote: a telephone number taken out, a name shortened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.db import transaction
from django.utils import timezone

from comments.forms import PlainLineField, PlainTextField
from comments.models import MAX_BODY, MAX_NAME, Action
from comments.moderation import texts
from comments.moderation.acts import done_to, taken
from comments.moderation.carrying import Act
from comments.moderation.decisions import Decided

if TYPE_CHECKING:
    from newsroom.models import User


class RedactionForm(forms.Form):
    """Plain text, cleaned as the reader's own was."""

    name = PlainLineField(max_length=MAX_NAME)
    body = PlainTextField(max_length=MAX_BODY)
    why = PlainLineField(max_length=500, required=False)


@transaction.atomic
def redact(pk: int, *, by: User, version: int, name: str, body: str, why: str = "") -> Decided:
    """Give a comment another name or text, which a ``RedactionForm`` has cleaned.

    Its status stays. The event keeps what it was before as ``before``; its likeness, its sketches
    and what the rules mark in it are made again from the new text.

    Raises:
        NotAllowed: ``by`` may not moderate it.
    """
    row, rows, refused = taken(pk, by=by, version=version)
    if row is None:
        return refused
    given = {"name": name, "body": body}
    new = {field: text for field, text in given.items() if text != getattr(row, field)}
    if not new or row.emptied_at is not None:
        return Decided(0, 1)
    before = {field: getattr(row, field) for field in new}
    act = Act(
        row,
        Action.REDACT,
        row.status,
        {"redacted_at": timezone.now()},
        texts.changed(row, new),
        {"before": before},
    )
    done = done_to(act, rows, by=by, reason=why)
    texts.keep_sketches([row])
    return done
