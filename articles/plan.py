"""Today's plan: what is to come out and what has, section by section, and what is late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from articles import desks
from articles.models import Article, Assignment, Section, State, Transition
from articles.querysets import ArticleQuerySet, is_released
from articles.timeline import LATE

if TYPE_CHECKING:
    from newsroom.models import User

#: More of a day's articles than this are left to the lists of the sections.
MOST: Final = 300
MOST_WAITING: Final = 100


@dataclass
class SectionPlan:
    """One first-level section's day; ``section`` is None for what has none yet."""

    section: Section | None
    awaiting: list[Article] = field(default_factory=list)
    scheduled: list[Article] = field(default_factory=list)
    published: list[Article] = field(default_factory=list)
    due: list[Assignment] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """``stuck`` are out by their time, but the newsroom's record does not say so yet.

    ``made_good`` are the moments that the system noted late, after a downtime, since yesterday.
    ``is_cut`` says that the day has more than is shown.
    """

    day: datetime
    sections: list[SectionPlan]
    overdue: list[Assignment]
    stuck: list[Article]
    made_good: list[Transition]
    is_cut: bool

    @property
    def scheduled(self) -> int:
        return sum(len(one.scheduled) for one in self.sections)

    @property
    def published(self) -> int:
        return sum(len(one.published) for one in self.sections)

    @property
    def awaiting(self) -> int:
        return sum(len(one.awaiting) for one in self.sections)


def plan_of_today(user: User, section: Section | None = None) -> Plan:
    """Return the plan of the sections that ``user`` sees, or of one of them."""
    now = timezone.localtime()
    seen = desks.visible(user)
    if section is not None:
        seen = seen.in_section(section)
    today = _today(seen, now)
    awaiting = desks.with_row_data(seen.unreleased(State.AWAITING_APPROVAL))
    due = desks.due_now(user, section, size=MOST_WAITING)
    by_section = _grouped(
        now,
        today[:MOST],
        awaiting.order_by("state_since", "pk")[:MOST_WAITING],
        [one for one in due if one.due_at and one.due_at >= now],
    )
    return Plan(
        day=now,
        sections=_in_order(by_section),
        overdue=[one for one in due if one.due_at and one.due_at < now],
        stuck=_stuck(seen, before=now - LATE),
        made_good=made_good(seen, since=now - timedelta(days=1)),
        is_cut=len(today) > MOST,
    )


def _today(seen: ArticleQuerySet, now: datetime) -> list[Article]:
    start = now.replace(hour=0, minute=0, second=0, microsecond=0)
    released = seen.filter(
        is_released(), published_at__gte=start, published_at__lt=start + timedelta(days=1)
    )
    return list(desks.with_row_data(released).newest_first()[: MOST + 1])


def _stuck(seen: ArticleQuerySet, *, before: datetime) -> list[Article]:
    # Two steps: beside the sections of ``seen`` SQLite would not read the index of what is due.
    late = Article.objects.scheduled().filter(published_at__lte=before).order_by("published_at")
    ids = list(late.values_list("pk", flat=True)[:MOST])
    return list(desks.with_row_data(seen.filter(pk__in=ids)).order_by("published_at", "pk"))


def _grouped(
    now: datetime,
    today: Iterable[Article],
    awaiting: Iterable[Article],
    due: Iterable[Assignment],
) -> dict[Section | None, SectionPlan]:
    plans: defaultdict[Section | None, SectionPlan] = defaultdict(lambda: SectionPlan(None))
    for article in today:
        plan = plans[_top_of(article)]
        is_out = article.published_at is not None and article.published_at <= now
        (plan.published if is_out else plan.scheduled).append(article)
    for article in awaiting:
        plans[_top_of(article)].awaiting.append(article)
    for assignment in due:
        plans[_top_of(assignment.article)].due.append(assignment)
    for section, plan in plans.items():
        plan.section = section
        plan.scheduled.reverse()
    return plans


def _top_of(article: Article) -> Section | None:
    section = article.section
    return section and (section.parent or section)


def _in_order(plans: dict[Section | None, SectionPlan]) -> list[SectionPlan]:
    def place(plan: SectionPlan) -> tuple[int, int]:
        return (plan.section.position, plan.section.pk) if plan.section else (10**6, 0)

    return sorted(plans.values(), key=place)


def made_good(seen: ArticleQuerySet, *, since: datetime) -> list[Transition]:
    """Return the moments since then that came by themselves and were noted late, newest first."""
    return list(
        Transition.objects.filter(
            Exists(seen.filter(pk=OuterRef("article_id"))),
            due_at__isnull=False,
            made_at__gte=since,
            made_at__gt=F("due_at") + LATE,
        )
        .select_related("article")
        .defer("article__body", "article__lead", "article__folded")
        .order_by("-made_at")[: desks.LONG]
    )
