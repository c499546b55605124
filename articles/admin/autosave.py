"""The addresses to which an article's page speaks by itself: what is written, who is there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.admin import ModelAdmin
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from articles import presence, revisions, workflow
from articles.admin import clash
from articles.admin.contents import (
    bound_forms,
    content_of_forms,
    problems,
    set_aside_rows_without_photo,
)
from articles.admin.situation import clock_time, situation
from articles.admin.staff import member
from articles.models import Article, Revision
from articles.richtext import UnacceptableBody

if TYPE_CHECKING:
    from articles.origins import Origin
    from newsroom.models import User


def urls(admin: ModelAdmin[Article]) -> list[URLPattern]:
    save = _spoken_to(admin, autosave)
    here = _spoken_to(admin, heartbeat)
    return [
        path("autosave/", save, name="articles_article_autosave_new"),
        path("<int:article_id>/autosave/", save, name="articles_article_autosave"),
        path("<int:article_id>/presence/", here, name="articles_article_presence"),
    ]


def addresses(article: Article) -> dict[str, str]:
    """Return where the page of ``article`` sends what, by the names that its script knows."""
    names = {"autosave": "autosave", "presence": "presence", "change": "change"}
    return {
        key: reverse(f"admin:articles_article_{name}", args=[article.pk])
        for key, name in names.items()
    }


class Refused(Exception):
    """What was sent cannot be taken: ``status`` of HTTP, and sentences that say why."""

    def __init__(self, status: int, *sentences: str) -> None:
        super().__init__(*sentences)
        self.status = status
        self.sentences = sentences


def _spoken_to(
    admin: ModelAdmin[Article], view: Callable[..., JsonResponse]
) -> Callable[..., HttpResponse]:
    """Let ``view`` answer a script: in JSON, also to somebody who is not signed in (any more).

    The page says who its writer is: what one has written is never saved in another's name.
    """

    @never_cache
    @csrf_protect
    @require_POST
    @wraps(view)
    def answer(request: HttpRequest, article_id: int | None = None) -> HttpResponse:
        user = request.user
        if not admin.admin_site.has_permission(request):
            return _answer(401, _("You are not signed in any more."))
        if request.POST.get("writer") != str(user.pk):
            return _answer(401, _("Somebody else has signed in in this browser."))
        try:
            return view(admin, request, article_id)
        except Refused as refused:
            return _answer(refused.status, *refused.sentences)

    return answer


def _answer(status: int, *sentences: str) -> JsonResponse:
    return JsonResponse({"problems": sentences}, status=status)


def session_of(request: HttpRequest) -> UUID | None:
    """Return the id of the window that a page was sent from, None if it names none."""
    try:
        return UUID(request.POST.get("session", ""))
    except ValueError:
        return None


def _session(request: HttpRequest) -> UUID:
    session = session_of(request)
    if session is None:
        raise Refused(400, _("Load the page again: it is out of date."))
    return session


class AlreadyBegun(Exception):
    """The same new page, sent at the same time, has made its article since it was looked for."""


def refuse_second_article(origin: Origin, session: UUID, user: User) -> None:
    """Look once more whether the window ``session`` of ``user`` has made an article.

    The form, which knows no user, takes such a window for a stranger's and leaves it out of
    ``origin``: no constraint would tell then.

    Raises:
        AlreadyBegun: it has.
    """
    if origin.session is None and article_of_session(session, user) is not None:
        raise AlreadyBegun


def article_of_session(session: UUID, user: User) -> int | None:
    """Return the id of the article that the window ``session`` of ``user`` has made."""
    own = Revision.objects.filter(session=session, created_by=user, article__created_by=user)
    return own.values_list("article_id", flat=True).first()


def _open(admin: ModelAdmin[Article], request: HttpRequest, article_id: int) -> Article:
    """Return the article; in a POST its row is held until the transaction ends."""
    article: Article | None = admin.get_object(request, str(article_id))
    if article is None:
        raise Refused(404, _("The article was deleted, or you may not open it any more."))
    return article


def heartbeat(admin: ModelAdmin[Article], request: HttpRequest, article_id: int) -> JsonResponse:
    """Note that somebody has the article open (or, with ``leave``, has closed it); say who else."""
    session = _session(request)
    if "leave" in request.POST:
        presence.leave(member(request), session)
        return JsonResponse({})
    article = workflow.visible_to(member(request)).filter(pk=article_id).defer("body").first()
    if article is None:
        raise Refused(404, _("The article was deleted, or you may not open it any more."))
    presence.enter(article, member(request), session)
    return JsonResponse({"there": situation(article, member(request), session)})


def autosave(
    admin: ModelAdmin[Article], request: HttpRequest, article_id: int | None
) -> JsonResponse:
    """Keep what stands in the form as a revision that saved itself.

    Answers 200 (kept as the newest), 409 (kept aside: somebody else has saved meanwhile) or
    ``Refused``. The first save of a new page makes the article; the others find it again.
    """
    session = _session(request)
    waiting = set_aside_rows_without_photo(request)
    answer = _save_once(admin, request, article_id, session)
    if answer is None:
        return JsonResponse({"revision": None})
    article, revision = answer
    presence.enter(article, member(request), session)
    return _told(request, article, revision, session, waiting)


def _save_once(
    admin: ModelAdmin[Article], request: HttpRequest, article_id: int | None, session: UUID
) -> tuple[Article, Revision] | None:
    try:
        return _save(admin, request, article_id, session)
    except (AlreadyBegun, IntegrityError, Article.DoesNotExist):
        # The same page's first save came twice at once: the other one has made the article.
        try:
            return _save(admin, request, article_id, session)
        except IntegrityError:
            # The session is another's: no page that was made for this person has it.
            raise Refused(400, _("Load the page again: it is out of date.")) from None


def _article(
    admin: ModelAdmin[Article], request: HttpRequest, article_id: int | None
) -> Article | None:
    """Return the article that is written to, None for a new one."""
    article = _open(admin, request, article_id) if article_id else None
    if article is None and not admin.has_add_permission(request):
        raise Refused(403, _("You may not write articles."))
    if article is not None and not admin.has_change_permission(request, article):
        raise Refused(403, workflow.present_state(article))
    return article


@transaction.atomic
def _save(
    admin: ModelAdmin[Article], request: HttpRequest, article_id: int | None, session: UUID
) -> tuple[Article, Revision] | None:
    user = member(request)
    article = _article(admin, request, article_id or article_of_session(session, user))
    form, formsets = bound_forms(admin, request, article)
    if not all([form.is_valid(), *(formset.is_valid() for formset in formsets)]):
        raise Refused(422, *problems(form, formsets))
    content = content_of_forms(form, formsets, user)
    if article is None and not any((content.title, content.lead, content.body)):
        return None
    if article is None:
        refuse_second_article(form.origin(), session, user)
        form.instance.created_by = user
    try:
        revision = revisions.save(
            form.instance, content, by=user, kind=Revision.Kind.AUTOSAVED, origin=form.origin()
        )
    except UnacceptableBody as error:
        raise Refused(422, str(error)) from error
    if article is None:
        presence.claim(form.instance, user, session)
    return form.instance, revision


def _told(
    request: HttpRequest, article: Article, revision: Revision, session: UUID, waiting: int
) -> JsonResponse:
    kept: dict[str, Any] = {
        "article": article.pk,
        "revision": revision.pk,
        "number": revision.number,
        "saved": clock_time(revision.created_at),
        "waiting": waiting,
        "addresses": addresses(article),
        "there": situation(article, member(request), session),
    }
    if revision.kind != Revision.Kind.ASIDE:
        return JsonResponse(kept)
    return JsonResponse({**kept, "clash": clash.address(revision)}, status=409)
