"""Parts of articles' pages that have been made already."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BuiltPart(models.Model):
    """The HTML of a part of an article's page (``articles.built``), in a language of the interface.

    ``pieces`` are the part's pieces in their order, compressed (``articles.built.deflate``).
    ``keys`` is JSON: all that it was made from (``articles.dependencies``), and ``number`` that of
    the last change before its making began. It is over at ``until``. What it shows of ``lag_key``
    may be ``lag`` seconds old. Times are seconds since 1970. ``address`` is the article's own;
    ``release`` what it was made by.
    """

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, db_index=False, related_name="+"
    )
    name = models.CharField(max_length=12)
    language = models.CharField(max_length=8)
    release = models.CharField(max_length=16)
    address = models.CharField(max_length=400, blank=True)
    pieces = models.BinaryField()
    keys = models.TextField()
    number = models.BigIntegerField()
    made_at = models.FloatField()
    until = models.FloatField(null=True)
    lag_key = models.CharField(max_length=60, blank=True)
    lag = models.FloatField(default=0)

    class Meta:
        verbose_name = _("built part of a page")
        verbose_name_plural = _("built parts of pages")
        constraints = [
            models.UniqueConstraint(fields=["article", "language", "name"], name="builtpart_once")
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.language} {self.name}"
