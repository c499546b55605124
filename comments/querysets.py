"""Which comments a reader may see, which a moderator, and how a page of them is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Substr

from articles.literals import literal
from articles.vietnamese.text import clean_line, fold
from articles.workflow import limits_of
from comments.orders import Order
from comments.rows import beyond

if TYPE_CHECKING:
    from articles.models import Article
    from comments.cursors import Cursor, InterestCursor
    from comments.models import Comment
    from newsroom.models import User

ROOTS_PER_PAGE = 20
# So many replies are shown below a root before somebody asks for the others, so many at a time.
REPLIES_SHOWN = 3
REPLIES_PER_PAGE = 20
# So many stand before a reply that somebody looks for.
REPLIES_BEFORE = 5
FEED_SIZE = 50

# What no reader's page prints; the e-mail address must not even be loaded there.
PRIVATE = (
    *("email", "folded", "reasons", "client_uuid", "import_key", "sender", "likeness", "reader"),
    *("wants_mail", "escalated_at", "on_desk", "report_count", "urgency"),
    *("leased_to", "leased_until"),
)


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

    def roots(self, article: Article, order: Order = Order.NEWEST) -> Self:
        """The public top level of an article; its states as words, for SQLite's partial indexes."""
        roots = self.filter(article=article, root=None, status=literal("approved"))
        return roots.in_order(order)

    def replies(self) -> Self:
        """Public replies to roots that the caller knows to be public, oldest approval first."""
        kept = self.filter(root__isnull=False, status=literal("approved"))
        return kept.order_by("published_at", "id")

    def in_order(self, order: Order) -> Self:
        sign = "-" if order.descending else ""
        return self.order_by(*(f"{sign}{field}" for field in order.fields))

    def after(self, cursor: Cursor | InterestCursor, order: Order = Order.NEWEST) -> Self:
        """Keep what follows ``cursor`` in ``order``; of replies that is ``OLDEST``."""
        return self.filter(beyond(order.fields, cursor.values, descending=order.descending))

    def page(
        self,
        article: Article,
        order: Order = Order.NEWEST,
        *,
        after: Cursor | InterestCursor | None = None,
    ) -> Self:
        """Load a page of an article's comments in one query, whatever their number.

        The first 20 roots after the cursor (and one more, which tells that there is a next
        page), and of each of the 20 the first 3 replies; ``reply_count`` says how many there
        are. ``comments.threads`` puts the rows in order. Roots and replies are two ranges of
        indexes joined by UNION: with OR, the database would read all comments of the article;
        the replies are looked up one by one, since one root may have a hundred thousand.
        """
        roots = self.roots(article, order)
        if after is not None:
            roots = roots.after(after, order)
        top = self.filter(pk__in=roots.values("pk")[: ROOTS_PER_PAGE + 1])
        below = self.filter(pk__in=self._first_replies(roots.values("pk")[:ROOTS_PER_PAGE]))
        rows = top._for_readers(article.pk).union(below._for_readers(article.pk), all=True)
        return rows.order_by()  # the newest Django would give them the model's own order

    def _first_replies(self, roots: models.QuerySet[Comment, dict[str, int]]) -> models.QuerySet:
        replies = self.replies().filter(root=OuterRef("pk")).values("pk")
        above = self.filter(pk__in=roots).order_by()
        each = [
            above.annotate(reply=Subquery(replies[place : place + 1])).values("reply")
            for place in range(REPLIES_SHOWN)
        ]
        # Said to be distinct, or PostgreSQL guesses that half of all comments are among them.
        return each[0].union(*each[1:]).order_by()

    def picks(self, article: Article, *, after: Cursor | None = None) -> Self:
        """Load the comments that the newsroom chose, the latest choice first: 20 and one more."""
        picked = self.public_by_index().filter(
            article=article, featured_at__isnull=False, emptied_at=None
        )
        if after is not None:
            picked = picked.after(after, Order.PICKS)
        return picked._for_readers(article.pk).in_order(Order.PICKS)[: ROOTS_PER_PAGE + 1]

    def one_thread(
        self,
        root: Comment,
        *,
        after: Cursor | None = None,
        before: Cursor | None = None,
        around: Cursor | None = None,
    ) -> Self:
        """Load a public root with some of its replies in one query, in no order.

        After the cursor (or from the first on) 20 and one more; before it as many; ``around`` a
        reply the 5 and one more before it, and it with those after it, 20 and one more.
        """
        replies = self.replies().filter(root=root)
        if around is not None:
            start = around.__class__(around.time, around.pk - 1)
            parts = [
                replies._backwards(around)[: REPLIES_BEFORE + 1],
                replies.after(start, Order.OLDEST)[: REPLIES_PER_PAGE + 1],
            ]
        elif before is not None:
            parts = [replies._backwards(before)[: REPLIES_PER_PAGE + 1]]
        elif after is not None:
            parts = [replies.after(after, Order.OLDEST)[: REPLIES_PER_PAGE + 1]]
        else:
            parts = [replies[: REPLIES_PER_PAGE + 1]]
        wanted = [self.filter(pk=root.pk), *(self.filter(pk__in=p.values("pk")) for p in parts)]
        first, *others = (rows._for_readers(root.article_id) for rows in wanted)
        return first.union(*others, all=True).order_by()

    def _backwards(self, cursor: Cursor) -> Self:
        """Turn replies round, and keep what comes before the cursor."""
        return self.in_order(Order.NEWEST).after(cursor, Order.NEWEST)

    def public_by_index(self) -> Self:
        """Keep what ``public`` keeps, said so that SQLite finds it by the partial indexes."""
        under_shown = Q(root=None) | Q(root__status="approved")
        return self.filter(under_shown, status=literal("approved"))

    def newest(self, article: Article) -> Self:
        """Load the newest 50 public comments of an article, replies among them, for its feed."""
        kept = self.public_by_index().filter(article=article, emptied_at=None)
        return kept.defer(*PRIVATE).in_order(Order.NEWEST)[:FEED_SIZE]

    def of_writer(self, user_id: int, *, after: Cursor | None = None) -> Self:
        """Load an account's public comments on public articles, newest first: 20 and one more.

        Not what it wrote as the newsroom, which speaks with one voice.
        """
        from articles.models import Article

        is_public = Exists(Article.objects.public().filter(pk=OuterRef("article")))
        kept = self.public_by_index().filter(
            is_public, user=user_id, by_newsroom=False, emptied_at=None
        )
        if after is not None:
            kept = kept.after(after, Order.NEWEST)
        loaded = kept.select_related("article__section__parent").defer(
            *PRIVATE, "article__body", "article__folded"
        )
        return loaded.in_order(Order.NEWEST)[: ROOTS_PER_PAGE + 1]

    def _for_readers(self, article_id: int) -> Self:
        """Load what a page prints of comments of one article.

        Each row carries ``article_total``, the number of the article's public comments, and
        ``has_picks``; ``answered_name`` and ``answered_text`` of the comment that it answers,
        None where that is not shown; ``writer_id``, the public one of its account, which for the
        newsroom's own word is nobody's business.
        """
        from comments.models import Comment, CommentCounter

        picked = Comment.objects.filter(status=literal("approved"), featured_at__isnull=False)
        total = CommentCounter.objects.filter(article=article_id).values("approved")
        answered = Q(parent__status="approved", parent__emptied_at=None)
        return (
            self.defer(*PRIVATE)
            .order_by()
            .annotate(
                article_total=Subquery(total),
                has_picks=Exists(picked.filter(article=article_id)),
                answered_name=Case(When(answered, then=F("parent__name")), default=Value(None)),
                answered_text=Case(
                    When(answered, then=Substr("parent__body", 1, 400)), default=Value(None)
                ),
                writer_id=Case(
                    When(by_newsroom=False, emptied_at=None, then=F("user__writer__public_id")),
                    default=Value(None),
                ),
            )
        )
