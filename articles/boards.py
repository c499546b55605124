"""What one desk's page holds, and which of the desks are whose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import desks, plan
from articles.deskrows import Row
from articles.models import Article, Assignment, Section
from articles.models.article import RELEASED

if TYPE_CHECKING:
    from newsroom.models import User


class Desk(StrEnum):
    """The desks; the first of those that somebody has is the one that they begin the day at."""

    TODAY = "today"
    EDITING = "desk"
    OWN = "own"

    @property
    def label(self) -> Promise:
        return TITLES[self]

    @property
    def right(self) -> str:
        """The permission that opens the desk."""
        return RIGHTS[self]


TITLES = {
    Desk.TODAY: _("Today’s plan"),
    Desk.EDITING: _("Editing desk"),
    Desk.OWN: _("My articles"),
}
RIGHTS = {
    Desk.TODAY: "articles.publish_article",
    Desk.EDITING: "articles.edit_others_article",
    Desk.OWN: "articles.add_article",
}
PANES = {
    Desk.TODAY: (),
    Desk.EDITING: tuple(kind.key for kind in desks.WAITING),
    Desk.OWN: tuple(kind.key for kind in desks.OWN),
}


@dataclass(frozen=True)
class Board:
    """One desk. ``only`` names the one pane that is shown at length, if any is.

    ``section`` is what the desk is narrowed down to, ``sections`` what it could be.
    """

    desk: Desk
    panes: list[desks.Pane] = field(default_factory=list)
    held: list[Row] = field(default_factory=list)
    due: Sequence[Assignment] = ()
    plan: plan.Plan | None = None
    sections: list[desks.SectionCount] = field(default_factory=list)
    section: Section | None = None
    only: str = ""

    @property
    def released(self) -> list[Article]:
        """The rows' articles that readers have or shall have."""
        rows = [row for pane in self.panes for row in pane.rows]
        return [row.article for row in rows if row.article.state in RELEASED]


def desks_of(user: User) -> list[Desk]:
    """Return the desks that are open to somebody, the first one being theirs."""
    if not user.is_active or not user.is_staff:
        return []
    return [desk for desk in Desk if user.has_perm(desk.right)]


def board_of(
    user: User, desk: Desk, *, section: Section | None = None, only: str = "", after: str = ""
) -> Board:
    """Return the desk as ``user`` sees it; ``only`` and ``after`` as ``desks.panes_of_desk``.

    Raises:
        InvalidCursor: ``after`` is none.
    """
    if desk is Desk.TODAY:
        return Board(desk, plan=plan.plan_of_today(user, section), section=section)
    if desk is Desk.OWN:
        return Board(desk, desks.panes_of_writer(user, only=only, after=after), only=only)
    panes = desks.panes_of_desk(user, section=section, only=only, after=after)
    if only:
        return Board(desk, panes, section=section, only=only)
    return Board(
        desk,
        panes,
        held=desks.in_hands(user),
        due=desks.due_now(user, section),
        sections=desks.waiting_by_section(user),
        section=section,
    )
