"""What an article needs before readers may have it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from articles import housestyle, revisions
from articles.body.photos import photos_in
from articles.content import Content
from articles.models import Article, Author, Publication
from articles.photochecks import photo_problems
from articles.problems import Problem
from articles.richtext import plain_text
from articles.vietnamese.dates import format_datetime
from articles.vietnamese.text import count_words

__all__ = ["NotReady", "Problem", "problems_of", "refuse_blocking", "time_problems"]


class NotReady(ValueError):
    """The content lacks something that a public article needs; ``problems`` lists all of it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(" ".join(problem.text for problem in problems))
        self.problems = problems


def refuse_blocking(problems: list[Problem]) -> None:
    """Let warnings pass.

    Raises:
        NotReady: something blocks; lists all that does.
    """
    if blocking := [problem for problem in problems if problem.blocks]:
        raise NotReady(blocking)


def problems_of(content: Content) -> list[Problem]:
    """Return all that keeps ``content`` from being public, and all that the desk is warned of."""
    found = []
    section = revisions.section_of(content)
    if not content.title:
        found.append(Problem("title", _("The article has no headline.")))
    if section is None:
        found.append(Problem("section", _("Choose a section.")))
    if not content.lead:
        found.append(Problem("lead", _("The article has no lead.")))
    authors = Author.objects.filter(pk__in=content.authors).count()
    if authors < len(set(content.authors)) or not (authors or content.source):
        found.append(Problem("bylines", _("Name an author or a source.")))
    paper = section.publication if section else Publication.objects.first() or Publication()
    return found + photo_problems(content) + _length_problems(content, paper) + _style(content)


def _length_problems(content: Content, paper: Publication) -> list[Problem]:
    found = []
    letters, words = len(content.title), count_words(content.lead)
    if letters > paper.title_best:
        text = _("The headline has %(number)d letters; %(best)d read best, %(most)d are allowed.")
        numbers = {"number": letters, "best": paper.title_best, "most": paper.title_most}
        found.append(Problem("title", text % numbers, blocks=letters > paper.title_most))
    if words > paper.lead_best:
        text = _("The lead has %(number)d words; %(best)d read best, %(most)d are allowed.")
        numbers = {"number": words, "best": paper.lead_best, "most": paper.lead_most}
        found.append(Problem("lead", text % numbers, blocks=words > paper.lead_most))
    return found


def _style(content: Content) -> list[Problem]:
    """Return what the house style has against each part of the text."""
    rules = housestyle.rules_in_force()
    if not rules:
        return []
    # Captions in the text are among its words; the alternative texts are not.
    alts = [use.alt for use in photos_in(content.body)]
    parts = {
        "title": f"{content.kicker}\n{content.title}",
        "lead": content.lead,
        "body": "\n".join([plain_text(content.body), *alts]),
        "captions": "\n".join(f"{use.caption}\n{use.alt}" for use in content.photos),
    }
    return [
        Problem(field, _style_text(hit), blocks=hit.rule.severity == hit.rule.Severity.BLOCK)
        for field, text in parts.items()
        for hit in housestyle.find(text, rules)
    ]


def _style_text(hit: housestyle.Hit) -> str:
    text = _("House style: “%s”.") % hit.found
    if hit.rule.explanation:
        text = f"{text} {hit.rule.explanation}"
    if hit.rule.suggestion:
        text = _("%(text)s Write instead: %(suggestion)s") % {
            "text": text,
            "suggestion": hit.rule.suggestion,
        }
    return text


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
    ends = article.withdraw_at
    if ends is not None and now < ends <= starts:
        text = _("The article is to be withdrawn at %s already: change that first.")
        found.append(Problem("withdraw_at", text % format_datetime(ends)))
    if article.embargo_until is not None and starts < article.embargo_until:
        text = _("The article is under embargo until %s.")
        found.append(Problem("publish_at", text % format_datetime(article.embargo_until)))
    return found
