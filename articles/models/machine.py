"""What is kept for programs: drawn cards, articles that search engines are to be told of, and
parts of the sitemap."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ShareCard(models.Model):
    """The picture with an article's headline that other sites show beside a link to it.

    ``name`` follows from what is drawn on it (``articles.sharecards``): a changed headline has
    another one, so that no cache mixes the two. The row is written after the file.
    """

    article = models.OneToOneField(
        "articles.Article", models.CASCADE, primary_key=True, related_name="share_card"
    )
    name = models.CharField(max_length=16)

    class Meta:
        verbose_name = _("card picture")
        verbose_name_plural = _("card pictures")

    def __str__(self) -> str:
        return f"{self.article_id}-{self.name}"


class Ping(models.Model):
    """An article whose change search engines have not been told of yet (``articles.indexnow``)."""

    MOST_TRIES = 5

    article = models.OneToOneField(
        "articles.Article", models.CASCADE, primary_key=True, related_name="+"
    )
    since = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("ping")
        verbose_name_plural = _("pings")
        constraints = [
            models.CheckConstraint(name="ping_tries_end", condition=Q(tries__lt=5)),
        ]

    def __str__(self) -> str:
        return f"#{self.article_id}"


class SitemapPart(models.Model):
    """A part of the articles' sitemap that has, or had, a released article; kept by the database
    (``articles.sitemaps.keeping``).

    From ``holds_from`` on it is sure to hold a public article; before, and where that is NULL, it
    may all the same.
    """

    number = models.BigIntegerField(primary_key=True)
    holds_from = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("part of the sitemap")
        verbose_name_plural = _("parts of the sitemap")

    def __str__(self) -> str:
        return f"#{self.number}"
