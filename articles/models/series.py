"""Articles that belong together in order: a series."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.dependencies import Noted
from articles.models.folded import Folded
from articles.vietnamese.slugs import slugify


class Series(Noted, Folded):
    """A series of articles, told in the order of their publication."""

    NOTED_AS = "series"

    FOLDED_FIELDS: ClassVar[tuple[str, ...]] = ("name",)

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(
        _("address"),
        max_length=140,
        unique=True,
        blank=True,
        help_text=_("Made from the name if left empty."),
    )
    description = models.CharField(_("description"), max_length=240, blank=True)

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series (all)")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:series", args=[self.slug])

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = slugify(self.slug or self.name)[:140] or "loat-bai"
        super().save(*args, **kwargs)


class RelatedArticle(models.Model):
    """An article that the newsroom put below another by hand, in its place there."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="related_items")
    target = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("related article")
        verbose_name_plural = _("related articles")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "target"], name="related_once"),
            models.CheckConstraint(
                name="related_to_another", condition=~models.Q(article=models.F("target"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.target)
