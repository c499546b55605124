"""What somebody who has an article open is told of it: who else is there, what has changed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from articles import presence, workflow
from articles.models import Article, Revision, State
from articles.rules import Action

if TYPE_CHECKING:
    from newsroom.models import User


def clock_time(moment: datetime) -> str:
    """Return the time of day in the paper's zone, to the second."""
    return f"{timezone.localtime(moment):%H:%M:%S}"


def situation(article: Article, user: User, session: UUID) -> dict[str, Any]:
    """Return, for a page's script, who else has the article open and how it stands.

    ``newest`` is the newest revision, ``view`` what ``workflow.view_of`` says and ``standing``
    a sentence for it. Runs the same queries however many are there.
    """
    newest = Revision.objects.select_related("created_by").defer("content")
    last = newest.filter(pk=article.newest_revision_id or 0).first()
    return {
        "others": [
            {
                "name": str(visitor.user),
                "since": f"{timezone.localtime(visitor.since):%H:%M}",
                "self": visitor.user == user,
            }
            for visitor in presence.visitors(article, besides=session)
        ],
        "newest": _told(last, user, session) if last else None,
        "view": workflow.view_of(article),
        "standing": standing(article, user),
        "mayEdit": workflow.may(user, Action.EDIT, article),
    }


def _told(revision: Revision, user: User, session: UUID) -> dict[str, Any]:
    return {
        "id": revision.pk,
        "own": revision.session == session,
        "by": str(revision.created_by or _("Somebody else")),
        "self": revision.created_by_id == user.pk,
        "at": clock_time(revision.created_at),
    }


def standing(article: Article, user: User) -> str:
    """Return a sentence for somebody whose page shows another state of the article."""
    if article.state == State.EDITING and article.holder_id == user.pk:
        return _("You have the article in hand now.")
    if article.state == State.EDITING and article.holder:
        return _("%(name)s has taken over the article at %(time)s.") % {
            "name": article.holder,
            "time": f"{timezone.localtime(article.state_since):%H:%M}",
        }
    return _("The article is now “%(state)s”.") % {"state": article.get_state_display()}
