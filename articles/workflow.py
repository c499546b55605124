"""Who may do what with an article, and the doing of it.

The only place that changes an article's state. Views, commands and the admin ask here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import clock, mailing, revisions, withdrawals
from articles.languages import paper_language
from articles.models import Article, Section, State, Transition
from articles.requirements import problems_of, refuse_blocking
from articles.rules import RULES, Action, Rule
from articles.signals import announce

if TYPE_CHECKING:
    from newsroom.models import User


# How the ids of the sections that somebody is limited to are found, where they matter.
Limits = Callable[[], set[int] | None]


class NotAllowed(PermissionDenied):
    """The person may not do this to this article, or its state does not allow it now."""


def may(user: User, action: Action, article: Article) -> bool:
    """Say whether ``user`` may do ``action`` to ``article`` in its present state."""
    return _may(user, action, article, lambda: limits_of(user))


def may_each(user: User, action: Action, articles: Iterable[Article]) -> set[int]:
    """Return the ids of those of ``articles`` to which ``user`` may do ``action``; one query."""
    limits = limits_of(user)
    return {article.pk for article in articles if _may(user, action, article, lambda: limits)}


def _may(user: User, action: Action, article: Article, limits: Limits) -> bool:
    rule = RULES[action]
    if article.state not in rule.states or not _has_right(user, rule, article, limits):
        return False
    # What one has in hand cannot be taken over from oneself.
    mine = article.state == State.EDITING and article.holder_id == user.pk
    return not (action is Action.TAKE and mine)


def _has_right(user: User, rule: Rule, article: Article, limits: Limits) -> bool:
    if not user.is_active or not user.is_staff:
        return False
    if user.is_superuser:
        return True
    if article.state in rule.own and article.created_by_id == user.pk:
        return user.has_perm("articles.change_article")
    return user.has_perm(rule.permission) and _within(article.section_id, limits())


def covers(user: User, section_id: int | None) -> bool:
    """Say whether the user's roles hold in a section (and in its subsections)."""
    return _within(section_id, limits_of(user))


def _within(section_id: int | None, limits: set[int] | None) -> bool:
    return limits is None or section_id is None or section_id in limits


def limits_of(user: User) -> set[int] | None:
    """Return the ids of the sections that the user's roles are limited to, None for no limit.

    A section stands for its subsections too.
    """
    if user.is_superuser:
        return None
    own = Section.objects.filter(Q(staff=user) | Q(parent__staff=user)).order_by()
    return set(own.values_list("pk", flat=True)) or None


def visible_to(user: User) -> QuerySet[Article]:
    """Return the articles that ``user`` may open in the newsroom.

    Who may edit others' articles sees all of the sections given to them; a writer sees their own.
    """
    own = Q(created_by=user)
    if user.is_superuser:
        return Article.objects.all()
    if not user.has_perm("articles.edit_others_article"):
        return Article.objects.filter(own)
    limits = limits_of(user)
    if limits is None:
        return Article.objects.all()
    return Article.objects.filter(own | Q(section=None) | Q(section__in=limits))


def actions_for(user: User, article: Article) -> list[Action]:
    """Return what ``user`` may do to ``article`` now, in the order of ``Action``."""
    limits = cache(lambda: limits_of(user))
    return [action for action in Action if _may(user, action, article, limits)]


def move(article: Article, action: Action, *, by: User, reason: str = "", notice: str = "") -> None:
    """Do any ``action`` that only changes the state: submit, take, return, propose, withdraw.

    Withdrawing what is scheduled and was never public takes it back to the desk, as if it had
    never been approved: readers are not told that it existed. One that was withdrawn before is
    so again. ``notice`` is what readers are
    told of a withdrawal instead of the article.

    Nobody takes over by mistake: where ``article`` as it was loaded is not who has it in hand now,
    that is said instead.

    Raises:
        NotAllowed: ``by`` may not, the state has changed meanwhile, or a needed reason is empty.
        NotReady: it was to be proposed and lacks something; lists all of it.
    """
    rule = RULES[action]
    if rule.to is None or action is Action.PUBLISH:
        raise ValueError(f"{action} is not only a change of state")
    seen = view_of(article)
    with transaction.atomic():
        revisions.lock(article)
        if action is Action.TAKE and seen != view_of(article):
            raise NotAllowed(present_state(article))
        require(by, action, article)
        if rule.needs_reason and not reason.strip():
            raise NotAllowed(_("Give a reason."))
        if action is Action.PROPOSE:
            refuse_blocking(problems_of(revisions.newest_content(article)))
        reason = reason.strip()
        if action is Action.WITHDRAW and article.state == State.SCHEDULED and not _began(article):
            _unschedule(article, by=by, reason=reason)
            return
        if action is Action.WITHDRAW:
            withdrawals.keep(article, by=by, reason=reason, notice=notice)
            article.withdrawal_notice, article.withdraw_at = notice.strip(), None
        if action is Action.TAKE and article.state == State.EDITING and article.holder:
            article.state_since = timezone.now()
            with paper_language():
                reason = _("Taken over from %s.") % article.holder
        record(article, rule.to, by=by, reason=reason)
        article.holder = by if action is Action.TAKE else None
        article.save(
            update_fields=[
                *("state", "state_since", "holder", "withdrawal_notice", "withdraw_at"),
                "changed_at",
            ]
        )
        if action is Action.WITHDRAW:
            announce(article)
        if action is Action.RETURN:
            mailing.tell_returned(article, by=by, reason=reason)


def _began(article: Article) -> bool:
    return article.published_at is not None and article.published_at <= clock.now()


def _unschedule(article: Article, *, by: User, reason: str) -> None:
    if withdrawals.reopen(article):
        record(article, State.WITHDRAWN, by=by, reason=reason)
        article.save(
            update_fields=[
                *("state", "state_since", "published_at", "last_published_at"),
                *("withdrawal_notice", "withdraw_at", "changed_at"),
            ]
        )
        return
    record(article, State.EDITING, by=by, reason=reason)
    article.published_at = article.last_published_at = None
    article.live_revision_id = None
    # With nothing live, the rows mirror the newest revision again.
    revisions.apply(article, revisions.newest_content(article))


def view_of(article: Article) -> str:
    """Return what a screen shows of where the article stands, to be compared with what it is."""
    return f"{article.state}:{article.holder_id or ''}"


def present_state(article: Article) -> str:
    """Return a sentence for somebody whose screen is out of date."""
    if article.state == State.EDITING and article.holder:
        return _("You may not do this now: %(name)s has the article in hand.") % {
            "name": article.holder
        }
    return _("You may not do this: the article is now “%(state)s”.") % {
        "state": article.get_state_display()
    }


def require(user: User, action: Action, article: Article) -> None:
    """Refuse what ``user`` may not do.

    Raises:
        NotAllowed: with a sentence that tells the present state.
    """
    if not may(user, action, article):
        raise NotAllowed(present_state(article))


def record(article: Article, state: State, *, by: User | None, reason: str) -> None:
    Transition.objects.create(
        article=article,
        from_state=article.state,
        to_state=state,
        revision_id=article.newest_revision_id,
        reason=reason[:500],
        made_by=by,
    )
    if state != article.state:
        article.state, article.state_since = state, timezone.now()
