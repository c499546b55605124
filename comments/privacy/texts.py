"""Taking out what a person wrote, many comments at once.

The rule of a writer's own withdrawal: a root under which readers see replies keeps its place,
empty, so that the replies stay; what else waits or is shown is withdrawn. Here the text goes from
the row too, also from what was refused, which stays refused.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.languages import paper_language
from comments.emptying import empty, needs_place
from comments.locks import locked
from comments.models import Comment, CommentSketch, Report, Status
from comments.moderation.decisions import decide


@transaction.atomic
def take_out(ids: Iterable[int]) -> None:
    """Take the texts and names of at most 500 comments out. Nothing happens to one twice.

    Replies are to come before their roots: a root that only has replies of the same person is
    withdrawn with them.
    """
    wanted = set(ids)
    rows = [row for pk, row in locked(wanted).items() if pk in wanted]
    placed = [row for row in rows if needs_place(row)]
    refused = {row.pk for row in rows if row.status in (Status.REJECTED, Status.SPAM)}
    others = wanted - {row.pk for row in rows if row.emptied_at or row in placed}
    with paper_language():
        reason = _("Withdrawn by the writer")
    decide(others - refused, Status.WITHDRAWN, by=None, reason=reason)
    empty(placed)
    gone = Comment.objects.filter(pk__in=others)
    gone.update(
        name="",
        body="",
        folded="",
        reasons=[],
        emptied_at=timezone.now(),
        version=F("version") + 1,
    )
    # They may repeat what was written.
    Report.objects.filter(comment__in=others).exclude(note="").update(note="")
    CommentSketch.objects.filter(comment__in=others).delete()
