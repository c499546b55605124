"""What the newsroom does that readers are to see at once, one of each kind after the other."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Final, NamedTuple

from django.db import transaction

from articles import publishing, revisions
from articles.corrections import publish_correction
from articles.models import Article, Correction
from articles.rules import Action
from articles.workflow import move
from comments.models import Comment, Status
from comments.moderation.decisions import decide
from comments.posting import post
from newsroom.benchmarks.paper import Paper
from newsroom.measured.watching import Watch

KINDS: Final = ("publish", "approve", "correct", "withdraw", "schedule")


class Step(NamedTuple):
    """One change: ``do`` makes it and returns from when on readers are to see it
    (``time.monotonic``); ``watch`` tells where and by what."""

    kind: str
    watch: Watch
    do: Callable[[], float]


def steps(paper: Paper, numbers: Iterable[int]) -> Iterator[Step]:
    """Give, for each number, one step of each kind: a story's life and one more that is scheduled.
    What has the same number bears the same words."""
    for number in numbers:
        story = _written(paper, f"Tin so {number:05}")
        front = paper.sections[0].get_absolute_url()
        yield Step("publish", Watch(front, 200, story.title), _committed(publish, story))
        page = Article.objects.get(pk=story.pk).get_absolute_url()
        comment = post(Comment(article=story, name="Lan", body=f"Y kien so {number:05}."))
        yield Step("approve", Watch(page, 200, comment.body), _committed(approve, comment))
        correcting = _committed(correct, story, f"Dinh chinh so {number:05}.", paper)
        yield Step("correct", Watch(page, 200, f"Dinh chinh so {number:05}."), correcting)
        yield Step("withdraw", Watch(page, 410, ""), _committed(withdraw, story, paper))
        story = _written(paper, f"Hen gio so {number:05}")
        yield Step("schedule", Watch(front, 200, story.title), partial(schedule, story))


def _written(paper: Paper, title: str) -> Article:
    """Return a story of the first section that waits for being published."""
    article = Article(created_by=paper.staff)
    content = replace(revisions.newest_content(paper.articles[0]), title=title)
    revisions.save(article, replace(content, section=paper.sections[0].pk), by=paper.staff)
    article.title = title
    return article


def _committed(change: Callable[..., object], *args: object) -> Callable[[], float]:
    """Return a function that makes the change and returns when it was committed."""

    def do() -> float:
        moments: list[float] = []
        with transaction.atomic():
            # The first to be called after the commit: before anybody is told.
            transaction.on_commit(lambda: moments.append(time.monotonic()))
            change(*args)
        return moments[0]

    return do


def publish(story: Article) -> None:
    publishing.publish(story, by=None)


def approve(comment: Comment) -> None:
    decide([comment.pk], Status.APPROVED, by=None)


def correct(story: Article, text: str, paper: Paper) -> None:
    publish_correction(story, kind=Correction.Kind.CORRECTION, text=text, by=paper.staff)


def withdraw(story: Article, paper: Paper) -> None:
    move(Article.objects.get(pk=story.pk), Action.WITHDRAW, by=paper.staff, reason="Sai.")


def schedule(story: Article) -> float:
    """Have it published by itself at the next whole second that is at least one away."""
    at = math.ceil(time.time()) + 1
    publishing.publish(story, by=None, at=datetime.fromtimestamp(at, UTC))
    return time.monotonic() + at - time.time()
