"""What readers do with the comments of others: like, report.

Pages that all readers share carry no token, so there a link leads here, where a form has one; a
script asks for the token (``own.mine``) and posts it by itself.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.models import Article
from comments import identity, likes, reports
from comments.flood import gate
from comments.forms import ReportForm
from comments.likes import OwnComment
from comments.models import Comment
from comments.querysets import PRIVATE
from comments.views.own import private
from comments.views.writing import encodable

_HEAVY = ("article__body", "article__folded", *(name for name in PRIVATE if name != "reader"))


@require_http_methods(["GET", "HEAD", "POST"])
@private
def like(request: HttpRequest, article_id: int, comment_id: int) -> HttpResponse:
    """Show a comment with the button that likes it; do what the button says.

    It sends ``thich=1`` or ``thich=0``, what is to hold afterwards: sent again, it changes
    nothing. Scripts that accept JSON are told ``liked`` and ``count``, or the ``problem``.
    """
    comment = _shown(article_id, comment_id)
    if request.method != "POST":
        return _offer(request, "like", comment, liked=_likes(request, comment))
    problem = _held_up(request)
    if problem:
        return _problem(request, comment, *problem)
    wanted = request.POST.get("thich") != "0"
    try:
        result = likes.like(comment.pk, identity.readers_of(request), wanted=wanted)
    except OwnComment:
        return _problem(request, comment, _("This is your own comment."), 409)
    if result is None:
        return _problem(request, comment, _("This comment is no longer shown."), 409)
    if _wants_json(request):
        return JsonResponse({"liked": result.liked, "count": result.count})
    return HttpResponseRedirect(comment.get_absolute_url(), status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def report(request: HttpRequest, article_id: int, comment_id: int) -> HttpResponse:
    """Show the form that reports a comment; take it; thank whoever has reported it."""
    comment = _shown(article_id, comment_id)
    readers = identity.readers_of(request)
    if request.method != "POST":
        told = bool(readers) and reports.has_reported(comment, readers)
        return _offer(request, "report", comment, told=told, form=ReportForm())
    form = ReportForm(encodable(request.POST))
    problem = _held_up(request)
    if problem:
        return _problem(request, comment, *problem, body=form["note"].value())
    if comment.reader in readers:
        text = _("This is your own comment. You can withdraw it.")
        return _problem(request, comment, text, 409)
    if not form.is_valid():
        return _offer(request, "report", comment, status=422, told=False, form=form)
    reports.report(comment.pk, readers, **form.cleaned_data)
    # As many as it takes may have hidden it: the thanks are given here, whatever became of it.
    return _offer(request, "report", comment, told=True)


def _shown(article_id: int, comment_id: int) -> Comment:
    """Return a comment that any reader may see, with its article, in one query; or raise 404."""
    comments = Comment.objects.public().filter(
        article__in=Article.objects.public(), emptied_at=None
    )
    known = comments.select_related("article__section__parent").defer(*_HEAVY)
    comment: Comment = get_object_or_404(known, pk=comment_id)
    if comment.article_id != article_id:
        raise Http404
    return comment


def _likes(request: HttpRequest, comment: Comment) -> bool:
    readers = identity.readers_of(request)
    return bool(readers) and likes.is_liked(comment, readers)


def _held_up(request: HttpRequest) -> tuple[str, int] | None:
    """Return why nothing is taken from who asks, and the status of that; None where it is."""
    if not identity.reader_of(request):
        text = _("Please allow cookies from this site: it knows by one what you have pressed.")
        return text, 403
    if gate.floods(request.META.get("REMOTE_ADDR", "")):
        return _("That was a lot at once. Please try again in a minute."), 429
    return None


def _offer(
    request: HttpRequest, name: str, comment: Comment, status: int = 200, **context: Any
) -> HttpResponse:
    identity.make_known(request)
    context |= {"comment": comment, "article": comment.article}
    response = render(request, f"comments/acts/{name}.html", context, status=status)
    return identity.remember(request, response)


def _problem(
    request: HttpRequest, comment: Comment, text: str, status: int, body: str = ""
) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"problem": text}, status=status)
    context = {"comment": comment, "article": comment.article, "problem": text, "body": body}
    return render(request, "comments/acts/problem.html", context, status=status)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"
