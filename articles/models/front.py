"""What editors arrange: the fronts, every version of them, and breaking news."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.photo import Photo
from articles.models.section import Section

#: How long a breaking line runs unless somebody says otherwise.
USUAL_RUN: Final = timedelta(hours=2)


class Front(models.Model):
    """The home page (without a section) or a section's front, once somebody has arranged it."""

    section = models.OneToOneField(
        Section,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="front",
        verbose_name=_("section"),
    )
    current = models.ForeignKey(
        "articles.FrontVersion", models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("front")
        verbose_name_plural = _("fronts")
        constraints = [
            # NULLs are distinct to a unique index: there must be one home page all the same.
            models.UniqueConstraint(Coalesce("section", Value(0)), name="front_one_of_each")
        ]

    def __str__(self) -> str:
        return str(self.section) if self.section else str(_("Home page"))


class FrontVersion(models.Model):
    """What somebody saved of a front: never changed, never deleted (``articles.frontversions``).

    ``arrangement`` is what ``articles.arrangement.Arrangement.to_json`` writes. ``restores`` is
    the number of the version that this one is equal to, where it was made by going back to it;
    0 is the front that nobody had arranged.
    """

    front = models.ForeignKey(Front, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField(_("version"))
    arrangement = models.JSONField(default=list)
    note = models.CharField(_("note"), max_length=200, blank=True)
    restores = models.PositiveIntegerField(null=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("saved by"),
    )
    created_at = models.DateTimeField(_("saved at"), auto_now_add=True)

    class Meta:
        verbose_name = _("version of a front")
        verbose_name_plural = _("versions of fronts")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["front", "number"], name="frontversion_number")
        ]

    def __str__(self) -> str:
        return f"{self.front_id}, {self.number}"


class FrontPhoto(models.Model):
    """A photo that a front's current version puts on an article instead of its own.

    Follows from the arrangement (``articles.frontversions``), so that the database knows which
    photos readers may open, and lets none be deleted that a front shows.
    """

    front = models.ForeignKey(Front, models.CASCADE, related_name="photos")
    article = models.ForeignKey(Article, models.CASCADE, related_name="+")
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="front_uses")
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("photo on a front")
        verbose_name_plural = _("photos on fronts")

    def __str__(self) -> str:
        return f"{self.front_id}: {self.photo_id}"


class BreakingNews(models.Model):
    """A line on every page, from one moment to another (``articles.breaking``)."""

    text = models.CharField(_("text"), max_length=160)
    article = models.ForeignKey(
        Article,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="breaking_lines",
        verbose_name=_("article"),
    )
    address = models.CharField(_("address"), max_length=500, blank=True)
    # Whether it is about an article, even one that is gone since: it is then shown no more.
    of_article = models.BooleanField(default=False, editable=False)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("written by"),
    )
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)

    class Meta:
        verbose_name = _("breaking news line")
        verbose_name_plural = _("breaking news")
        ordering = ["-starts_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="breaking_ends_after_start",
                condition=Q(ends_at__gte=F("starts_at")),
                violation_error_message=_("The line would end before it begins."),
            ),
            models.CheckConstraint(
                name="breaking_leads_to_one_place",
                condition=Q(address="") | Q(article=None),
                violation_error_message=_("Give an article or another address, not both."),
            ),
            models.CheckConstraint(name="breaking_says_something", condition=~Q(text="")),
        ]
        indexes = [models.Index(fields=["ends_at"], name="breaking_running")]

    def __str__(self) -> str:
        return self.text
