"""Notes on an article between people, who call one another by @name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q, QuerySet

from articles import mailing, workflow
from articles.assignments import BACKEND
from articles.models import Article, Note
from articles.rules import EDIT_OTHERS, Action
from articles.vietnamese.text import clean

if TYPE_CHECKING:
    from newsroom.models import User

# Not within a word: an e-mail address calls nobody. A sentence's own signs end a name.
_NAME: Final = re.compile(r"(?<![\w.+-])@([\w.+-]*\w)")
MOST_NAMES: Final = 20


@dataclass(frozen=True)
class Posted:
    """A note that was kept, and the names in it that called nobody.

    ``outside`` are members of staff who may not see the article; ``unknown`` are nobody's names.
    """

    note: Note
    outside: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def people_of(article: Article) -> QuerySet[User]:
    """Return the active staff to whom ``workflow.visible_to`` gives the article, in one query."""
    people = get_user_model().objects.filter(is_active=True, is_staff=True)
    desk = get_user_model().objects.with_perm(EDIT_OTHERS, backend=BACKEND)
    if article.section is not None:
        places = [pk for pk in (article.section_id, article.section.parent_id) if pk]
        near = Q(is_superuser=True) | Q(sections=None) | Q(sections__in=places)
        desk = desk.filter(near)
    writer = Q(pk=article.created_by_id)
    return people.filter(writer | Q(pk__in=desk.values("pk"))).order_by("username")


@transaction.atomic
def add_note(article: Article, text: str, *, by: User) -> Posted:
    """Keep what somebody says of an article, and tell those whom it calls by @name, once each.

    Raises:
        NotAllowed: ``by`` may not write notes on it.
    """
    workflow.require(by, Action.NOTE, article)
    note = Note.objects.create(article=article, text=clean(text).strip(), made_by=by)
    wanted = names_in(note.text)
    if not wanted:
        return Posted(note)
    users = get_user_model().objects.filter(_is_one_of(wanted), is_active=True, is_staff=True)
    found = {user.username.lower(): user for user in users}
    inside = set(people_of(article).filter(_is_one_of(wanted)).values_list("pk", flat=True))
    called = [user for user in found.values() if user.pk in inside]
    note.mentions.set(called)
    mailing.tell_mentioned(note, [user for user in called if user != by])
    return Posted(
        note,
        outside=[str(user) for user in found.values() if user.pk not in inside],
        unknown=[name for name in wanted if name.lower() not in found],
    )


def names_in(text: str) -> list[str]:
    """Return the names that a text calls, each once, ``MOST_NAMES`` at the most."""
    return list({name.lower(): name for name in _NAME.findall(text)}.values())[:MOST_NAMES]


def _is_one_of(names: list[str]) -> Q:
    either = Q()
    for name in names:
        either |= Q(username__iexact=name)
    return either
