"""Comments with a past: written, decided, picked and reported at moments of the test's choice."""

from datetime import datetime
from zoneinfo import ZoneInfo

from comments.models import ModerationEvent, Report
from comments.moderation.decisions import decide
from tests.comments.factories import CommentFactory

PAPER = ZoneInfo("Asia/Ho_Chi_Minh")


def at(day, time):
    """Return a moment of the paper's clock, as in ``at("2026-03-02", "14:05")``."""
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=PAPER)


def written(article, moment, *, reasons=(), **fields):
    comment = CommentFactory(article=article, created_at=moment, **fields)
    comment.reasons = list(reasons)
    comment.save(update_fields=["reasons"])
    return comment


def decided(comment, status, moment, *, by=None):
    """Let ``by`` decide, as if it had been at ``moment``."""
    decide([comment.pk], status, by=by)
    comment.events.filter(pk=comment.events.latest("pk").pk).update(made_at=moment)
    comment.refresh_from_db()


def done(comment, action, moment, *, by, detail=None):
    """Record what leaves the status as it is."""
    ModerationEvent.objects.create(
        comment=comment,
        moderator=by,
        action=action,
        detail=detail or {},
        from_status=comment.status,
        to_status=comment.status,
        made_at=moment,
    )


def reported(comment, moment, *readers):
    for reader in readers:
        Report.objects.create(comment=comment, reader=reader, reason="other", created_at=moment)


def words(*terms):
    return [{"step": "words", "field": "body", "term": term, "view": "exact"} for term in terms]
