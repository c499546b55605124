"""Storing what another system had: once, in its threads, with its states and times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.languages import paper_language
from articles.vietnamese.text import clean_line
from comments import counters
from comments.announcing import announce
from comments.counters import Delta
from comments.exchange.foreign import LONGEST, Foreign
from comments.models import MAX_NAME, Comment, ModerationEvent, Status
from comments.moderation.steps import likeness_of

# Comments in one transaction.
STEP: Final = 200
# So often a step is tried: somebody may be bringing in the same at this moment.
TRIES: Final = 3
_LONGEST_KEY: Final = 120


@dataclass
class Report:
    """How many were stored, were here already, have no article here, have nothing in them.

    ``cut`` were longer than a comment may be; ``loose`` answer what is not in the file.
    """

    stored: int = 0
    known: int = 0
    elsewhere: int = 0
    empty: int = 0
    cut: int = 0
    loose: int = 0
    pages: set[str] = field(default_factory=set)

    def add_stored(self, other: Report) -> None:
        """Add what ``_store`` counts."""
        for name in ("stored", "known", "cut"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def bring_in(
    found: Iterable[Foreign],
    articles: Mapping[str, int],
    *,
    source: str,
    progress: Callable[[int], object] = lambda _number: None,
) -> Report:
    """Store comments under the articles that ``articles`` gives for their pages' keys.

    ``source`` names the system and the site: with a comment's key there it says which comment it
    is, so that the same file twice stores nothing twice. What answers a comment that comes later
    in the file waits for it.
    """
    report = Report()
    waiting: list[Foreign] = []
    remaining = iter(found)
    while step := list(islice(remaining, STEP)):
        waiting += _tried(_wanted(step, articles, report), articles, source, report)
        progress(len(step))
    while waiting:
        before = len(waiting)
        again: list[Foreign] = []
        for start in range(0, before, STEP):
            again += _tried(waiting[start : start + STEP], articles, source, report)
        waiting = again
        if len(waiting) == before:
            report.loose += before
            for start in range(0, before, STEP):
                loose = waiting[start : start + STEP]
                _tried(loose, articles, source, report, alone=True)
            waiting = []
    return report


def _wanted(step: list[Foreign], articles: Mapping[str, int], report: Report) -> Iterator[Foreign]:
    for one in step:
        if one.page not in articles:
            report.elsewhere += 1
            report.pages.add(one.page)
        elif not one.text or not one.key:
            report.empty += 1
        else:
            yield one


def _tried(
    found: Iterable[Foreign],
    articles: Mapping[str, int],
    source: str,
    report: Report,
    *,
    alone: bool = False,
) -> list[Foreign]:
    """Do as ``_store``; what somebody else stores at the same moment is here already then."""
    step = list(found)
    for number in range(1, TRIES + 1):
        own = Report()
        try:
            waiting = _store(step, articles, source, own, alone=alone)
        except IntegrityError:
            if number == TRIES:
                raise
            continue
        report.add_stored(own)
        return waiting
    raise AssertionError  # the last try returns or raises


@transaction.atomic
def _store(
    step: list[Foreign],
    articles: Mapping[str, int],
    source: str,
    report: Report,
    *,
    alone: bool = False,
) -> list[Foreign]:
    """Store what can be; return what answers comments that are not here yet.

    ``alone``: those that answer what will never come stand at the top level.
    """
    keys = {_key(source, key) for one in step for key in (one.key, one.parent) if key}
    here = _locked(keys)
    waiting, sums = [], _Sums()
    for one in step:
        key = _key(source, one.key)
        if key in here:
            report.known += 1
            continue
        parent = here.get(_key(source, one.parent)) if one.parent else None
        if one.parent and parent is None and not alone:
            waiting.append(one)
            continue
        if parent is not None and parent.article_id != articles[one.page]:
            parent = None
        comment = here[key] = _comment(one, key, articles[one.page], parent)
        comment.save(force_insert=True)
        _record(comment, source)
        sums.add(comment)
        report.stored += 1
        report.cut += one.is_cut
    counters.change_replies(sums.replies)
    counters.change(sums.articles)
    announce(sums.articles)
    return waiting


def _key(source: str, key: str) -> str:
    """Return what says which comment it is, here and for ever."""
    whole = f"{source}:{key}"
    if len(whole) <= _LONGEST_KEY:
        return whole
    digest = sha256(whole.encode()).hexdigest()
    return f"{whole[: _LONGEST_KEY - len(digest) - 1]}:{digest}"


def _locked(keys: set[str]) -> dict[str, Comment]:
    """Return the comments of those keys by key, their threads held until the transaction ends."""
    rows = Comment.objects.filter(import_key__in=keys)
    roots = {root or pk for pk, root in rows.values_list("pk", "root")}
    held = Comment.objects.only("pk").order_by("pk").select_for_update(no_key=True)
    list(held.filter(pk__in=roots))
    return {row.import_key or "": row for row in rows.select_related("root")}


def _comment(one: Foreign, key: str, article: int, parent: Comment | None) -> Comment:
    now = timezone.now()
    at = min(one.at, now) if one.at else now
    return Comment(
        article_id=article,
        root=(parent.root or parent) if parent else None,
        parent=parent,
        name=clean_line(one.name)[:MAX_NAME] or _("Anonymous"),
        email=_email(one.email),
        body=one.text[:LONGEST],
        status=one.status,
        on_desk=one.status == Status.PENDING,
        created_at=at,
        published_at=at if one.status == Status.APPROVED else None,
        likeness=likeness_of(one.text),
        import_key=key,
    )


def _email(written: str) -> str:
    try:
        validate_email(written)
    except ValidationError:
        return ""
    return written[:254].lower()


def _record(comment: Comment, source: str) -> None:
    """Say on the comment where it comes from and as what it came."""
    with paper_language():
        reason = _("Brought in from %s.") % source
    ModerationEvent.objects.create(
        comment=comment, from_status=Status.PENDING, to_status=comment.status, reason=reason
    )


class _Sums:
    """What new comments add to the stored numbers."""

    def __init__(self) -> None:
        self.articles: defaultdict[int, Delta] = defaultdict(Delta)
        self.replies: defaultdict[int, int] = defaultdict(int)

    def add(self, comment: Comment) -> None:
        approved = comment.status == Status.APPROVED
        root = comment.root
        if root is not None and approved:
            self.replies[root.pk] += 1
        seen = approved and (root is None or root.status == Status.APPROVED)
        before = self.articles[comment.article_id]
        self.articles[comment.article_id] = Delta(
            before.approved + seen, before.pending + (comment.status == Status.PENDING)
        )
