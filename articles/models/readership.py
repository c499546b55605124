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


class Ranking(models.Model):
    """A list of the most read, made anew every minute or so (``articles.rankings``)."""

    days = models.PositiveSmallIntegerField(_("days"), unique=True)
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("ranking")
        verbose_name_plural = _("rankings")

    def __str__(self) -> str:
        return f"{self.days}: {self.made_at}"


class RankedArticle(models.Model):
    """The place of an article in a ranking when that was made; it may not be public any more."""

    ranking = models.ForeignKey(
        Ranking,
        models.CASCADE,
        db_index=False,  # ranked_place begins with it
        related_name="ranked",
    )
    article = models.ForeignKey(Article, models.CASCADE, related_name="ranked")
    place = models.PositiveSmallIntegerField(_("rank"))
    reads = models.PositiveBigIntegerField(_("reads"))

    class Meta:
        verbose_name = _("ranked article")
        verbose_name_plural = _("ranked articles")
        ordering = ["ranking", "place"]
        constraints = [
            models.UniqueConstraint(fields=["ranking", "place"], name="ranked_place"),
            models.UniqueConstraint(fields=["ranking", "article"], name="ranked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.place}. {self.article_id}"
