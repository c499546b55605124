"""Keywords."""

from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from articles.dependencies import Noted
from articles.vietnamese.slugs import slugify
from articles.vietnamese.sorting import sort_key
from articles.vietnamese.text import clean_line, match_key


class Tag(Noted, TagBase):  # type: ignore[django-manager-missing]
    """A keyword; its address carries no diacritics.

    ``match`` is what is equal for one keyword in whatever case and tone style, on any database.
    """

    NOTED_AS = "tag"
    LISTED_AS = "tags"

    name: str  # TagBase's field, for the type checker: taggit is untyped
    match = models.CharField(max_length=200, unique=True, editable=False)
    sort_key = models.CharField(max_length=500, editable=False, default="")

    class Meta:
        verbose_name = _("keyword")
        verbose_name_plural = _("keywords")
        ordering = ["slug"]
        indexes = [models.Index(fields=["sort_key", "id"], name="tag_alphabet")]

    def slugify(self, tag: str, i: int | None = None) -> str:
        # Room is left for the number, and for signs that become several letters.
        base = slugify(tag, max_length=90) or "tu-khoa"
        return f"{base}-{i}" if i else base

    def clean(self) -> None:
        self.name = clean_line(self.name)
        self.match = match_key(self.name)
        self.sort_key = sort_key(self.name)[:500]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it; a name that it had before goes on meaning it."""
        self.clean()
        if self.pk is None:
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            before = Tag.objects.filter(pk=self.pk).exclude(match=self.match)
            if former := before.values_list("match", flat=True).first():
                FormerTagName.objects.update_or_create(match=former, defaults={"tag": self})
            super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("articles:tag", args=[self.slug])


class FormerTagName(models.Model):
    """A name that a keyword had before it was renamed: revisions that still say it mean that one.

    ``match`` is as in ``Tag``. A keyword of the name itself goes before.
    """

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="former_names")
    match = models.CharField(max_length=200, unique=True, editable=False)

    class Meta:
        verbose_name = _("former name of a keyword")
        verbose_name_plural = _("former names of keywords")

    def __str__(self) -> str:
        return self.match


class TaggedArticle(ItemBase):
    """The use of a keyword in an article."""

    content_object = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="tagged_items"
    )
    tag = models.ForeignKey(
        Tag,
        models.CASCADE,
        db_index=False,  # tagged_newest begins with it
        related_name="tagged_items",
    )
    # The article's ``published_at`` while it is released, kept by the database (``released.py``).
    released_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("keyword of an article")
        verbose_name_plural = _("keywords of articles")
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="tag_once_per_article")
        ]
        indexes = [
            # A keyword's newest articles are one range of it.
            models.Index(fields=["tag", "-released_at", "-content_object"], name="tagged_newest"),
            # What is used lately, whatever the keyword.
            models.Index(
                fields=["-released_at", "-id"],
                condition=Q(released_at__isnull=False),
                name="tagged_lately",
            ),
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
