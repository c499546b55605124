"""The paper and its sections."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.dependencies import Noted
from articles.models.discussed import Discussed
from articles.vietnamese.slugs import slugify
from articles.vietnamese.text import clean_line

# First parts of addresses that belong to something else (see docs/architecture.md).
RESERVED_SLUGS = frozenset(
    "admin anh api binh-luan dinh-chinh doc-nhieu en healthz loat-bai luot-doc luu-tru ma-qr media"
    " ngoai-tuyen readyz rss sitemap static tac-gia tai-khoan the tim-kiem tu-khoa vi"
    " xem-truoc".split()
)


class Publication(Noted, Discussed):
    """A newspaper: what its masthead and its footer print, what its house style allows."""

    NOTED_AS = "site"

    class CorrectionsPlace(models.TextChoices):
        TOP = "top", _("Above the text")
        BOTTOM = "bottom", _("Below the text")

    class CommentsOrder(models.TextChoices):
        NEWEST = "moi", _("Newest first")
        INTEREST = "quan-tam", _("Of most interest first")
        OLDEST = "cu", _("Oldest first")

    name = models.CharField(_("name"), max_length=120)
    tagline = models.CharField(_("line under the name"), max_length=160, blank=True)
    dateline = models.CharField(
        _("dateline"),
        max_length=40,
        blank=True,
        help_text=_("The paper's mark that opens a lead, such as BTG."),
    )
    governing_body = models.CharField(_("governing body"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    editor_in_chief = models.CharField(_("editor-in-chief"), max_length=120, blank=True)
    address = models.CharField(_("address"), max_length=240, blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    title_best = models.PositiveSmallIntegerField(
        _("letters of a headline that read best"),
        default=100,
        help_text=_("More than these: the desk is warned."),
    )
    title_most = models.PositiveSmallIntegerField(
        _("letters of a headline at the most"),
        default=180,
        help_text=_("More than these: the article cannot be published."),
    )
    lead_best = models.PositiveSmallIntegerField(
        _("words of a lead that read best"),
        default=50,
        help_text=_("More than these: the desk is warned."),
    )
    lead_most = models.PositiveSmallIntegerField(
        _("words of a lead at the most"),
        default=120,
        help_text=_("More than these: the article cannot be published."),
    )
    corrections_place = models.CharField(
        _("where corrections stand"),
        max_length=8,
        choices=CorrectionsPlace,
        default=CorrectionsPlace.TOP,
    )
    comments_order = models.CharField(
        _("order of comments"),
        max_length=8,
        choices=CommentsOrder,
        default=CommentsOrder.NEWEST,
        help_text=_("Below articles; readers can choose another."),
    )
    offline_reading = models.BooleanField(
        _("reading offline"),
        default=True,
        help_text=_("Readers' browsers keep the articles they opened last."),
    )
    feed_full_text = models.BooleanField(
        _("full texts in feeds"),
        default=True,
        help_text=_("Otherwise RSS has the leads alone."),
    )
    indexnow_key = models.CharField(
        _("IndexNow key"),
        max_length=128,
        blank=True,
        validators=[RegexValidator(r"^[A-Za-z0-9-]{8,128}$")],
        help_text=_("8 to 128 letters and digits. With it, search engines are told of changes."),
    )
    # The breaking lines that run or are to come, written by ``articles.breaking`` alone: every
    # page has them with the paper's name, without a query of their own.
    breaking = models.JSONField(default=list, editable=False)

    class Meta:
        verbose_name = _("newspaper")
        verbose_name_plural = _("newspapers")
        constraints = [
            models.CheckConstraint(
                name="publication_lengths_in_order",
                condition=Q(title_best__lte=F("title_most"), lead_best__lte=F("lead_most")),
                violation_error_message=_("What reads best may not be more than what is allowed."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Section(Noted, Discussed):
    """A section of the paper; a section with a parent is a subsection and has none itself."""

    NOTED_AS = "site"

    publication = models.ForeignKey(
        Publication, models.PROTECT, related_name="sections", verbose_name=_("newspaper")
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent section"),
    )
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(
        _("address"), max_length=80, blank=True, help_text=_("Made from the name if left empty.")
    )
    description = models.CharField(_("description"), max_length=240, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        # Each section with its subsections behind it.
        ordering = [
            Coalesce("parent__position", "position"),
            Coalesce("parent_id", "id"),
            F("parent_id").asc(nulls_first=True),
            "position",
            "id",
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(parent=None),
                name="section_unique_top_slug",
                violation_error_message=_("Another section has this address."),
            ),
            models.UniqueConstraint(
                fields=["parent", "slug"],
                condition=Q(parent__isnull=False),
                name="section_unique_sub_slug",
                violation_error_message=_("Another section has this address."),
            ),
            models.CheckConstraint(condition=~Q(slug=""), name="section_has_slug"),
        ]

    def __str__(self) -> str:
        return f"{self.parent.name} › {self.name}" if self.parent else self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:section", args=[self.path])

    @property
    def path(self) -> str:
        """The section's part of an address: ``kinh-te`` or ``kinh-te/nong-nghiep``."""
        return f"{self.parent.slug}/{self.slug}" if self.parent else self.slug

    @property
    def top_id(self) -> int:
        """The id of the first-level section that this one is or belongs to."""
        return self.parent_id or self.pk

    def clean(self) -> None:
        self._set_slug()
        if not self.slug:
            raise ValidationError({"slug": _("Give the section an address.")})
        if self.parent is None and self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": _("This address is taken by another page.")})
        if self.parent is None:
            return
        if self.parent.parent_id or self.parent_id == self.pk:
            raise ValidationError({"parent": _("A subsection cannot have subsections.")})
        if self.pk and self.children.exists():
            raise ValidationError({"parent": _("A section with subsections stays at the top.")})

    def _set_slug(self) -> None:
        """Give the address the form that ``articles.urls`` reads, whatever was typed."""
        self.name = clean_line(self.name)
        self.slug = slugify(self.slug or self.name, max_length=80)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._set_slug()
        super().save(*args, **kwargs)
        self.articles.exclude(top_section=self.top_id).update(top_section=self.top_id)
