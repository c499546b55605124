"""How often an article has been opened."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class Readership(models.Model):
    """The reads of one article on one day (in the paper's time zone). Nothing about readers."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="readership")
    day = models.DateField(_("day"))
    reads = models.PositiveBigIntegerField(_("reads"), default=0)

    class Meta:
        verbose_name = _("readership")
        verbose_name_plural = _("readership")
        constraints = [
            models.UniqueConstraint(fields=["article", "day"], name="readership_once_a_day")
        ]
        indexes = [models.Index(fields=["day", "-reads"], name="readership_most_read")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.day}: {self.reads}"
