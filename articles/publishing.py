"""When readers have an article: publishing, scheduling both ends, embargoes.

Who may is asked of ``workflow``; what has come due by itself is ``due``'s.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from articles import clock, revisions, withdrawals, workflow
from articles.languages import paper_language
from articles.models import Article, State
from articles.requirements import NotReady, Problem, problems_of, refuse_blocking, time_problems
from articles.rules import LIVE, Action
from articles.signals import announce
from articles.vietnamese.dates import format_datetime
from articles.workflow import NotAllowed

if TYPE_CHECKING:
    from newsroom.models import User


def publish(
    article: Article, *, by: User | None, at: datetime | None = None, early_because: str = ""
) -> None:
    """Make the article's newest revision what readers see, from ``at`` (default: now).

    A time in the future schedules it. Publishing again keeps the first publication time, so
    that feeds keep their order; what stands already is left alone. ``by`` is None for the
    system's own commands. Before the end of an embargo it takes the editor-in-chief's right and
    word, ``early_because``, which is recorded.

    Raises:
        NotAllowed: ``by`` may not publish in this section, or not before the embargo ends.
        NotReady: the revision lacks something that a public article needs; lists all of it.
    """
    with transaction.atomic():
        revisions.lock(article)
        content = revisions.newest_content(article)
        if by is not None:
            workflow.require(by, Action.PUBLISH, article)
            if not by.is_superuser and not workflow.covers(by, content.section):
                raise NotAllowed(_("You may not publish in this section."))
        # Whole seconds: that is what is printed, and both databases compare them alike.
        now = clock.now()
        moment = (at or now).replace(microsecond=0)
        starts = _start(article, moment, now)
        reason = _end_embargo(article, starts, by=by, because=early_because.strip())
        refuse_blocking(problems_of(content) + time_problems(article, moment, starts, now))
        if not reason and _stands(article, starts, now):
            return
        _set_times(article, starts, now)
        if article.withdraw_at is not None and article.withdraw_at <= now:
            article.withdraw_at = None
        withdrawals.reverse(article, max(starts, now))
        state = State.SCHEDULED if starts > now else State.PUBLISHED
        workflow.record(article, state, by=by, reason=reason)
        article.holder = None
        if article.withdraw_at is None:
            article.withdrawal_notice = ""
        article.live_revision_id = article.newest_revision_id
        revisions.apply(article, content)
        announce(article)


def _stands(article: Article, starts: datetime, now: datetime) -> bool:
    """Say whether readers have, or are to have from then on, just this: two publishes make one."""
    return (
        article.state in LIVE
        and article.live_revision_id == article.newest_revision_id
        and article.published_at == starts
        and (article.withdraw_at is None or article.withdraw_at > now)
    )


def _end_embargo(article: Article, starts: datetime, *, by: User | None, because: str) -> str:
    """End an embargo that ``starts`` is too early for, if ``by`` may and says why.

    Returns what goes on record: nothing where there is nothing to end.
    """
    if not because or article.embargo_until is None or starts >= article.embargo_until:
        return ""
    if by is None or not workflow.may(by, Action.PUBLISH_EARLY, article):
        raise NotAllowed(_("Only the editor-in-chief may publish before the embargo ends."))
    until = format_datetime(article.embargo_until)
    article.embargo_until = None
    with paper_language():
        return _("Before the embargo’s end (%(until)s): %(why)s") % {"until": until, "why": because}


def _start(article: Article, moment: datetime, now: datetime) -> datetime:
    """Return from when readers will have the article: the first time stays once they had it.

    What was withdrawn may come back at a later moment; it then counts from that.
    """
    first = article.published_at
    if article.live_revision_id is None or first is None or first > now:
        return moment
    return moment if article.state == State.WITHDRAWN and moment > now else first


def _set_times(article: Article, starts: datetime, now: datetime) -> None:
    if article.published_at != starts or article.live_revision_id is None:
        article.published_at = article.last_published_at = starts
    elif article.newest_revision_id != article.live_revision_id:
        article.last_published_at = now


def schedule_end(article: Article, *, by: User, at: datetime | None, notice: str = "") -> None:
    """Take the article from readers at ``at``, by that time alone; None takes the plan back.

    ``notice`` is what readers are told then instead of the article.

    Raises:
        NotAllowed: ``by`` may not, or the article is not with readers or on its way to them.
        NotReady: the time has passed, or is not after the publication.
    """
    with transaction.atomic():
        revisions.lock(article)
        workflow.require(by, Action.END, article)
        moment = at.replace(microsecond=0) if at else None
        if moment is not None:
            _refuse_end(article, moment)
        article.withdraw_at = moment
        article.withdrawal_notice = notice.strip() if moment else ""
        article.save(update_fields=["withdraw_at", "withdrawal_notice", "changed_at"])
        with paper_language():
            text = (
                _("To be withdrawn at %s.") % format_datetime(moment)
                if moment
                else _("No longer to be withdrawn.")
            )
        workflow.record(article, State(article.state), by=by, reason=text)
        announce(article)


def _refuse_end(article: Article, moment: datetime) -> None:
    if moment <= clock.now():
        raise NotReady([Problem("withdraw_at", _("This time has passed: withdraw it now."))])
    if article.published_at is not None and moment <= article.published_at:
        text = _("The article would be withdrawn before it is published.")
        raise NotReady([Problem("withdraw_at", text)])


def set_embargo(article: Article, *, by: User, until: datetime | None) -> None:
    """Forbid anything of the article by every public door before ``until``; None forbids no more.

    Setting or lengthening an embargo is the desk's; ending one early is the editor-in-chief's.

    Raises:
        NotAllowed: ``by`` may not.
        NotReady: the time has passed, or the article is scheduled for an earlier one.
    """
    with transaction.atomic():
        revisions.lock(article)
        before = article.embargo_until
        until = until.replace(microsecond=0) if until else None
        if before is not None and before > clock.now() and (until is None or until < before):
            workflow.require(by, Action.PUBLISH_EARLY, article)
        else:
            workflow.require(by, Action.EMBARGO, article)
        if until is not None and until <= clock.now():
            raise NotReady([Problem("embargo_until", _("This time has passed."))])
        starts = article.published_at if article.state == State.SCHEDULED else None
        if until is not None and starts is not None and starts < until:
            text = _("The article is scheduled for %s, before the embargo ends.")
            raise NotReady([Problem("embargo_until", text % format_datetime(starts))])
        article.embargo_until = until
        article.save(update_fields=["embargo_until", "changed_at"])
        with paper_language():
            text = (
                _("Embargo until %s.") % format_datetime(until)
                if until
                else _("The embargo is ended.")
            )
        workflow.record(article, State(article.state), by=by, reason=text)
