"""One thread's page, opened where the comment is that somebody looks for; a writer's comments."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.views.detail import absent
from comments.cursors import Cursor
from comments.models import Comment
from comments.policies import policy_of
from comments.querysets import ROOTS_PER_PAGE
from comments.reading import articles_to_discuss, find_comment, find_writer
from comments.threads import ThreadPage, load_thread


@require_safe
def thread(request: HttpRequest, article_id: int, comment_id: int) -> HttpResponse:
    """Show the thread of a public comment, from a little before it on; the same for everyone.

    ``?sau=`` and ``?truoc=`` read on from a cursor, to later and earlier replies; ``?manh=1``
    sends the thread alone, in two queries.
    """
    comment = find_comment(article_id, comment_id)
    if comment is None:
        return _gone(request, article_id)
    page = _load(request, comment)
    article = comment.article
    publication = article.section.publication if article.section else None
    context = {"article": article, "page": page, "policy": policy_of(article, publication)}
    context |= {"comment": comment, "total": page.total, "single": True}
    template = "thread_part" if "manh" in request.GET else "thread_page"
    return render(request, f"comments/{template}.html", context)


@require_safe
def writer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what the owner of an account has written under public articles, the newest first.

    Without a public comment there is no such page: it would tell that there is the account.
    """
    found = find_writer(public_id)
    rows = list(Comment.objects.of_writer(found.pk, after=_after(request))) if found else []
    if not rows:
        raise Http404
    page = rows[:ROOTS_PER_PAGE]
    next_cursor = str(Cursor.of_comment(page[-1])) if len(rows) > len(page) else ""
    context = {"writer": found, "comments": page, "next_cursor": next_cursor}
    return render(request, "comments/writer_page.html", context)


def _load(request: HttpRequest, comment: Comment) -> ThreadPage:
    """Load what the address asks for.

    Raises:
        Http404: the cursor is not ours, or the root went in this moment.
    """
    after, before = _after(request), _cursor(request, "truoc")
    is_reply = comment.root_id is not None
    around = Cursor.of_comment(comment) if is_reply and not (after or before) else None
    root = Comment(pk=comment.root_id or comment.pk, article_id=comment.article_id)
    page = load_thread(root, after=after, before=before, around=around)
    if not page.threads:
        raise Http404
    return page


def _after(request: HttpRequest) -> Cursor | None:
    return _cursor(request, "sau")


def _cursor(request: HttpRequest, name: str) -> Cursor | None:
    try:
        return Cursor.parse(request.GET[name]) if name in request.GET else None
    except ValueError as error:  # an InvalidCursor is one
        raise Http404 from error


def _gone(request: HttpRequest, article_id: int) -> HttpResponse:
    """Say that a comment is not shown, with the way to those that are; status 404.

    Where the article is not public either, the answer is the one that the article gives.
    """
    article = articles_to_discuss().filter(pk=article_id).first()
    if article is None:
        return absent(request, str(article_id))
    context: dict[str, Any] = {"article": article}
    return render(request, "comments/comment_gone.html", context, status=404)
