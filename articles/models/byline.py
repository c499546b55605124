"""The places of authors in bylines."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.author import Author


class Byline(models.Model):
    """The place of one author in one article's byline."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines")
    author = models.ForeignKey(
        Author,
        models.PROTECT,
        db_index=False,  # byline_newest begins with it
        related_name="bylines",
        verbose_name=_("author"),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    # The article's ``published_at`` while it is released, kept by the database (``released.py``).
    released_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "author"], name="byline_author_once")
        ]
        indexes = [
            # An author's newest articles are one range of it.
            models.Index(fields=["author", "-released_at", "-article"], name="byline_newest")
        ]

    def __str__(self) -> str:
        return str(self.author)
