"""Taking out what a person wrote, many comments at once.

The rule of a writer's own withdrawal: a root under which readers see replies keeps its place,
empty, so that the replies stay; what else waits or is shown is withdrawn. Here the text goes from
the row too, also from what was refused, which stays refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.languages import paper_language
from comments.counters import CHUNK
from comments.models import Action, Comment, CommentSketch, ModerationEvent, Report, Status
from comments.moderation.decisions import decide


def locked(ids: Iterable[int]) -> dict[int, Comment]:
    """Take comments and their roots until the transaction ends, in the order of ``decide``."""
    wanted = set(ids)
    roots = Comment.objects.filter(pk__in=wanted).values_list("root", flat=True)
    needed = wanted | {pk for pk in roots if pk is not None}
    rows = Comment.objects.filter(pk__in=needed).order_by("pk").select_for_update(no_key=True)
    return {row.pk: row for row in rows}


@transaction.atomic
def take_out(ids: Iterable[int]) -> None:
    """Take the texts and names of at most 500 comments out. Nothing happens to one twice.

    Replies are to come before their roots: a root that only has replies of the same person is
    withdrawn with them.
    """
    wanted = set(ids)
    rows = locked(wanted)
    kept = [
        row
        for row in rows.values()
        if row.pk in wanted
        and row.status == Status.APPROVED
        and row.root_id is None
        and row.reply_count
    ]
    empty = [row for row in kept if row.emptied_at is None]
    refused = [row for row in rows.values() if row.status in (Status.REJECTED, Status.SPAM)]
    staying = {row.pk for row in (*kept, *refused)}
    with paper_language():
        reason = _("Withdrawn by the writer")
    decide(wanted - staying, Status.WITHDRAWN, by=None, reason=reason)
    _record(empty)
    gone: dict[str, Any] = {"name": "", "body": "", "folded": "", "version": F("version") + 1}
    comments = Comment.objects.filter(pk__in=wanted)
    comments.filter(pk__in=[row.pk for row in empty]).update(
        featured_at=None,
        escalated_at=None,
        on_desk=False,
        urgency=0,
        report_count=0,
    )
    comments.filter(emptied_at=None).update(emptied_at=timezone.now())
    comments.update(reasons=[], **gone)
    reports = Report.objects.filter(comment__in=wanted)
    reports.filter(comment__in=[row.pk for row in empty], upheld=None).update(upheld=False)
    # They may repeat what was written.
    reports.exclude(note="").update(note="")
    CommentSketch.objects.filter(comment__in=wanted).delete()


def _record(comments: list[Comment]) -> None:
    ModerationEvent.objects.bulk_create(
        [
            ModerationEvent(
                comment=one,
                action=Action.EMPTY,
                from_status=one.status,
                to_status=one.status,
                version=one.version + 1,
            )
            for one in comments
        ],
        batch_size=CHUNK,
    )
