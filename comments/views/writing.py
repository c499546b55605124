"""Writing a comment: the form that is offered, and what it sends."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from articles.models import Article, CommentsMode
from comments import correspondents, identity, own
from comments.accounts import drafts
from comments.forms import CommentForm
from comments.models import Comment, CommentRules, Status
from comments.moderation import bans
from comments.policies import Refused, paper_of, policy_of
from comments.posting import post
from comments.writers import speaks_for_paper, stored_writer_of, writer_of


@dataclass(frozen=True)
class Asking:
    """Who is before an article's comments, and what holds there."""

    request: HttpRequest
    article: Article
    readers: list[str]
    rules: CommentRules

    @classmethod
    def of(cls, request: HttpRequest, article: Article) -> Asking:
        """Learn it, and see that the browser is known from now on (``identity.remember``)."""
        readers = identity.readers_of(request)  # none of a browser that is new: nothing to load
        identity.make_known(request)
        return cls(request, article, readers, CommentRules.load())

    def context(self) -> dict[str, Any]:
        """Return what the page prints for its reader alone; ``sent`` tells what became of it."""
        return {
            "own": own.written(self.article.pk, self.readers, self.rules),
            "sent": self.request.GET.get("da-gui", ""),
            "did": self.request.GET.get("da", ""),
        }

    def form(self, data: QueryDict | None = None, **initial: Any) -> CommentForm:
        user = identity.user_of(self.request)
        writer = writer_of(user) if data is None else stored_writer_of(user)
        policy = policy_of(self.article, paper_of(self.article))
        closed = policy.reason if policy.is_closed() else ""
        if user and not closed:
            closed = bans.why_not(user.pk, "")
        return CommentForm(
            data,
            article=self.article,
            writer=writer,
            rules=self.rules,
            closed=closed,
            is_held=policy.mode == CommentsMode.HELD,
            initial=initial,
        )


def offered(asking: Asking, answered: Comment | None) -> dict[str, Any]:
    """Return what the page prints of an empty form, perhaps to answer a comment."""
    draft = drafts.take(asking.request, asking.article.pk)
    form = asking.form(None, parent=answered.pk if answered else "", **draft)
    gone = "tra-loi" in asking.request.GET and answered is None
    return {"form": form, "answered": answered, "answered_is_gone": gone}


def take(asking: Asking) -> HttpResponse | tuple[dict[str, Any], int]:
    """Take what the form sends; where it cannot be, return what the page prints and its status.

    The text stays in the form, to be mended, or to be copied where none is taken.
    """
    request = asking.request
    form = asking.form(encodable(request.POST))
    if form.refusal:
        return {"form": form, "answered": None}, 409 if form.closed else 403
    told = "1"
    if form.is_valid():
        try:
            told = "hien" if _post(asking, form).status == Status.APPROVED else "1"
        except Refused as refused:
            form.add_error(None, str(refused))
            return {"form": form, "answered": form.cleaned_data.get("parent")}, 403
    # A robot is answered as if its text were taken: told otherwise, it would try again without
    # the field that gave it away.
    elif not form.is_from_robot:
        return {"form": form, "answered": form.cleaned_data.get("parent")}, 422
    address = reverse("comments:page", args=[asking.article.pk])
    return HttpResponseRedirect(f"{address}?da-gui={told}", status=303)


def _post(asking: Asking, form: CommentForm) -> Comment:
    request = asking.request
    comment: Comment = form.save(commit=False)
    comment.reader = identity.reader_of(request)
    comment.by_newsroom = speaks_for_paper(comment.user, asking.article)
    comment.client_uuid = comment.client_uuid or uuid.uuid4()
    address = request.META.get("REMOTE_ADDR", "")
    stored = post(comment, address=address, **form.traces)
    correspondents.invite(stored, address=address)
    return stored


def encodable(data: QueryDict) -> QueryDict:
    """Return what was sent without lone surrogates, so that the form can be shown again."""
    data = data.copy()
    for name, values in data.lists():
        data.setlist(name, [value.encode(errors="replace").decode() for value in values])
    return data
