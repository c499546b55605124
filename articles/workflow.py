"""Who may do what with an article, and the doing of it.

The only place that changes an article's state. Views, commands and the admin ask here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import revisions
from articles.models import Article, Section, State, Transition
from articles.requirements import NotReady, problems_of, time_problems

if TYPE_CHECKING:
    from newsroom.models import User


class Action(StrEnum):
    """What one may ask to do; ``RULES`` says from which states, to which, and with what right."""

    EDIT = "edit"
    SUBMIT = "submit"
    TAKE = "take"
    RETURN = "return"
    PROPOSE = "propose"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


@dataclass(frozen=True)
class Rule:
    """``to`` is None where the state stays; ``own`` lets the writer do it to their own article."""

    label: Promise
    states: frozenset[State]
    to: State | None
    permission: str
    own: bool = False
    needs_reason: bool = False


WRITING = frozenset({State.DRAFT, State.RETURNED})
DESK = frozenset({State.SUBMITTED, State.EDITING, State.AWAITING_APPROVAL})
LIVE = frozenset({State.SCHEDULED, State.PUBLISHED})

RULES: dict[Action, Rule] = {
    Action.EDIT: Rule(
        gettext_lazy("Edit"), frozenset(State), None, "articles.edit_others_article", own=True
    ),
    Action.SUBMIT: Rule(
        gettext_lazy("Send for editing"),
        WRITING,
        State.SUBMITTED,
        "articles.edit_others_article",
        own=True,
    ),
    Action.TAKE: Rule(
        gettext_lazy("Take over for editing"),
        frozenset({State.SUBMITTED, State.AWAITING_APPROVAL}),
        State.EDITING,
        "articles.edit_others_article",
    ),
    Action.RETURN: Rule(
        gettext_lazy("Return to the writer"),
        DESK,
        State.RETURNED,
        "articles.edit_others_article",
        needs_reason=True,
    ),
    Action.PROPOSE: Rule(
        gettext_lazy("Send for approval"),
        frozenset({State.SUBMITTED, State.EDITING}),
        State.AWAITING_APPROVAL,
        "articles.edit_others_article",
    ),
    Action.PUBLISH: Rule(
        gettext_lazy("Publish"), frozenset(State), State.PUBLISHED, "articles.publish_article"
    ),
    Action.WITHDRAW: Rule(
        gettext_lazy("Withdraw"),
        LIVE,
        State.WITHDRAWN,
        "articles.publish_article",
        needs_reason=True,
    ),
}


class NotAllowed(PermissionDenied):
    """The person may not do this to this article, or its state does not allow it now."""


def may(user: User, action: Action, article: Article) -> bool:
    """Say whether ``user`` may do ``action`` to ``article`` in its present state."""
    rule = RULES[action]
    return article.state in rule.states and _has_right(user, rule, article)


def _has_right(user: User, rule: Rule, article: Article) -> bool:
    if not user.is_active or not user.is_staff:
        return False
    if user.is_superuser:
        return True
    if rule.own and _is_writers(user, article):
        return True
    return user.has_perm(rule.permission) and covers(user, article.section_id)


def _is_writers(user: User, article: Article) -> bool:
    """A writer keeps an article in hand until the desk has taken it over."""
    return (
        article.created_by_id == user.pk
        and user.has_perm("articles.change_article")
        and article.state in WRITING | {State.SUBMITTED}
    )


def covers(user: User, section_id: int | None) -> bool:
    """Say whether the user's roles hold in a section (and in its subsections)."""
    limits = limits_of(user)
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
    return [action for action in Action if may(user, action, article)]


def move(article: Article, action: Action, *, by: User, reason: str = "") -> None:
    """Do any ``action`` that only changes the state: submit, take, return, propose, withdraw.

    Withdrawing what is scheduled and was never public takes it back to the desk, as if it had
    never been approved: readers are not told that it existed.

    Raises:
        NotAllowed: ``by`` may not, the state has changed meanwhile, or a needed reason is empty.
    """
    rule = RULES[action]
    if rule.to is None or action is Action.PUBLISH:
        raise ValueError(f"{action} is not only a change of state")
    with transaction.atomic():
        revisions.lock(article)
        _require(by, action, article)
        if rule.needs_reason and not reason.strip():
            raise NotAllowed(_("Give a reason."))
        waits = article.state == State.SCHEDULED and not _has_begun(article)
        if action is Action.WITHDRAW and waits:
            _record(article, State.EDITING, by=by, reason=reason.strip())
            _unschedule(article)
        else:
            _record(article, rule.to, by=by, reason=reason.strip())
            article.save(update_fields=["state", "changed_at"])


def publish(article: Article, *, by: User | None, at: datetime | None = None) -> None:
    """Make the article's newest revision what readers see, from ``at`` (default: now).

    A time in the future schedules it. Publishing again keeps the first publication time, so
    that feeds keep their order. ``by`` is None for the system's own commands.

    Raises:
        NotAllowed: ``by`` may not publish in this section.
        NotReady: the revision lacks something that a public article needs; lists all of it.
    """
    with transaction.atomic():
        revisions.lock(article)
        content = revisions.newest_content(article)
        if by is not None:
            _require(by, Action.PUBLISH, article)
            if not by.is_superuser and not covers(by, content.section):
                raise NotAllowed(_("You may not publish in this section."))
        # Whole seconds: that is what is printed, and both databases compare them alike.
        now = timezone.now().replace(microsecond=0)
        moment = (at or now).replace(microsecond=0)
        starts = _start(article, moment, now)
        if problems := problems_of(content) + time_problems(article, moment, starts, now):
            raise NotReady(problems)
        _set_times(article, starts, now)
        if article.withdraw_at is not None and article.withdraw_at <= now:
            article.withdraw_at = None
        state = State.SCHEDULED if starts > now else State.PUBLISHED
        _record(article, state, by=by, reason="")
        article.live_revision_id = article.newest_revision_id
        revisions.apply(article, content)


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


def _has_begun(article: Article) -> bool:
    return article.published_at is not None and article.published_at <= timezone.now()


def _unschedule(article: Article) -> None:
    article.published_at = article.last_published_at = None
    article.live_revision_id = None
    # With nothing live, the rows mirror the newest revision again.
    revisions.apply(article, revisions.newest_content(article))


def _require(user: User, action: Action, article: Article) -> None:
    if not may(user, action, article):
        raise NotAllowed(
            _("You may not do this: the article is now “%(state)s”.")
            % {"state": article.get_state_display()}
        )


def _record(article: Article, state: State, *, by: User | None, reason: str) -> None:
    Transition.objects.create(
        article=article,
        from_state=article.state,
        to_state=state,
        revision_id=article.newest_revision_id,
        reason=reason,
        made_by=by,
    )
    article.state = state
