"""Saving while somebody writes, and who else has the article open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _

from articles import presence, revisions
from articles.admin import autosave, clash, signin
from articles.admin.saving_texts import texts
from articles.admin.staff import member
from articles.content import SCALARS, Content
from articles.models import Article, Revision
from articles.rules import Action
from articles.workflow import may, view_of

FIELDS = (*SCALARS, "section", "series", "keywords", "related")


def urls(admin: ModelAdmin[Article]) -> list[URLPattern]:
    return [*autosave.urls(admin), *signin.urls(admin), *clash.urls(admin)]


def context(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    """Return what the page says of others, and what its script needs to know."""
    user = member(request)
    session = uuid4()
    others = presence.visitors(article) if article else []
    mine = _asides_of(article, user.pk) if article else []
    return {
        "saving_visitors": [visitor for visitor in others if visitor.user != user],
        "saving_asides": mine,
        "saving_may_take": article is not None and may(user, Action.TAKE, article),
        "saving": {
            "session": str(session),
            "article": article.pk if article else None,
            "newest": article.newest_revision_id if article else None,
            "view": view_of(article) if article else "",
            "beat": presence.BEAT,
            "writer": user.pk,
            "username": user.get_username(),
            "fields": FIELDS,
            "timeZone": settings.TIME_ZONE,
            "addresses": addresses(article),
            "texts": texts(),
        },
    }


def addresses(article: Article | None) -> dict[str, str]:
    """Return where the page's script sends what."""
    signs_in = {"signIn": reverse("admin:articles_article_sign_in_again")}
    if article is None:
        return {**signs_in, "autosave": reverse("admin:articles_article_autosave_new")}
    return {**signs_in, **autosave.addresses(article)}


def _asides_of(article: Article, user_id: int) -> list[Revision]:
    """Return what was kept aside of somebody, newest first, and they have not chosen yet."""
    asides = article.revisions.filter(kind=Revision.Kind.ASIDE, created_by=user_id, note="")
    return list(asides.defer("content")[:5])


def once(
    request: HttpRequest, object_id: str | None, view: Callable[[str | None], HttpResponse]
) -> HttpResponse:
    """Run ``view`` with the article's id; a new article that is sent twice becomes one."""
    if object_id is not None or request.method != "POST":
        return view(object_id)
    try:
        return view(_begun(request))
    except (autosave.AlreadyBegun, IntegrityError):
        if (article_id := _begun(request)) is None:
            raise
        return view(article_id)


def _begun(request: HttpRequest) -> str | None:
    """Return the id of the article that the page which was sent has made already."""
    session = autosave.session_of(request)
    article_id = autosave.article_of_session(session, member(request)) if session else None
    if article_id is None:
        return None
    # From here on it is as if the article's own page had been sent.
    request.path = reverse("admin:articles_article_change", args=[article_id])
    return str(article_id)


def store(request: HttpRequest, form: Any, content: Content) -> None:
    """Save what a button sent; ``answer_aside`` says whether it had to be kept aside.

    Raises:
        AlreadyBegun, IntegrityError: the same new page, sent at the same time, makes the article.
    """
    article, origin = form.instance, form.origin()
    is_new = article.pk is None
    if is_new and (session := autosave.session_of(request)) is not None:
        autosave.refuse_second_article(origin, session, member(request))
    revision = revisions.save(article, content, by=member(request), origin=origin)
    if is_new and origin.session is not None:
        presence.claim(article, member(request), origin.session)
    if revision.kind == Revision.Kind.ASIDE:
        request._kept_aside = revision  # type: ignore[attr-defined]
    # A page that was sent once more, after somebody else had saved: its step is for another text.
    request._is_outdated = revision.pk != article.newest_revision_id  # type: ignore[attr-defined]


def answer_aside(request: HttpRequest, article: Article) -> HttpResponse | None:
    """Lead whoever wrote on a stale text to both texts; whatever else was pressed is not done.

    Whose text was kept before, and is not the newest any more, is led to the newest.
    """
    if not getattr(request, "_is_outdated", False):
        return None
    newest = article.newest_revision
    name = (newest and newest.created_by) or _("Somebody else")
    revision: Revision | None = getattr(request, "_kept_aside", None)
    if revision is None:
        text = _("%(name)s has saved the article once more: this is the text now. Choose again.")
        messages.warning(request, text % {"name": name})
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
    text = _("%(name)s has saved this article meanwhile. Both texts are kept: look and choose.")
    messages.warning(request, text % {"name": name})
    return HttpResponseRedirect(clash.address(revision))
