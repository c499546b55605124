"""The paper's list of words, as each process has it ready, and what an entry would do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from typing import Final

from django.db.models import Count, Max, Sum
from django.utils import timezone

from comments.models import Comment, ListedWord, Status
from comments.moderation.words import Match, Term, WordList

# How far back a trial looks, at how many comments at most, and how many of its hits it shows.
TRIAL_DAYS: Final = 30
MOST_TRIED: Final = 2000
EXAMPLES: Final = 5

_State = tuple[object, ...]


class _Ready:
    """The list as it was last read; made again when any row has changed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state: _State = ()
        self._words = WordList(())
        self._verdicts: dict[str, str] = {}

    def read(self) -> tuple[WordList, dict[str, str]]:
        """Return the list and the verdict of each entry, in one query while nothing has changed."""
        rows = ListedWord.objects.all()
        # A change, an addition and a removal each make one of these another.
        found = rows.aggregate(Count("pk"), Max("pk"), Sum("version"), Max("changed_at"))
        state = tuple(found.values())
        with self._lock:
            if state != self._state:
                active = rows.filter(is_active=True)
                entries = list(active.values_list("text", "verdict"))
                self._words = WordList(
                    Term(text, allowed=verdict == ListedWord.Verdict.ALLOW)
                    for text, verdict in entries
                )
                self._verdicts = dict(entries)
                self._state = state
            return self._words, self._verdicts


_ready = _Ready()


@dataclass(frozen=True)
class Hit:
    """A listed word in a text, and whether the text may be rejected for it."""

    match: Match
    rejects: bool


def hits(texts: dict[str, str]) -> dict[str, list[Hit]]:
    """Return where the words of the paper's list stand in each of the texts, by their names."""
    words, verdicts = _ready.read()

    def hit(match: Match) -> Hit:
        verdict = verdicts.get(match.term.text)
        return Hit(match, match.is_exact and verdict == ListedWord.Verdict.REJECT)

    return {name: [hit(match) for match in words.matches(text)] for name, text in texts.items()}


@dataclass(frozen=True)
class Trial:
    """What an entry would have done: ``held`` of the ``tried`` newest approved comments."""

    tried: int
    held: int
    examples: list[tuple[Comment, Match]]


def trial(text: str) -> Trial:
    """Look for ``text`` in what was approved lately, as if it were listed."""
    words = WordList([Term(text)])
    tried, held = 0, 0
    examples: list[tuple[Comment, Match]] = []
    for comment in _lately_approved():
        tried += 1
        if match := next(iter(words.matches(comment.body)), None):
            held += 1
            examples.extend([(comment, match)] if len(examples) < EXAMPLES else [])
    return Trial(tried, held, examples)


def _lately_approved() -> Iterator[Comment]:
    since = timezone.now() - timedelta(days=TRIAL_DAYS)
    comments = Comment.objects.filter(status=Status.APPROVED, created_at__gte=since)
    yield from comments.order_by("-created_at", "-id").only("body", "name")[:MOST_TRIED]
