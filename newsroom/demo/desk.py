"""What goes on at the demonstration's desk, done through the same gates as the newsroom's own work.

``content/desk.toml`` says what; articles are named by the beginning of their headline, people by
their role.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from articles import assignments, conversation, corrections, publishing, workflow
from articles.models import Article, Transition
from articles.rules import Action
from newsroom import roles

if TYPE_CHECKING:
    from newsroom.demo.build import Paper

Entry = dict[str, Any]


def set_to_work(paper: Paper, file: Path) -> None:
    """Do all that ``file`` says, in its order of kinds."""
    for kind, entries in tomllib.loads(file.read_text()).items():
        for entry in entries:
            DOING[kind](paper, entry)


def _article(entry: Entry) -> Article:
    return Article.objects.get(title__startswith=entry["article"])


def _step(paper: Paper, entry: Entry) -> None:
    article, moment = _article(entry), paper.now - timedelta(hours=entry["hours_ago"])
    workflow.move(article, Action(entry["action"]), by=paper.staff[entry["by"]])
    # It happened some hours ago, and what led to it before that: the desk shows who waits how long.
    Article.objects.filter(pk=article.pk).update(state_since=moment)
    last = article.transitions.latest("pk")
    before = article.transitions.exclude(pk=last.pk).filter(made_at__gt=moment)
    before.update(made_at=moment - timedelta(hours=1))
    Transition.objects.filter(pk=last.pk).update(made_at=moment)


def _assignment(paper: Paper, entry: Entry) -> None:
    assignments.assign(
        reporter=paper.staff[roles.REPORTER],
        brief=entry["brief"],
        due_at=paper.now + timedelta(hours=entry["due_in_hours"]),
        by=paper.staff[entry["by"]],
        article=_article(entry) if "article" in entry else None,
        title=entry.get("title", ""),
        section=paper.sections.get(entry.get("section", "")),
    )


def _note(paper: Paper, entry: Entry) -> None:
    conversation.add_note(_article(entry), entry["text"], by=paper.staff[entry["by"]])


def _embargo(paper: Paper, entry: Entry) -> None:
    until = (paper.now + timedelta(hours=entry["in_hours"])).replace(minute=0, second=0)
    publishing.set_embargo(_article(entry), by=paper.staff[entry["by"]], until=until)


def _correction(paper: Paper, entry: Entry) -> None:
    corrections.publish_correction(
        _article(entry), kind=entry["kind"], text=entry["text"], by=paper.staff[entry["by"]]
    )


def _end(paper: Paper, entry: Entry) -> None:
    publishing.schedule_end(
        _article(entry),
        by=paper.staff[entry["by"]],
        at=paper.now + timedelta(hours=entry["in_hours"]),
        notice=entry["notice"],
    )


DOING: dict[str, Callable[[Paper, Entry], None]] = {
    "step": _step,
    "assignment": _assignment,
    "note": _note,
    "embargo": _embargo,
    "correction": _correction,
    "end": _end,
}
