"""The paper's name and its tree of sections: what every public page prints around its content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from articles import breaking
from articles.dependencies import depends_on, holds_until
from articles.models import Publication, Section
from articles.written import WrittenQuery


@dataclass(frozen=True)
class Branch:
    """A first-level section with its subsections, in the paper's order."""

    section: Section
    children: list[Section] = field(default_factory=list)


@dataclass(frozen=True)
class Masthead:
    """The paper and its sections; nothing in it costs a further query.

    ``moment`` is when it was asked for, by the database's clock.
    """

    publication: Publication | None
    branches: list[Branch]
    moment: datetime = field(default_factory=timezone.now)

    @property
    def breaking(self) -> list[breaking.Line]:
        """The breaking lines that run at ``moment``, the latest first."""
        return breaking.running(self.publication, self.moment)

    def find(self, path: str) -> tuple[Branch, Section] | None:
        """Return the section at ``path`` (as in ``Section.path``) and the branch it is on."""
        for branch in self.branches:
            for section in (branch.section, *branch.children):
                if section.path == path:
                    return branch, section
        return None


def _all_sections(shape: None, ids: Sequence[int]) -> QuerySet[Section]:
    return Section.objects.select_related("publication", "parent").annotate(asked_at=Now())


_SECTIONS: Final = WrittenQuery(Section, _all_sections)


def load_masthead() -> Masthead:
    """Load the paper and all its sections in one query (two where there is no section yet)."""
    sections = _SECTIONS.ask()
    publication = sections[0].publication if sections else Publication.objects.first()
    branches = {s.pk: Branch(s) for s in sections if s.parent_id is None}
    for section in sections:
        if section.parent_id in branches:
            branches[section.parent_id].children.append(section)
    moment: datetime = sections[0].asked_at if sections else timezone.now()  # type: ignore[attr-defined]
    depends_on("site", "breaking")
    holds_until(breaking.next_change(publication, moment))
    return Masthead(publication, list(branches.values()), moment)
