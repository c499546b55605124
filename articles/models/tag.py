"""Keywords."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from articles.vietnamese.slugs import slugify


class Tag(TagBase):
    """A keyword; its address carries no diacritics."""

    class Meta:
        verbose_name = _("keyword")
        verbose_name_plural = _("keywords")
        ordering = ["slug"]

    def slugify(self, tag: str, i: int | None = None) -> str:
        base = slugify(tag) or "tu-khoa"
        return f"{base}-{i}" if i else base

    def get_absolute_url(self) -> str:
        return reverse("articles:tag", args=[self.slug])


class TaggedArticle(ItemBase):
    """The use of a keyword in an article."""

    content_object = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="tagged_items"
    )
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="tagged_items")

    class Meta:
        verbose_name = _("keyword of an article")
        verbose_name_plural = _("keywords of articles")
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="tag_once_per_article")
        ]

    def __str__(self) -> str:
        return str(self.tag)

    @classmethod
    def tags_for(cls, model: Any, instance: Any = None, **extra_filters: Any) -> Any:
        """Return the keywords in use (on ``instance``, if given); taggit's interface."""
        filters = dict(extra_filters)
        if instance is not None:
            filters["tagged_items__content_object"] = instance
        return Tag.objects.filter(**filters).distinct()
