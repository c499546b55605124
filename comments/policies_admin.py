"""An article's rule for its comments, set by whoever may edit it: it holds at once, beside the text
and its revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles import workflow
from articles.models import Article, State
from articles.rules import Action
from articles.signals import public_content_changed, standing_key
from comments.models import Comment
from comments.moderation.decisions import may_moderate
from comments.policies import explained, paper_of, policy_of, policy_of_section

if TYPE_CHECKING:
    from newsroom.models import User

FIELDS = ("comments_mode", "comments_days", "comments_notice")


class PolicyForm(forms.ModelForm):
    class Meta:
        model = Article
        fields = FIELDS
        widgets = {"comments_mode": forms.RadioSelect}


def urls(admin: ModelAdmin[Comment]) -> list[URLPattern]:
    def view(request: HttpRequest, article_id: int) -> HttpResponse:
        response = edit(request, article_id, admin)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    guarded = admin.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(view))
    return [path("policy/<int:article_id>/", guarded, name="comments_comment_policy")]


def may_set(user: User, article: Article) -> bool:
    """Say whether ``user`` may set the article's rule: who may edit it, and those who moderate in
    its section once readers have it."""
    if workflow.may(user, Action.EDIT, article):
        return True
    is_out = article.state == State.PUBLISHED and workflow.covers(user, article.section_id)
    return is_out and may_moderate(user)


def edit(request: HttpRequest, article_id: int, admin: ModelAdmin[Comment]) -> HttpResponse:
    """Show what holds for the article and why, and keep another rule for it.

    Raises:
        Http404: there is no such article.
        PermissionDenied: who asks may not set its rule.
    """
    articles = Article.objects.select_related("section__parent", "section__publication")
    article = get_object_or_404(articles.defer("body", "lead", "folded"), pk=article_id)
    user = cast("User", request.user)
    if not may_set(user, article):
        raise PermissionDenied
    form = PolicyForm(request.POST or None, instance=article)
    if request.method == "POST" and form.is_valid():
        if form.changed_data:
            _keep(request, article, form, admin)
        messages.success(request, _("The rule for comments holds from now on."))
        return HttpResponseRedirect(request.path)
    return TemplateResponse(
        request, "admin/comments/policy.html", _page(request, article, form, admin)
    )


@transaction.atomic
def _keep(
    request: HttpRequest, article: Article, form: PolicyForm, admin: ModelAdmin[Comment]
) -> None:
    """Write these columns alone: the text may be somebody else's work at this moment."""
    Article.objects.filter(pk=article.pk).update(
        **{name: form.cleaned_data[name] for name in FIELDS}
    )
    admin.log_change(request, article, [{"changed": {"fields": [str(_("Comments"))]}}])
    keys = frozenset({f"article:{article.pk}", standing_key(article.pk)})
    public_content_changed.send(sender=Article, keys=keys)


def _page(
    request: HttpRequest, article: Article, form: PolicyForm, admin: ModelAdmin[Comment]
) -> dict[str, Any]:
    """Return what the page prints: the rules as they are stored, whatever the form says."""
    stored = Article.objects.select_related("section__parent", "section__publication")
    stored = stored.defer("body", "lead", "folded").get(pk=article.pk)
    paper = paper_of(stored)
    back = reverse("admin:articles_article_change", args=[article.pk])
    is_visible = workflow.visible_to(cast("User", request.user)).filter(pk=article.pk).exists()
    return {
        **admin.admin_site.each_context(request),
        "title": _("Comments on the article"),
        "opts": Article._meta,
        "article": stored,
        "form": form,
        "holds": explained(policy_of(stored, paper)),
        "above": next(iter(explained(policy_of_section(stored.section, paper)))),
        "back": back if is_visible else "",
    }
