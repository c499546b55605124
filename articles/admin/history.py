"""The revisions of an article: listed, named, restored; compared in ``compared``."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles import revisions, workflow
from articles.admin import compared, previewing
from articles.admin.opening import address, number_in, open_article, revision_of
from articles.admin.staff import member
from articles.content import Content
from articles.languages import paper_language
from articles.models import Article, Revision
from articles.revisions import Origin
from articles.richtext import UnacceptableBody
from articles.rules import Action
from articles.vietnamese.text import clean_line

PAGE = 50
LATEST = 5


class NameForm(forms.ModelForm):
    """What a version is called, and why it was made."""

    class Meta:
        model = Revision
        fields = ["name", "note"]

    def clean_name(self) -> str:
        return clean_line(self.cleaned_data["name"])

    def clean_note(self) -> str:
        return clean_line(self.cleaned_data["note"])


def urls(admin: ModelAdmin[Article]) -> list[URLPattern]:
    return [
        address(admin, "revisions/", list_revisions, "revisions"),
        address(admin, "revisions/<int:number>/", show_revision, "revision"),
        address(admin, "revisions/<int:number>/restore/", restore, "restore"),
        *compared.urls(admin),
    ]


def context(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    """Return ``latest_revisions`` for the panel beside the text."""
    if article is None:
        return {}
    return {"latest_revisions": list(_rows(article)[:LATEST])}


def _rows(article: Article) -> Any:
    return article.revisions.defer("content").select_related("created_by").order_by("-number")


@require_safe
def list_revisions(
    request: HttpRequest, article_id: int, *, admin: ModelAdmin[Article]
) -> HttpResponse:
    """List an article's versions, newest first; ``?before=`` goes on from a number."""
    article = open_article(admin, request, article_id)
    before = number_in(request.GET.get("before"))
    rows = _rows(article).filter(number__lt=before) if before is not None else _rows(article)
    found = list(rows[: PAGE + 1])
    chosen = _chosen(request, article, found[:PAGE])
    numbers = {revision.number for revision in found[:PAGE]}
    page = {
        **admin.admin_site.each_context(request),
        "title": _("Versions"),
        "opts": Article._meta,
        "article": article,
        "revisions": found[:PAGE],
        "older_than": found[PAGE - 1].number if len(found) > PAGE else None,
        "is_first": before is None,
        "chosen": chosen,
        "elsewhere": [(name, n) for name, n in chosen.items() if n and n not in numbers],
        "may_edit": workflow.may(member(request), Action.EDIT, article),
    }
    return render(request, "admin/articles/revision_list.html", page)


def _chosen(request: HttpRequest, article: Article, found: list[Revision]) -> dict[str, int | None]:
    """Return the two versions to compare: those chosen before, or else what is likely wanted."""
    if "a" in request.GET or "b" in request.GET:
        return {name: number_in(request.GET.get(name)) for name in ("a", "b")}
    newest = article.newest_revision.number if article.newest_revision else None
    older = [revision.number for revision in found if revision.pk != article.newest_revision_id]
    first = older[0] if older else None
    if article.live_revision is not None and article.has_pending_changes:
        first = article.live_revision.number
    return {"a": first, "b": newest}


def show_revision(
    request: HttpRequest, article_id: int, number: int, *, admin: ModelAdmin[Article]
) -> HttpResponseBase:
    """Show one version as readers would see it; POST gives it a name and a note."""
    article = open_article(admin, request, article_id)
    revision = revision_of(article, number)
    may_edit = workflow.may(member(request), Action.EDIT, article)
    if request.method == "POST":
        if not may_edit:
            raise PermissionDenied
        form = NameForm(request.POST, instance=revision)
        if form.is_valid():
            form.instance.save(update_fields=["name", "note"])
            messages.success(request, _("The name and the note are kept."))
            return HttpResponseRedirect(request.path)
        # The page shows what is stored; the form shows what was typed.
        revision = revision_of(article, number)
    elif request.method in {"GET", "HEAD"}:
        form = NameForm(instance=revision)
    else:
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    extra = {"revision": revision, "form": form if may_edit else None}
    return previewing.frame(request, article, revision, admin=admin, extra=extra)


@require_POST
def restore(
    request: HttpRequest, article_id: int, number: int, *, admin: ModelAdmin[Article]
) -> HttpResponse:
    """Make an old version the newest again, unless somebody has saved since the page was made."""
    article = open_article(admin, request, article_id)
    revision = revision_of(article, number)
    content = Content.from_json(revision.content)
    with paper_language():
        note = _("Version %d restored") % number
    origin = Origin(base=number_in(request.POST.get("base")))
    try:
        with transaction.atomic():
            revisions.lock(article)
            workflow.require(member(request), Action.EDIT, article)
            before = article.newest_revision_id
            kept = revisions.save(article, content, by=member(request), note=note, origin=origin)
    except UnacceptableBody as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:articles_article_revisions", args=[article.pk]))
    return HttpResponseRedirect(_say_restored(request, article, revision, kept, before))


def _say_restored(
    request: HttpRequest, article: Article, old: Revision, kept: Revision, before: int | None
) -> str:
    """Tell what became of a restored version; return where to go on."""
    if kept.kind == Revision.Kind.ASIDE:
        text = _(
            "Somebody has saved the article meanwhile, so its newest text stays. Version %(old)d is"
            " kept beside it as version %(new)d: compare the two, then restore what is right."
        )
        messages.warning(request, text % {"old": old.number, "new": kept.number})
        newest = article.newest_revision or kept
        return compared.link(article, newest.number, kept.number)
    if kept.pk == before:
        messages.info(request, _("The newest text is the same as version %d.") % old.number)
    else:
        text = _("Version %(old)d is restored, as version %(new)d.")
        messages.success(request, text % {"old": old.number, "new": kept.number})
        if article.has_pending_changes:
            messages.info(request, _("Readers have it once it is published."))
    return reverse("admin:articles_article_revisions", args=[article.pk])
