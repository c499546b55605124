"""A comment that comes in, with what the rules ask about it, and what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Final

from django.utils import timezone

from articles.literals import literal
from articles.models import CommentsMode
from comments.models import Comment, CommentRules, Standing, Writer

# How far back a writer's own comments are looked at, and how many of them at most.
OWN_DAYS: Final = 30
OWN_MOST: Final = 20


@dataclass(frozen=True)
class Arrival:
    """A comment that comes in, from ``address``; its form was open for ``taken``.

    ``clock`` says what is wrong with the time that the form states: ``missing``, ``forged``,
    ``old``, or nothing. ``proof`` is what the browser has worked out (``proofs``), ``spent`` says
    that another comment has come by the same form, ``trapped`` that a field is filled in which
    nobody sees. ``mode`` is the article's (``comments.policies``).
    """

    comment: Comment
    address: str = ""
    taken: timedelta | None = None
    clock: str = ""
    proof: str = ""
    spent: bool = False
    trapped: bool = False
    mode: str = CommentsMode.HELD

    @cached_property
    def rules(self) -> CommentRules:
        """The paper's rules; one query."""
        return CommentRules.load()

    @cached_property
    def standing(self) -> str:
        """What its writer's account has earned; one query. A guest, whatever their e-mail, is
        new."""
        if self.comment.user_id is None:
            return str(Standing.NEW)
        found = Writer.objects.filter(pk=self.comment.user_id).values_list("standing", flat=True)
        return found.first() or str(Standing.NEW)

    @cached_property
    def own(self) -> list[tuple[datetime, str]]:
        """When its account or browser wrote lately and what became of it; one query."""
        if not self.comment.reader:
            return []
        own = Comment.objects.filter(
            reader=self.comment.reader,
            reader__gt=literal(""),
            created_at__gte=timezone.now() - timedelta(days=OWN_DAYS),
        )
        return list(own.order_by("-created_at").values_list("created_at", "status")[:OWN_MOST])


@dataclass(frozen=True)
class Finding:
    """What a step has against a comment; ``detail`` is kept with it and is plain JSON."""

    step: str
    detail: dict[str, Any] = field(default_factory=dict)
    rejects: bool = False


Step = Callable[[Arrival], Iterator[Finding]]
