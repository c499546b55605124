"""Under whose name an account comments, and who speaks for the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from articles.languages import paper_language
from articles.models import Article
from articles.rules import EDIT_OTHERS
from articles.vietnamese.text import clean_line
from articles.workflow import covers
from comments.models import MAX_NAME, Writer
from comments.moderation.decisions import PERMISSION

if TYPE_CHECKING:
    from newsroom.models import User


def writer_of(user: User | None) -> Writer | None:
    """Return the account's writer; one that is not stored yet where it has none. One query."""
    if user is None:
        return None
    writer = Writer.objects.filter(user=user).first() or Writer(name=_name_of(user))
    writer.user = user  # loaded already
    return writer


def stored_writer_of(user: User | None) -> Writer | None:
    """Return the account's writer, stored; made where it has none, also by two at once."""
    if user is None:
        return None
    writer, _made = Writer.objects.get_or_create(user=user, defaults={"name": _name_of(user)})
    writer.user = user
    return writer


def speaks_for_paper(user: User | None, article: Article) -> bool:
    """Say whether what ``user`` writes under ``article`` is the newsroom's word.

    It is with those who decide on comments or edit others' articles in its section, and with
    the member of staff who wrote it. Other staff comment as any reader does.
    """
    if user is None or not user.is_staff:
        return False
    if article.created_by_id == user.pk:
        return True
    may = user.has_perm(PERMISSION) or user.has_perm(EDIT_OTHERS)
    return may and covers(user, article.section_id)


def _name_of(user: User) -> str:
    """Return the account's own name. Never what it signs in with: that is nobody's business."""
    with paper_language():
        return clean_line(user.get_full_name())[:MAX_NAME].strip() or _("Reader")
