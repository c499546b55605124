"""Who writes a comment, and the way to sign in, where there is one."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.template.context import Context
from django.urls import reverse

from comments import accounts
from comments.accounts import entry
from comments.forms import CommentForm
from comments.identity import user_of
from comments.models import Writer

register = template.Library()


@dataclass(frozen=True)
class Who:
    """Who has opened a comment form. ``name`` is empty where they have no account, or no name.

    ``sign_in`` and ``keep_draft`` are addresses; empty where nobody can sign in.
    """

    has_account: bool = False
    is_staff: bool = False
    name: str = ""
    back: str = ""
    sign_in: str = ""
    keep_draft: str = ""


@register.simple_tag
def sign_in_address(back: str) -> str:
    """Return the address to sign in at and come back to ``back``; empty where nobody can."""
    if not accounts.are_offered():
        return ""
    return reverse("accounts:sign_in", query={"next": back})


@register.simple_tag(takes_context=True)
def who_writes(context: Context, form: CommentForm) -> Who:
    """Return who has opened ``form``; one query where somebody has signed in."""
    back = _page_of(form)
    request = getattr(context, "request", None)
    user = user_of(request) if request else None
    if user is None:
        offered = accounts.are_offered()
        return Who(
            back=back,
            sign_in=sign_in_address(back),
            keep_draft=reverse("accounts:keep_draft", args=[form.article.pk]) if offered else "",
        )
    writer = Writer.objects.filter(user=user).first()
    is_staff = entry.works_here(user)
    name = str(user) if is_staff else writer.name if writer else ""
    return Who(has_account=True, is_staff=is_staff, name=name, back=back)


def _page_of(form: CommentForm) -> str:
    page = reverse("comments:page", args=[form.article.pk])
    parent = str(form["parent"].value() or "") if "parent" in form.fields else ""
    answering = f"?tra-loi={parent}" if parent.isascii() and parent.isdecimal() else ""
    return f"{page}{answering}#viet"
