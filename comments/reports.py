"""Readers tell the newsroom what should not be shown; what nobody has read yet is then held."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import OuterRef, QuerySet
from django.utils.translation import ngettext

from articles.languages import paper_language
from comments import locks
from comments.models import Action, Comment, CommentRules, ModerationEvent, Report, Status
from comments.moderation.decisions import decide
from comments.moderation.urgency import urgency_of


@transaction.atomic
def report(comment_id: int, readers: Sequence[str], *, reason: str, note: str = "") -> bool:
    """Keep a reader's report of a comment and put it before a moderator.

    Return False where that reader (``identity.readers_of``) has reported it already, or it is
    not shown any more; nothing changes then. As many reports as the rules name hold a comment
    that no person has let through; one that a moderator has approved stays, whoever reports it.
    """
    comment = locks.taken(comment_id)
    if comment is None or comment.status != Status.APPROVED or comment.emptied_at is not None:
        return False
    if has_reported(comment, readers):
        return False
    Report.objects.create(comment=comment, reader=readers[0], reason=reason, note=note)
    comment.report_count += 1
    comment.on_desk = True
    comment.urgency = urgency_of(comment)
    # A moderator who has it before them unreported is told, instead of dismissing the report.
    comment.version += 1
    comment.save(update_fields=["report_count", "on_desk", "urgency", "version"])
    most = CommentRules.load().hold_after_reports
    known = comment.by_newsroom or was_read(comment)
    if most and comment.report_count >= most and not known:
        _hold(comment)
    return True


def has_reported(comment: Comment, readers: Sequence[str]) -> bool:
    return Report.objects.filter(comment=comment, reader__in=readers).exists()


def was_read(comment: Comment) -> bool:
    """Say whether a person answers for its being shown, here or where it was brought in from."""
    if comment.import_key is not None:
        return True
    return let_through(comment.pk).exists()


def let_through(comment: int | OuterRef) -> QuerySet[ModerationEvent]:
    """Return the events by which a person let a comment be shown: not that it was put before an
    editor, who is to say so."""
    by_person = ModerationEvent.objects.filter(comment=comment, moderator__isnull=False)
    return by_person.filter(to_status=Status.APPROVED).exclude(action=Action.ESCALATE)


def _hold(comment: Comment) -> None:
    with paper_language():
        text = ngettext(
            "%(number)d reader has reported it, and nobody has read it yet.",
            "%(number)d readers have reported it, and nobody has read it yet.",
            comment.report_count,
        )
        reason = text % {"number": comment.report_count}
    decide([comment.pk], Status.PENDING, by=None, reason=reason)
