"""The rules of the workflow: what can be done with an article, in which state, with what right.

Asked by ``workflow`` alone, which applies them to a person and an article.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from articles.models import State


class Action(StrEnum):
    """What one may ask to do; ``RULES`` says from which states, to which, and with what right."""

    EDIT = "edit"
    SUBMIT = "submit"
    TAKE = "take"
    RETURN = "return"
    PROPOSE = "propose"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    END = "end"
    EMBARGO = "embargo"
    PUBLISH_EARLY = "publish_early"
    CORRECT = "correct"
    AMEND_CORRECTION = "amend_correction"
    REMOVE_CORRECTION = "remove_correction"
    ASSIGN = "assign"
    NOTE = "note"
    SHARE = "share"


@dataclass(frozen=True)
class Rule:
    """Who may do it, and when.

    ``to`` is None where the state stays. ``own`` are the states in which the writer may do it to
    their own article without the permission.
    """

    label: Promise
    states: frozenset[State]
    to: State | None
    permission: str
    own: frozenset[State] = frozenset()
    needs_reason: bool = False


ANY = frozenset(State)
WRITING = frozenset({State.DRAFT, State.RETURNED})
DESK = frozenset({State.SUBMITTED, State.EDITING, State.AWAITING_APPROVAL})
LIVE = frozenset({State.SCHEDULED, State.PUBLISHED})
# A writer keeps an article in hand until the desk has taken it over.
IN_HAND = WRITING | {State.SUBMITTED}

EDIT_OTHERS = "articles.edit_others_article"
PUBLISH = "articles.publish_article"

RULES: dict[Action, Rule] = {
    Action.EDIT: Rule(gettext_lazy("Edit"), ANY, None, EDIT_OTHERS, own=IN_HAND),
    Action.SUBMIT: Rule(
        gettext_lazy("Send for editing"), WRITING, State.SUBMITTED, EDIT_OTHERS, own=WRITING
    ),
    Action.TAKE: Rule(gettext_lazy("Take over for editing"), DESK, State.EDITING, EDIT_OTHERS),
    Action.RETURN: Rule(
        gettext_lazy("Return to the writer"), DESK, State.RETURNED, EDIT_OTHERS, needs_reason=True
    ),
    Action.PROPOSE: Rule(
        gettext_lazy("Send for approval"),
        frozenset({State.SUBMITTED, State.EDITING}),
        State.AWAITING_APPROVAL,
        EDIT_OTHERS,
    ),
    Action.PUBLISH: Rule(gettext_lazy("Publish"), ANY, State.PUBLISHED, PUBLISH),
    Action.WITHDRAW: Rule(
        gettext_lazy("Withdraw"), LIVE, State.WITHDRAWN, PUBLISH, needs_reason=True
    ),
    Action.END: Rule(gettext_lazy("Schedule the withdrawal"), LIVE, None, PUBLISH),
    Action.EMBARGO: Rule(
        gettext_lazy("Set an embargo"), ANY - {State.PUBLISHED, State.WITHDRAWN}, None, EDIT_OTHERS
    ),
    Action.PUBLISH_EARLY: Rule(
        gettext_lazy("Publish before the embargo ends"),
        ANY - {State.PUBLISHED},
        None,
        "articles.publish_early_article",
        needs_reason=True,
    ),
    Action.CORRECT: Rule(
        gettext_lazy("Publish a correction"), LIVE, None, "articles.add_correction"
    ),
    Action.AMEND_CORRECTION: Rule(
        gettext_lazy("Change a correction"), ANY, None, "articles.change_correction"
    ),
    Action.REMOVE_CORRECTION: Rule(
        gettext_lazy("Take a correction back"), ANY, None, "articles.delete_correction"
    ),
    Action.ASSIGN: Rule(
        gettext_lazy("Assign to a reporter"), IN_HAND, None, "articles.add_assignment"
    ),
    Action.NOTE: Rule(gettext_lazy("Write a note"), ANY, None, EDIT_OTHERS, own=ANY),
    Action.SHARE: Rule(
        gettext_lazy("Make a preview link"),
        ANY - {State.WITHDRAWN},
        None,
        EDIT_OTHERS,
        own=IN_HAND,
    ),
}
