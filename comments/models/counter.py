"""How many comments an article has."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Article


class CommentCounter(models.Model):
    """How many comments of an article readers see, and how many wait.

    Changed with the comments in one transaction (``comments.counters``). A reply under a root
    that is not approved is not seen and not counted in ``approved``.
    """

    article = models.OneToOneField(
        Article,
        models.CASCADE,
        primary_key=True,
        related_name="comment_counter",
        verbose_name=_("article"),
    )
    approved = models.PositiveIntegerField(_("approved"), default=0)
    pending = models.PositiveIntegerField(_("waiting"), default=0)

    class Meta:
        verbose_name = _("number of comments")
        verbose_name_plural = _("numbers of comments")
        constraints = [
            models.CheckConstraint(
                name="comment_counter_positive", condition=Q(approved__gte=0, pending__gte=0)
            )
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.approved} + {self.pending}"
