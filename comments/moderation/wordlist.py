"""The paper's list of words, as each process has it ready, and what an entry would do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from typing import Final, NamedTuple

from django.db.models import Count, Max, Sum
from django.utils import timezone

from articles.vietnamese.text import match_key
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


class Example(NamedTuple):
    """Where an entry would have hit: in the comment's name or its body, which is ``text``."""

    comment: Comment
    text: str
    match: Match


@dataclass(frozen=True)
class Trial:
    """What an entry would have done: ``held`` of the ``tried`` newest approved comments.

    ``is_all``: there were no more of them in the time.
    """

    tried: int
    held: int
    examples: list[Example]

    @property
    def is_all(self) -> bool:
        return self.tried < MOST_TRIED


def trial(text: str) -> Trial:
    """Look for ``text`` in what was approved lately, as if it were listed.

    As a comment that comes in is looked at: in its name too, and past what is listed as innocent.
    """
    innocent = ListedWord.objects.filter(is_active=True, verdict=ListedWord.Verdict.ALLOW)
    innocent = innocent.exclude(match=match_key(text))
    allowed = [Term(one, allowed=True) for one in innocent.values_list("text", flat=True)]
    words = WordList([Term(text), *allowed])
    tried, held = 0, 0
    examples: list[Example] = []
    for comment in _lately_approved():
        tried += 1
        texts = (comment.body, comment.name)
        found = (Example(comment, one, match) for one in texts for match in words.matches(one))
        if example := next(found, None):
            held += 1
            examples.extend([example] if len(examples) < EXAMPLES else [])
    return Trial(tried, held, examples)


def _lately_approved() -> Iterator[Comment]:
    since = timezone.now() - timedelta(days=TRIAL_DAYS)
    comments = Comment.objects.filter(status=Status.APPROVED, created_at__gte=since)
    yield from comments.order_by("-created_at", "-id").only("body", "name")[:MOST_TRIED]
