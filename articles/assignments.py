"""Stories that an editor gives to a reporter, with a brief and a time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from articles import mailing, revisions, workflow
from articles.content import Content
from articles.languages import paper_language
from articles.models import Article, Assignment, Author, Publication, Section, State
from articles.rules import Action
from articles.workflow import NotAllowed

if TYPE_CHECKING:
    from newsroom.models import User

RIGHT: Final = "articles.add_assignment"
WRITES: Final = "articles.add_article"
BACKEND: Final = "django.contrib.auth.backends.ModelBackend"


def reporters() -> QuerySet[User]:
    """Return whom a story can be given to: active staff who may write."""
    people = get_user_model().objects.with_perm(WRITES, backend=BACKEND)
    return people.filter(is_staff=True).order_by("last_name", "first_name", "username")


def sections_for(user: User) -> QuerySet[Section]:
    """Return the sections in which ``user`` may give stories to reporters."""
    sections = Section.objects.select_related("parent")
    limits = workflow.limits_of(user)
    return sections if limits is None else sections.filter(pk__in=limits)


def may_assign(user: User, section: Section | None = None) -> bool:
    """Say whether ``user`` may have a new story written (in a section)."""
    if not user.is_active or not user.is_staff or not user.has_perm(RIGHT):
        return False
    return section is None or workflow.covers(user, section.pk)


@transaction.atomic
def assign(
    *,
    reporter: User,
    brief: str,
    due_at: datetime | None,
    by: User,
    article: Article | None = None,
    title: str = "",
    section: Section | None = None,
) -> Assignment:
    """Give a story to ``reporter`` and tell them by e-mail.

    Without an ``article`` an empty draft of the reporter's is made, with a working title and the
    reporter's first pen name. An article in hand goes over to the reporter, which is recorded.

    Raises:
        NotAllowed: ``by`` may not here, the article is not in hand any more, or ``reporter`` is
            nobody who writes.
    """
    if not reporters().filter(pk=reporter.pk).exists():
        raise NotAllowed(_("%s cannot be given a story: this person does not write.") % reporter)
    if article is None:
        if not may_assign(by, section):
            raise NotAllowed(_("You may not give stories to reporters in this section."))
        article = _draft(reporter, title, section, by)
    else:
        _hand_over(article, reporter, by)
    assignment = Assignment.objects.create(
        article=article, reporter=reporter, brief=brief.strip(), due_at=due_at, made_by=by
    )
    mailing.tell_assigned(assignment)
    return assignment


def _draft(reporter: User, title: str, section: Section | None, by: User) -> Article:
    paper = Publication.objects.first()
    names = Author.objects.filter(user=reporter).values_list("pk", flat=True)
    content = Content(
        title=title,
        dateline=paper.dateline if paper else "",
        section=section.pk if section else None,
        authors=tuple(names[:1]),
    )
    article = Article(created_by=reporter)
    revisions.save(article, content, by=by)
    return article


def _hand_over(article: Article, reporter: User, by: User) -> None:
    revisions.lock(article)
    workflow.require(by, Action.ASSIGN, article)
    if article.created_by_id == reporter.pk:
        return
    names = {"old": article.created_by or "–", "new": reporter}
    with paper_language():
        reason = _("Handed from %(old)s to %(new)s.") % names
    workflow.record(article, State(article.state), by=by, reason=reason)
    article.created_by = reporter
    article.save(update_fields=["created_by", "changed_at"])
