"""Publishing a correction, from the page of the article that had it wrong."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from articles import corrections, workflow
from articles.admin.staff import member
from articles.forms.correction import CorrectionForm
from articles.models import Article
from articles.requirements import NotReady
from articles.rules import RULES, Action
from articles.workflow import NotAllowed


def urls(admin: ModelAdmin[Article]) -> list[URLPattern]:
    def correct(request: HttpRequest, article_id: int) -> HttpResponse:
        """Show the form beside what has been corrected already; take what it sends."""
        user = member(request)
        article = get_object_or_404(workflow.visible_to(user), pk=article_id)
        if not user.has_perm(RULES[Action.CORRECT].permission):
            raise PermissionDenied
        refused = not workflow.may(user, Action.CORRECT, article)
        form = CorrectionForm(None if refused else request.POST or None)
        if form.is_valid() and _publish(request, article, form):
            here = reverse("admin:articles_article_change", args=[article.pk])
            return HttpResponseRedirect(here)
        context = {
            **admin.admin_site.each_context(request),
            "title": _("Publish a correction"),
            "article": article,
            "refusal": workflow.present_state(article) if refused else "",
            "form": form,
            "rows": article.corrections.order_by("-published_at", "-pk").select_related("made_by"),
        }
        return render(request, "admin/articles/correct.html", context)

    view = admin.admin_site.admin_view(correct)
    return [path("<int:article_id>/correct/", view, name="articles_article_correct")]


def _publish(request: HttpRequest, article: Article, form: CorrectionForm) -> bool:
    """Publish what the form says; where that cannot be, say why in the form."""
    try:
        corrections.publish_correction(article, by=member(request), **form.cleaned_data)
    except NotReady as error:
        for problem in error.problems:
            form.add_error(problem.field, problem.text)
        return False
    except NotAllowed as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("The correction is published."))
    return True
