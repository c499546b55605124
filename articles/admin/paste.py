"""“Dán là thành bài”: a text becomes a draft, once its writer has seen how it is read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from articles.importing.parts import Kind, ParsedArticle
from articles.importing.pasted import PasteForm, Reading, kinds_in, reading_of
from articles.importing.store import find, store
from articles.models import Article
from articles.richtext import UnacceptableBody

if TYPE_CHECKING:
    from newsroom.models import User


def paste_urls(model_admin: admin.ModelAdmin[Article]) -> list[URLPattern]:
    """Return the page's address; it must come before the admin's own ``<object_id>/``."""
    view = model_admin.admin_site.admin_view(partial(paste, model_admin=model_admin))
    return [path("paste/", view, name="articles_article_paste")]


def paste(request: HttpRequest, *, model_admin: admin.ModelAdmin[Article]) -> HttpResponse:
    """Show the form, then how the text is read; make the draft when that has been seen."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, model_admin, PasteForm())
    form = PasteForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, model_admin, form)
    text = form.cleaned_data["text"]
    reading = reading_of(text)
    # Choices count for the lines that they were made for, and for no others.
    is_seen = request.POST.get("reading") == reading.digest
    if is_seen:
        reading = reading_of(text, kinds_in(request.POST))
    if is_seen and reading.article and "create" in request.POST:
        response = _create(request, model_admin, form, reading.article)
        if response is not None:
            return response
    form.keep_text()
    return _page(request, model_admin, form, reading)


def _create(
    request: HttpRequest,
    model_admin: admin.ModelAdmin[Article],
    form: PasteForm,
    parsed: ParsedArticle,
) -> HttpResponse | None:
    """Make the draft and go to it; None where there is nothing to go to, with the reason shown."""
    data = form.cleaned_data
    try:
        article, created = store(
            parsed,
            text=data["text"],
            section=data["section"],
            by=cast("User", request.user),
        )
    except UnacceptableBody as error:
        form.add_error("text", str(error))
        return None
    if not created:
        return None
    model_admin.log_addition(request, article, [{"added": {}}])
    messages.success(request, _("The draft is made. Look through it before you send it on."))
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))


def _page(
    request: HttpRequest,
    model_admin: admin.ModelAdmin[Article],
    form: PasteForm,
    reading: Reading | None = None,
) -> HttpResponse:
    existing = find(form.cleaned_data["text"]) if reading else None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Paste a text, get an article"),
        "opts": Article._meta,
        "form": form,
        "reading": reading,
        "kinds": Kind.choices,
        "existing": existing,
        # Of others' articles one learns that they are there, and no more.
        "may_open": existing is not None
        and model_admin.get_queryset(request).filter(pk=existing.pk).exists(),
    }
    return TemplateResponse(request, "admin/articles/paste.html", context)
