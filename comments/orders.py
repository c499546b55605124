"""In which orders readers have comments: the ``?xem=`` of an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from comments.cursors import Cursor, InterestCursor

if TYPE_CHECKING:
    from comments.models import Comment


class Order(models.TextChoices):
    """The values are those of ``Publication.comments_order``, and the newsroom's choice.

    Interest moves while somebody reads: a thread that is liked between two pages may be passed
    over, one that loses likes may come again. A page by itself is right, no order is kept for
    one reader, and the script leaves out what stands on the page already.
    """

    INTEREST = "quan-tam", _("Of most interest")
    NEWEST = "moi", _("Newest")
    OLDEST = "cu", _("Oldest")
    PICKS = "chon", _("Chosen by the newsroom")

    @property
    def fields(self) -> tuple[str, ...]:
        """What it goes by; the last is the id, so that the order is total."""
        if self == Order.INTEREST:
            return ("interest", "published_at", "pk")
        return ("featured_at" if self == Order.PICKS else "published_at", "pk")

    @property
    def descending(self) -> bool:
        return self != Order.OLDEST

    def place_of(self, comment: Comment) -> Cursor | InterestCursor:
        """Return where ``comment``, which has a place in this order, stands in it."""
        if self == Order.PICKS:
            return Cursor.at(comment.featured_at, comment.pk)
        place = Cursor.of_comment(comment)
        return InterestCursor(comment.interest, place) if self == Order.INTEREST else place

    def parse(self, text: str) -> Cursor | InterestCursor:
        """Return the place that a ``?sau=`` of this order names.

        Raises:
            InvalidCursor: it names none.
        """
        return (InterestCursor if self == Order.INTEREST else Cursor).parse(text)
