"""Two texts of one article side by side: what was saved, and what was written beside it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles import revisions, workflow
from articles.admin.sides import PARTS, chosen, parts_of
from articles.admin.staff import member
from articles.content import Content
from articles.languages import paper_language
from articles.models import Article, Revision
from articles.origins import Origin
from articles.rules import Action

MINE = "mine"


def urls(admin: ModelAdmin[Article]) -> list[URLPattern]:
    @require_http_methods(["GET", "HEAD", "POST"])
    def clash(request: HttpRequest, article_id: int, aside_id: int) -> HttpResponse:
        """Show both texts; by POST save what somebody chose of them."""
        if not admin.has_view_or_change_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return _choose(request, article_id, aside_id)
        article = get_object_or_404(_articles(request), pk=article_id)
        aside = get_object_or_404(_asides(article), pk=aside_id)
        page = {**admin.admin_site.each_context(request), "opts": admin.opts}
        page |= _page(request, article, aside)
        return render(request, "admin/articles/clash.html", page)

    view = admin.admin_site.admin_view(clash)
    where = "<int:article_id>/clash/<int:aside_id>/"
    return [path(where, view, name="articles_article_clash")]


def _page(request: HttpRequest, article: Article, aside: Revision) -> dict[str, Any]:
    """Return what the template shows."""
    theirs = revisions.newest_content(article)
    parts = parts_of(theirs, Content.from_json(aside.content))
    return {
        "title": _("Two texts of one article"),
        "original": article,
        "newest": article.newest_revision,
        "aside": aside,
        "is_mine": aside.created_by_id == request.user.pk,
        "different": [part for part in parts if part.differs],
        "same": [part for part in parts if not part.differs],
        "may_choose": workflow.may(member(request), Action.EDIT, article),
        "standing": workflow.present_state(article),
    }


def address(aside: Revision) -> str:
    return reverse("admin:articles_article_clash", args=[aside.article_id, aside.pk])


def _articles(request: HttpRequest) -> Any:
    return workflow.visible_to(member(request)).select_related("newest_revision__created_by")


def _asides(article: Article) -> Any:
    return article.revisions.filter(kind=Revision.Kind.ASIDE).select_related("created_by")


@transaction.atomic
def _choose(request: HttpRequest, article_id: int, aside_id: int) -> HttpResponse:
    """Save what was chosen, unless the newest text is not the one that was shown any more."""
    article = get_object_or_404(_articles(request), pk=article_id)
    revisions.lock(article)
    aside = get_object_or_404(_asides(article), pk=aside_id)
    change = reverse("admin:articles_article_change", args=[article.pk])
    if not workflow.may(member(request), Action.EDIT, article):
        messages.error(request, workflow.present_state(article))
        return HttpResponseRedirect(address(aside))
    if request.POST.get("newest") != str(article.newest_revision_id):
        text = _("%(name)s has saved the article once more: this is the text now. Choose again.")
        newest = article.newest_revision
        name = (newest and newest.created_by) or _("Somebody else")
        messages.warning(request, text % {"name": name})
        return HttpResponseRedirect(address(aside))
    done = _keep(request, article, aside)
    with paper_language():
        Revision.objects.filter(pk=aside.pk).update(note=str(done)[:200])
    messages.success(request, str(done))
    return HttpResponseRedirect(change)


def _keep(request: HttpRequest, article: Article, aside: Revision) -> Promise:
    """Save the choice as a new revision, and return what was done in a sentence (not read yet)."""
    theirs, mine = revisions.newest_content(article), Content.from_json(aside.content)
    taken = _taken(request)
    content = chosen(theirs, mine, taken)
    if content == theirs:
        return gettext_lazy("The saved text stays; what was kept aside stays among the versions.")
    with paper_language():
        number = {"number": aside.number}
        note = _("Chosen from version %(number)s, which was kept aside") % number
    revisions.save(
        article,
        content,
        by=member(request),
        note=note,
        origin=Origin(article.newest_revision_id),
    )
    if content == mine:
        return gettext_lazy("The text that was kept aside is the newest now; the other stays too.")
    return gettext_lazy(
        "What you chose of both texts is the newest now; both stay among the versions."
    )


def _taken(request: HttpRequest) -> list[str]:
    """Return the names of the parts that are taken from the text that was kept aside."""
    button = request.POST.get("take")
    if button == MINE:
        return list(PARTS)
    if button == "chosen":
        return [name for name in PARTS if request.POST.get(f"part-{name}") == MINE]
    return []
