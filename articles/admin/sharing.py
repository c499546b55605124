"""Secret links to an article's preview: made, listed, revoked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles import clock, previews, workflow
from articles.admin.opening import address, open_article
from articles.admin.staff import member
from articles.languages import paper_language
from articles.models import Article
from articles.rules import Action
from articles.templatetags.addresses import absolute

# How many of an article's links the page lists, closed ones included.
LISTED = 50


class LinkForm(forms.Form):
    """For whom a link is, and how long it holds."""

    label = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=120,
        error_messages={"required": gettext_lazy("Say for whom the link is: it tells them apart.")},
        widget=forms.TextInput({"placeholder": gettext_lazy("Name, office")}),
    )
    lifetime = forms.ChoiceField(
        label=gettext_lazy("It holds for"),
        initial="1d",
        choices=[
            ("1h", gettext_lazy("1 hour")),
            ("1d", gettext_lazy("1 day")),
            ("3d", gettext_lazy("3 days")),
            ("7d", gettext_lazy("1 week")),
        ],
    )


def urls(admin: ModelAdmin[Article]) -> list[URLPattern]:
    return [
        address(admin, "preview/links/", links, "preview_links"),
        address(admin, "preview/links/<int:link_id>/revoke/", revoke, "preview_revoke"),
    ]


def links(request: HttpRequest, article_id: int, *, admin: ModelAdmin[Article]) -> HttpResponse:
    """List an article's links; POST makes one and shows it, this once."""
    article = open_article(admin, request, article_id)
    user = member(request)
    # What was made can be looked at and closed as long as one may edit.
    workflow.require(user, Action.EDIT, article)
    if request.method not in {"GET", "HEAD", "POST"}:
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    form = LinkForm(request.POST if request.method == "POST" else None)
    made: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        lifetime = previews.LIFETIMES[form.cleaned_data["lifetime"]]
        link, token = previews.make(
            article, by=user, label=form.cleaned_data["label"], lifetime=lifetime
        )
        with paper_language():  # whoever is sent it reads the paper's language
            secret = absolute(reverse("articles:preview", args=[token]))
        made = {"made": link, "secret": secret}
        form = LinkForm()
    now = clock.now()
    page = {
        **admin.admin_site.each_context(request),
        "title": _("Preview links"),
        "opts": Article._meta,
        "article": article,
        "form": form if workflow.may(user, Action.SHARE, article) else None,
        "links": list(article.preview_links.select_related("made_by")[:LISTED]),
        "now": now,
        "embargoed": article.embargo_until is not None and article.embargo_until > now,
        **made,
    }
    return render(request, "admin/articles/preview_links.html", page)


@require_POST
def revoke(
    request: HttpRequest, article_id: int, link_id: int, *, admin: ModelAdmin[Article]
) -> HttpResponse:
    """Close a link for good."""
    article = open_article(admin, request, article_id)
    link = get_object_or_404(article.preview_links, pk=link_id)
    previews.revoke(link, by=member(request))
    messages.success(request, _("The link “%s” is closed.") % link)
    return HttpResponseRedirect(reverse("admin:articles_article_preview_links", args=[article.pk]))
