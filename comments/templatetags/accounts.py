"""Who writes a comment, and the way to sign in, where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import template
from django.template.context import Context
from django.urls import reverse

from comments import accounts
from comments.accounts import entry
from comments.forms import CommentForm
from comments.identity import user_of

if TYPE_CHECKING:
    from newsroom.models import User

register = template.Library()


@dataclass(frozen=True)
class Who:
    """Who has opened a comment form. ``name`` is empty where they have no account, or no name.

    ``back`` is the form's page, ``sign_in`` the way in; empty where there is none.
    """

    has_account: bool = False
    is_staff: bool = False
    name: str = ""
    back: str = ""
    sign_in: str = ""


@register.simple_tag
def sign_in_address(back: str) -> str:
    """Return the address to sign in at and come back to ``back``; empty where nobody can."""
    if not accounts.are_offered():
        return ""
    return reverse("accounts:sign_in", query={"next": back})


@register.simple_tag(takes_context=True)
def who_writes(context: Context, form: CommentForm) -> Who:
    """Return who has opened ``form``. An account without a name of any kind is to choose one."""
    back = _page_of(form)
    user = _user_in(context)
    if user is None:
        return Who(back=back, sign_in=sign_in_address(back))
    is_staff, writer = entry.works_here(user), form.writer
    has_name = writer is not None and (not writer._state.adding or user.get_full_name())
    name = str(user) if is_staff else writer.name if writer and has_name else ""
    return Who(has_account=True, is_staff=is_staff, name=name, back=back)


@register.simple_tag(takes_context=True)
def keep_draft_address(context: Context, form: CommentForm) -> str:
    """Return where ``form`` is sent to be kept meanwhile; empty for who need not sign in."""
    if _user_in(context) or not accounts.are_offered():
        return ""
    return reverse("accounts:keep_draft", args=[form.article.pk])


def _user_in(context: Context) -> User | None:
    # A part that is included with "only" has no variable of the request, but the context has it.
    request = getattr(context, "request", None)
    return user_of(request) if request else None


def _page_of(form: CommentForm) -> str:
    page = reverse("comments:page", args=[form.article.pk])
    parent = str(form["parent"].value() or "") if "parent" in form.fields else ""
    answering = f"?tra-loi={parent}" if parent.isascii() and parent.isdecimal() else ""
    return f"{page}{answering}#viet"
