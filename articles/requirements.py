"""What an article needs before readers may have it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import revisions
from articles.models import Article, Author, Photo
from articles.revisions import Content
from articles.richtext import plain_text
from articles.vietnamese.dates import format_datetime


@dataclass(frozen=True)
class Problem:
    """Something that a public article needs: the form field it belongs to, and a sentence."""

    field: str
    text: str


class NotReady(ValueError):
    """The content lacks something that a public article needs; ``problems`` lists all of it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(" ".join(problem.text for problem in problems))
        self.problems = problems


def problems_of(content: Content) -> list[Problem]:
    """Return all that keeps ``content`` from being public."""
    found = []
    if not content.title:
        found.append(Problem("title", _("The article has no headline.")))
    if revisions.section_of(content) is None:
        found.append(Problem("section", _("Choose a section.")))
    if not content.lead and not plain_text(content.body):
        found.append(Problem("body", _("The article has neither lead nor body.")))
    authors = Author.objects.filter(pk__in=content.authors).count()
    if authors < len(set(content.authors)) or not (authors or content.source):
        found.append(Problem("bylines", _("Name an author or a source.")))
    return found + _photo_problems(content)


def _photo_problems(content: Content) -> list[Problem]:
    credit_of = dict(
        Photo.objects.filter(pk__in=[use.photo for use in content.photos]).values_list(
            "pk", "credit"
        )
    )
    without_credit = sum(credit_of.get(use.photo) == "" for use in content.photos)
    gone = sum(use.photo not in credit_of for use in content.photos)
    without_alt = sum(not use.alt for use in content.photos)
    found = []
    if gone:
        text = ngettext(
            "%d photo is no longer in the library.", "%d photos are no longer in the library.", gone
        )
        found.append(Problem("captions", text % gone))
    if without_credit:
        text = ngettext("%d photo has no credit.", "%d photos have no credit.", without_credit)
        found.append(Problem("captions", text % without_credit))
    if without_alt:
        text = ngettext(
            "%d photo has no alternative text.",
            "%d photos have no alternative text.",
            without_alt,
        )
        found.append(Problem("captions", text % without_alt))
    return found


def time_problems(
    article: Article, moment: datetime, starts: datetime, now: datetime
) -> list[Problem]:
    """Return what stands against publishing at ``moment``, with readers having it from ``starts``.

    Changes to what readers have already cannot wait for a time of their own.
    """
    found = []
    if moment > now and starts <= now:
        text = _("Readers have this article already: publish the changes now, without a time.")
        found.append(Problem("publish_at", text))
    if article.embargo_until is not None and starts < article.embargo_until:
        text = _("The article is under embargo until %s.")
        found.append(Problem("publish_at", text % format_datetime(article.embargo_until)))
    return found
