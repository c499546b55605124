"""The article as readers have it."""

from typing import Any, ClassVar, cast

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from articles.dependencies import Noted
from articles.languages import LANGUAGES
from articles.models.author import Author
from articles.models.discussed import Discussed
from articles.models.folded import Folded
from articles.models.photo import PhotoCaption
from articles.models.searchable import Searchable
from articles.models.section import Section
from articles.models.series import Series
from articles.models.tag import TaggedArticle
from articles.querysets import ArticleQuerySet
from articles.vietnamese.slugs import slugify


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Awaiting editing")
    EDITING = "editing", _("Being edited")
    AWAITING_APPROVAL = "awaiting_approval", _("Awaiting approval")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    RETURNED = "returned", _("Returned")


# A scheduled article becomes public by its time alone, whether or not anything ran meanwhile.
RELEASED = (State.PUBLISHED, State.SCHEDULED)
IS_RELEASED = Q(state__in=[str(state) for state in RELEASED])


class Kind(models.TextChoices):
    TEXT = "text", _("Article")
    PHOTOS = "photos", _("Photo story")


# taggit is untyped
class Article(Noted, Discussed, Searchable, Folded):  # type: ignore[django-manager-missing]
    """What is live. While nothing is, it mirrors the newest revision (see ``revisions.py``)."""

    NOTED_AS = "article"

    FOLDED_FIELDS: ClassVar[tuple[str, ...]] = ("title", "kicker", "lead")

    section = models.ForeignKey(
        Section,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,  # article_desk_section begins with it
        related_name="articles",
        verbose_name=_("section"),
    )
    # The first-level section, kept here so that its front is one range of one index.
    top_section = models.ForeignKey(
        Section, models.PROTECT, null=True, db_index=False, editable=False, related_name="+"
    )
    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=Kind,
        default=Kind.TEXT,
        help_text=_("A photo story's text is a sequence of photos, shown large."),
    )
    kicker = models.CharField(_("kicker"), max_length=120, blank=True)
    title = models.CharField(_("title"), max_length=250, blank=True)
    slug = models.CharField(_("address"), max_length=140, blank=True, editable=False)
    dateline = models.CharField(_("dateline"), max_length=40, blank=True)
    lead = models.TextField(_("lead"), blank=True)
    body = models.TextField(_("body"), blank=True)
    byline_note = models.CharField(_("note to the byline"), max_length=80, blank=True)
    source = models.CharField(_("source"), max_length=120, blank=True)
    language = models.CharField(
        _("language"), max_length=8, default="vi", choices=list(LANGUAGES.items())
    )
    series = models.ForeignKey(
        Series,
        models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,  # article_series begins with it
        related_name="articles",
        verbose_name=_("series"),
    )
    authors = models.ManyToManyField(
        Author, through="Byline", related_name="articles", verbose_name=_("authors")
    )
    tags = TaggableManager(through=TaggedArticle, blank=True, verbose_name=_("keywords"))

    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.DRAFT, editable=False
    )
    published_at = models.DateTimeField(
        _("published at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Readers may open the article from this moment on."),
    )
    last_published_at = models.DateTimeField(_("updated at"), null=True, editable=False)
    withdraw_at = models.DateTimeField(_("withdraw at"), null=True, editable=False)
    embargo_until = models.DateTimeField(_("embargo until"), null=True, editable=False)
    state_since = models.DateTimeField(
        _("in this state since"), default=timezone.now, editable=False
    )
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("in the hands of"),
    )
    withdrawal_notice = models.CharField(
        _("what readers are told"), max_length=500, blank=True, editable=False
    )
    # Photos above the text and in it, for photo stories' cards; written by ``revisions.apply``.
    photo_count = models.PositiveIntegerField(default=0, editable=False)
    # Words of lead and text, as a reader's program counts them; written with the text.
    word_count = models.PositiveIntegerField(default=0, editable=False)
    # What the page prints of corrections, oldest first (``articles.corrections``).
    corrections_shown = models.JSONField(default=list, editable=False)

    newest_revision = models.ForeignKey(
        "articles.Revision", models.SET_NULL, null=True, editable=False, related_name="+"
    )
    live_revision = models.ForeignKey(
        "articles.Revision", models.SET_NULL, null=True, editable=False, related_name="+"
    )
    # What an import was made from: one text, one article. NULL, so that others need not be unique.
    import_key = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="articles",
        verbose_name=_("created by"),
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-changed_at", "-id"]
        permissions = [
            ("edit_others_article", _("Can edit articles of others")),
            ("publish_article", _("Can publish, schedule and withdraw articles")),
            ("publish_early_article", _("Can publish before an embargo ends")),
        ]
        constraints = [
            models.CheckConstraint(
                name="article_known_state", condition=Q(state__in=list(State.values))
            ),
            models.CheckConstraint(
                name="article_known_kind", condition=Q(kind__in=list(Kind.values))
            ),
            models.CheckConstraint(
                name="article_released_is_complete",
                condition=~IS_RELEASED
                | Q(published_at__isnull=False, section__isnull=False) & ~Q(title="") & ~Q(slug=""),
                violation_error_message=_("A published article has a date, a section, a title."),
            ),
            models.CheckConstraint(
                name="article_sections_together",
                condition=Q(section=None, top_section=None)
                | Q(section__isnull=False, top_section__isnull=False),
            ),
            models.CheckConstraint(
                name="article_embargo_holds",
                condition=~IS_RELEASED
                | Q(embargo_until=None)
                | Q(published_at__gte=models.F("embargo_until")),
                violation_error_message=_("The article is under embargo at that time."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["-published_at", "-id"], condition=IS_RELEASED, name="article_newest"
            ),
            models.Index(
                fields=["section", "-published_at", "-id"],
                condition=IS_RELEASED,
                name="article_section_newest",
            ),
            models.Index(
                fields=["top_section", "-published_at", "-id"],
                condition=IS_RELEASED,
                name="article_top_newest",
            ),
            # Programs ask for what is written in one language, of which there may be little.
            models.Index(
                fields=["language", "-published_at", "-id"],
                condition=IS_RELEASED,
                name="article_language",
            ),
            models.Index(
                fields=["series", "published_at", "id"],
                condition=IS_RELEASED & Q(series__isnull=False),
                name="article_series",
            ),
            models.Index(
                fields=["last_published_at", "id"], condition=IS_RELEASED, name="article_updated"
            ),
            models.Index(
                fields=["-published_at", "-id"],
                condition=IS_RELEASED & Q(kind="photos"),
                name="article_photo_stories",
            ),
            models.Index(
                fields=["published_at"], condition=Q(state="scheduled"), name="article_due"
            ),
            models.Index(
                fields=["withdraw_at"],
                condition=Q(withdraw_at__isnull=False),
                name="article_ending",
            ),
            models.Index(fields=["-changed_at", "-id"], name="article_desk"),
            models.Index(fields=["section", "-changed_at", "-id"], name="article_desk_section"),
            models.Index(fields=["top_section", "-changed_at", "-id"], name="article_desk_top"),
            # Not of released ones: SQLite would take it for the public lists, and sort.
            models.Index(
                fields=["state", "-changed_at"], condition=~IS_RELEASED, name="article_desk_state"
            ),
            models.Index(
                fields=["state", "state_since", "id"],
                condition=~IS_RELEASED,
                name="article_waiting",
            ),
            models.Index(fields=["created_by", "-changed_at", "-id"], name="article_own"),
            models.Index(
                fields=["created_by", "state", "-changed_at", "-id"],
                condition=~IS_RELEASED,
                name="article_own_state",
            ),
            models.Index(
                fields=["created_by", "-published_at", "-id"],
                condition=IS_RELEASED,
                name="article_own_newest",
            ),
            models.Index(
                fields=["holder"], condition=Q(holder__isnull=False), name="article_in_hands"
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"#{self.pk}"

    def get_absolute_url(self) -> str:
        """Return the canonical address; without a section, one that leads there by the id."""
        path = self.section.path if self.section else "bai-viet"
        return reverse("articles:detail", args=[path, self.slug, self.pk])

    @property
    def lead_caption(self) -> PhotoCaption | None:
        """The lead photo's caption, from what ``with_card_data`` or ``with_page_data`` loaded."""
        if "has_card_data" in self.__dict__:
            # The join leaves no attribute where it has found nothing.
            return cast("PhotoCaption | None", self.__dict__.get("lead_use"))
        return next((use for use in self.captions.all() if use.placement == "lead"), None)

    @property
    def is_updated(self) -> bool:
        """Whether it was published again at least a minute after its publication time."""
        if self.published_at is None or self.last_published_at is None:
            return False
        return (self.last_published_at - self.published_at).total_seconds() >= 60

    @property
    def has_pending_changes(self) -> bool:
        """Whether what the newsroom has differs from what readers have."""
        live = self.live_revision_id
        return live is not None and self.newest_revision_id != live

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = slugify(self.title)[:140] or self.slug or "bai-viet"
        self.top_section_id = self.section.top_id if self.section else None
        super().save(*args, **kwargs)
