"""A reader's own comments: what only they may see of them, and what they may do with them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Article
from comments import identity, likes, own
from comments.forms import EditForm
from comments.models import Comment, CommentRules
from comments.own import Changed, TooLate
from comments.views.writing import encodable
from comments.writers import writer_of

private = cache_control(private=True, no_store=True)


@require_safe
@private
def mine(request: HttpRequest, article_id: int) -> HttpResponse:
    """Return what an article's page holds for one reader alone, as JSON.

    ``token`` is what a post must carry, ``name`` that of the account, empty without one; ``own``
    is HTML of the reader's comments, empty where there are none; ``liked`` are ids of comments.
    """
    article = get_object_or_404(Article.objects.public().only("pk"), pk=article_id)
    readers = identity.readers_of(request)
    identity.make_known(request)
    writer = writer_of(identity.user_of(request))
    context = {
        "own": own.written(article.pk, readers, CommentRules.load()),
        "address": reverse("comments:page", args=[article.pk]),
    }
    data = {
        "token": get_token(request),
        "name": writer.name if writer else "",
        "own": render_to_string("comments/own.html", context).strip() if context["own"] else "",
        "liked": likes.liked_by(readers, article.pk) if readers else [],
    }
    return identity.remember(request, JsonResponse(data))


@require_http_methods(["GET", "HEAD", "POST"])
@private
def edit(request: HttpRequest, article_id: int, comment_id: int) -> HttpResponse:
    """Show a reader's own comment to be changed; change it."""
    comment = _own(request, article_id, comment_id)
    if request.method == "POST":
        return _edit(request, comment)
    if not own.may_edit(comment, CommentRules.load()):
        return _too_late(request, comment)
    form = EditForm(initial={"body": comment.body, "version": comment.version})
    return _act(request, "edit", comment, form=form)


def _edit(request: HttpRequest, comment: Comment) -> HttpResponse:
    form = EditForm(encodable(request.POST))
    if not form.is_valid():
        return _act(request, "edit", comment, status=422, form=form)
    body, version = form.cleaned_data["body"], form.cleaned_data["version"]
    address = request.META.get("REMOTE_ADDR", "")
    try:
        own.edit(comment, body, version=version, address=address)
    except TooLate:
        return _too_late(request, comment, body=body)
    except Changed as error:
        # Sent again, it replaces what stands there now: its writer has been shown that.
        form = EditForm(initial={"body": body, "version": error.comment.version})
        now = error.comment.body
        return _act(request, "edit", comment, status=409, form=form, now=now)
    return _done(comment, "sua")


@require_http_methods(["GET", "HEAD", "POST"])
@private
def withdraw(request: HttpRequest, article_id: int, comment_id: int) -> HttpResponse:
    """Ask a reader whether to take back their own comment; take it back."""
    comment = _own(request, article_id, comment_id)
    if request.method == "POST":
        if own.withdraw(comment.pk):
            return _done(comment, "rut")
        return _refused(request, comment)
    if comment.status not in own.THEIRS:
        return _refused(request, comment)
    return _act(request, "withdraw", comment)


def _own(request: HttpRequest, article_id: int, comment_id: int) -> Comment:
    """Return the reader's own comment.

    Raises:
        Http404: there is none, it is somebody else's, or its article is not public.
    """
    comment = own.find(article_id, comment_id, identity.readers_of(request))
    if comment is None or not Article.objects.public().filter(pk=comment.article_id).exists():
        raise Http404
    return comment


def _act(
    request: HttpRequest, name: str, comment: Comment, status: int = 200, **context: Any
) -> HttpResponse:
    context |= {"comment": comment, "article": comment.article}
    response = render(request, f"comments/acts/{name}.html", context, status=status)
    return identity.remember(request, response)


def _too_late(request: HttpRequest, comment: Comment, body: str = "") -> HttpResponse:
    problem = _("This comment can no longer be changed. You can still withdraw it.")
    return _act(request, "problem", comment, status=409, problem=problem, body=body)


def _refused(request: HttpRequest, comment: Comment) -> HttpResponse:
    problem = _("This comment is not shown: there is nothing to withdraw.")
    return _act(request, "problem", comment, status=409, problem=problem)


def _done(comment: Comment, what: str) -> HttpResponse:
    address = reverse("comments:page", args=[comment.article_id])
    return HttpResponseRedirect(f"{address}?da={what}#cua-toi", status=303)
