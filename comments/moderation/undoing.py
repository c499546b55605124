"""Taking decisions back."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from comments.models import ModerationEvent
from comments.moderation.decisions import decide

if TYPE_CHECKING:
    from newsroom.models import User


@dataclass(frozen=True)
class Undone:
    """``changed`` are ids of comments that are what they were before, ``stale`` of those that
    somebody has decided on since, which are left alone."""

    changed: tuple[int, ...]
    stale: tuple[int, ...]


@transaction.atomic
def undo(batch: uuid.UUID, *, by: User) -> Undone:
    """Take back what ``by`` decided in one go, each comment to what it was before.

    That is a decision too, with its own event. What is not by them, or is not there, changes
    nothing.

    Raises:
        NotAllowed: ``by`` may not moderate any more, or not in one of the sections.
    """
    events = ModerationEvent.objects.filter(batch=batch, moderator=by).order_by("comment")
    versions: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for event in events:
        versions[event.from_status][event.comment_id] = event.version
    with translation.override(settings.LANGUAGE_CODE):
        reason = _("Taken back.")
    stale: list[int] = []
    for status, of_comments in versions.items():
        done = decide(of_comments, status, by=by, reason=reason, versions=of_comments)
        stale += done.stale
    wanted = {pk for of_comments in versions.values() for pk in of_comments}
    return Undone(tuple(sorted(wanted - set(stale))), tuple(sorted(stale)))
