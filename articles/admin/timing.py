"""When readers have an article: embargo, withdrawal at a time, corrections, the schedule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest
from django.urls import URLPattern

from articles import clock, workflow
from articles.admin import correcting, schedule
from articles.admin.staff import member
from articles.models import Article, State
from articles.rules import LIVE, Action


@dataclass(frozen=True)
class Timing:
    """What the panel says of an article's times and what may be done about them.

    ``wished`` is a time that the text states and nobody has scheduled. An embargo that has ended
    is none.
    """

    is_scheduled: bool
    is_public: bool
    is_withdrawn: bool
    starts: datetime | None
    wished: datetime | None
    embargo: datetime | None
    ends: datetime | None
    may_embargo: bool
    may_end_embargo: bool
    may_end: bool
    may_correct: bool
    corrections: int


def urls(admin: ModelAdmin[Article]) -> list[URLPattern]:
    return [*schedule.urls(admin), *correcting.urls(admin)]


def context(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    """Return ``timing``; nothing on a new article's page."""
    if article is None:
        return {}
    now = clock.now()
    may = set(workflow.actions_for(member(request), article))
    starts, embargo, ends = article.published_at, article.embargo_until, article.withdraw_at
    is_live = article.state in LIVE and not (ends is not None and ends <= now)
    is_public = is_live and starts is not None and starts <= now
    is_scheduled = is_live and not is_public
    is_embargoed = embargo is not None and embargo > now
    return {
        "timing": Timing(
            is_scheduled=is_scheduled,
            is_public=is_public,
            is_withdrawn=article.state == State.WITHDRAWN
            or (article.state in LIVE and not is_live),
            starts=starts,
            wished=None if article.state in (*LIVE, State.WITHDRAWN) else starts,
            embargo=embargo if is_embargoed else None,
            ends=ends if is_live else None,
            may_embargo=Action.EMBARGO in may and not is_public,
            may_end_embargo=is_embargoed and Action.PUBLISH_EARLY in may,
            may_end=Action.END in may,
            may_correct=is_public and Action.CORRECT in may,
            corrections=len(article.corrections_shown),
        )
    }
