"""Who may do what with an article: a table made from the workflow's rules and the roles' rights."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils import translation

from articles.models import State
from articles.rules import RULES, Action, Rule
from newsroom import roles

BEGIN = "<!-- made by manage.py rights --write; do not edit by hand -->"
END = "<!-- end -->"
TITLES = {
    roles.REPORTER: "reporter",
    roles.EDITOR: "editor",
    roles.SECRETARY: "secretary",
    roles.CHIEF: "editor-in-chief",
    roles.MODERATOR: "moderator",
}
DOCUMENT = settings.BASE_DIR / "docs" / "rights.md"


def table() -> str:
    """Return the table in Markdown, in English whatever the interface speaks."""
    with translation.override("en"):
        return "\n".join(_lines()) + "\n"


def document() -> str:
    """Return ``docs/rights.md`` with the present table between its marks."""
    text = DOCUMENT.read_text()
    head, _, rest = text.partition(BEGIN)
    tail = rest.partition(END)[2]
    return f"{head}{BEGIN}\n{table()}{END}{tail}"


def _lines() -> Iterator[str]:
    yield f"| may | in the states | to | {' | '.join(TITLES.values())} |"
    yield "|" + "---|" * (3 + len(TITLES))
    for action, rule in RULES.items():
        cells = (_cell(role, rule) for role in TITLES)
        yield f"| {_label(action, rule)} | {_states(rule)} | {_to(rule)} | {' | '.join(cells)} |"


def _label(action: Action, rule: Rule) -> str:
    return f"{rule.label}{' (with a reason)' if rule.needs_reason else ''} `{action}`"


def _states(rule: Rule) -> str:
    if rule.states == frozenset(State):
        return "any"
    return ", ".join(str(state.label) for state in State if state in rule.states)


def _to(rule: Rule) -> str:
    return str(rule.to.label) if rule.to else "–"


def _cell(role: str, rule: Rule) -> str:
    """Say whether a role may: to all (of its sections), or to what one wrote oneself."""
    permissions = roles.PERMISSIONS[role]
    if rule.permission in permissions:
        return "yes"
    if not rule.own or "articles.change_article" not in permissions:
        return "–"
    if rule.own >= rule.states:
        return "own"
    return "own, while: " + ", ".join(str(state.label) for state in State if state in rule.own)
