"""Bylines' names."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.dependencies import Noted
from articles.models.folded import Folded
from articles.vietnamese.slugs import slugify
from articles.vietnamese.sorting import person_sort_key


class Author(Noted, Folded):
    """A name in a byline. One person may hold several; a name may belong to no user at all."""

    NOTED_AS = "author"
    LISTED_AS = "authors"

    FOLDED_FIELDS: ClassVar[tuple[str, ...]] = ("name",)

    name = models.CharField(_("pen name"), max_length=120, unique=True)
    slug = models.SlugField(_("address"), max_length=140, unique=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="authors",
        verbose_name=_("member of staff"),
    )
    description = models.CharField(_("about"), max_length=400, blank=True)
    sort_key = models.CharField(max_length=500, editable=False, default="")

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["sort_key", "id"]
        indexes = [models.Index(fields=["sort_key", "id"], name="author_alphabet")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:author", args=[self.slug])

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or self._free_slug()
        self.sort_key = person_sort_key(self.name)[:500]
        super().save(*args, **kwargs)

    def _free_slug(self) -> str:
        """Return the name's slug, numbered where another author (Thuỷ, Thúy) has it already."""
        base = slugify(self.name) or "tac-gia"
        taken = set(
            Author.objects.filter(slug__startswith=base)
            .exclude(pk=self.pk)
            .values_list("slug", flat=True)
        )
        slug, number = base, 2
        while slug in taken:
            slug, number = f"{base}-{number}", number + 1
        return slug
