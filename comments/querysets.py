"""Which comments a reader may see, which a moderator, and how a page of them is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value, Window
from django.db.models.functions import RowNumber

from articles.vietnamese.text import clean_line, fold
from articles.workflow import limits_of

if TYPE_CHECKING:
    from articles.models import Article
    from comments.cursors import Cursor
    from comments.models import Comment
    from newsroom.models import User

ROOTS_PER_PAGE = 20
REPLIES_PER_ROOT = 50

# What no reader's page prints; the e-mail address must not even be loaded there.
PRIVATE = ("email", "folded", "reasons", "client_uuid", "sender", "likeness", "reader")


class CommentQuerySet(models.QuerySet["Comment"]):
    def public(self) -> Self:
        """Keep what readers of a public article may see: approved, under an approved root."""
        return self.filter(Q(root=None) | Q(root__status="approved"), status="approved")

    def find_public(self, article: Article, pk: str) -> Comment | None:
        """Return the public comment of ``article`` with that id, as an address or a form has it."""
        if not (pk.isascii() and pk.isdecimal() and len(pk) <= 18):
            return None
        return self.public().defer(*PRIVATE).filter(article=article, pk=int(pk)).first()

    def pending(self) -> Self:
        return self.filter(status="pending")

    def on_desk(self) -> Self:
        """Keep what a moderator is to look at: what waits, and what is shown unread or reported."""
        return self.filter(on_desk=True)

    def in_sections_of(self, user: User) -> Self:
        """Keep comments on articles in the sections (and subsections) of a member of staff.

        A superuser, and staff without sections of their own, have all of them.
        """
        limits = limits_of(user)
        return self if limits is None else self.filter(article__section__in=limits)

    def search(self, term: str) -> Self:
        """Keep comments whose name, text or address has ``term``; accents make no difference."""
        return self.filter(folded__contains=fold(clean_line(term)))

    def roots(self, article: Article) -> Self:
        """The public top level of an article, newest approval first."""
        return self.filter(article=article, root=None, status="approved").order_by(
            "-published_at", "-id"
        )

    def replies(self) -> Self:
        """Public replies to roots that the caller knows to be public, oldest approval first."""
        return self.filter(root__isnull=False, status="approved").order_by("published_at", "id")

    def after(self, cursor: Cursor) -> Self:
        """Keep what follows ``cursor`` in the order of ``roots``."""
        return self.filter(
            Q(published_at__lt=cursor.time) | Q(published_at=cursor.time, pk__lt=cursor.pk),
            published_at__lte=cursor.time,  # lets the index start at the right place
        )

    def after_reply(self, cursor: Cursor) -> Self:
        """Keep what follows ``cursor`` in the order of ``replies``."""
        return self.filter(
            Q(published_at__gt=cursor.time) | Q(published_at=cursor.time, pk__gt=cursor.pk),
            published_at__gte=cursor.time,
        )

    def thread(self, article: Article, *, after: Cursor | None = None) -> Self:
        """Load a page of an article's comments in one query, whatever their number.

        The newest 20 roots after the cursor (and one more, which tells that there is a next
        page), and of each of the 20 the first 50 replies; ``reply_count`` says how many there
        are. Each row carries ``article_total``, the article's number of public comments.
        ``comments.threads`` puts the rows in order. They are two index ranges joined by UNION:
        with OR, the database would read all comments of the article.
        """
        roots = self.roots(article) if after is None else self.roots(article).after(after)
        top = self._with_total().filter(pk__in=roots.values("pk")[: ROOTS_PER_PAGE + 1])
        place = Window(RowNumber(), partition_by=[F("root")], order_by=["published_at", "id"])
        replies = (
            self._with_total()
            .filter(root__in=roots.values("pk")[:ROOTS_PER_PAGE], status="approved")
            .annotate(place=place)
            .filter(place__lte=REPLIES_PER_ROOT)
        )
        return top.annotate(place=Value(0)).union(replies, all=True)

    def one_thread(self, root: Comment, *, after: Cursor | None = None) -> Self:
        """Load the public replies of one root, 50 (and one more) after the cursor."""
        replies = self._with_total().replies().filter(root=root)
        if after is not None:
            replies = replies.after_reply(after)
        return replies[: REPLIES_PER_ROOT + 1]

    def _with_total(self) -> Self:
        from comments.models import CommentCounter

        total = CommentCounter.objects.filter(article=OuterRef("article")).values("approved")
        return self.defer(*PRIVATE).order_by().annotate(article_total=Subquery(total))
