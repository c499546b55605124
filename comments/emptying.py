"""Emptying comments at their writer's wish, where others' replies need their place."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F
from django.utils import timezone

from comments.announcing import announce
from comments.counters import CHUNK
from comments.models import Action, Comment, CommentSketch, ModerationEvent, Report, Status
from comments.moderation import trust


def needs_place(comment: Comment) -> bool:
    """Say whether readers see replies under it, so that it is emptied and not withdrawn."""
    return (
        comment.status == Status.APPROVED
        and comment.root_id is None
        and comment.reply_count > 0
        and comment.emptied_at is None
    )


def empty(comments: Sequence[Comment]) -> None:
    """Take out all that tells what was written and by whom; others' replies and likes stay.

    The caller holds the rows (``locks``). Queries do not grow with the number.
    """
    ids = [comment.pk for comment in comments]
    if not ids:
        return
    # The texts before changes are what was written too; so, perhaps, are the notes of reports,
    # which have what they wanted.
    ModerationEvent.objects.filter(comment__in=ids).update(detail={})
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
    reports = Report.objects.filter(comment__in=ids)
    reports.filter(upheld=None).update(upheld=False)
    reports.exclude(note="").update(note="")
    CommentSketch.objects.filter(comment__in=ids).delete()
    blank = dict.fromkeys(("name", "body", "folded", "email", "sender", "likeness", "reader"), "")
    Comment.objects.filter(pk__in=ids).update(
        **blank,
        user=None,
        reasons=[],
        wants_mail=False,
        on_desk=False,
        urgency=0,
        report_count=0,
        featured_at=None,
        escalated_at=None,
        emptied_at=timezone.now(),
        version=F("version") + 1,
    )
    announce({comment.article_id for comment in comments})
    accounts = {comment.user_id for comment in comments if comment.user_id is not None}
    if accounts:
        trust.count_again(sorted(accounts))
