"""Photos, their use in articles, and files on their way to become one."""

import hashlib
import secrets
import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.dependencies import Noted
from articles.models.folded import Folded
from articles.photopaths import photo_path
from articles.photosearch import search_text
from articles.querysets import PhotoQuerySet
from articles.vietnamese.text import match_key

FOCUS_RANGE = [MinValueValidator(0), MaxValueValidator(1)]


def new_key() -> str:
    """Return a name for a photo's files that nobody can guess: 128 bits, URL-safe."""
    return secrets.token_urlsafe(16)


class Photo(Noted, Folded):
    """A photo: the picture itself, whose it is, and where it looks.

    ``credit`` belongs to the photo, wherever it is used. A photo without a picture stands for
    one that is still to come (text that was imported without it).
    """

    NOTED_AS = "photo"

    class Shape(models.TextChoices):
        LANDSCAPE = "landscape", _("Landscape")
        PORTRAIT = "portrait", _("Portrait")
        SQUARE = "square", _("Square")
        PANORAMA = "panorama", _("Panorama")

    FOLDED_FIELDS: ClassVar[tuple[str, ...]] = (
        "caption",
        "alt",
        "credit",
        "photographer",
        "agency",
        "place",
        "keywords",
    )

    # What the renditions follow from, apart from the file as it came: they are cut, and bear words.
    EDITION_FIELDS = tuple("plan photographer credit rights focus_x focus_y".split())

    key = models.CharField(max_length=32, unique=True, editable=False, default=new_key)
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What is to be seen, for those who cannot see it."),
    )
    credit = models.CharField(
        _("credit"),
        max_length=160,
        blank=True,
        help_text=_("Who took it, or where it comes from. It goes wherever the photo goes."),
    )
    photographer = models.CharField(_("photographer"), max_length=120, blank=True)
    # The name by which a photographer is found again: alike for old and new tone marks.
    photographer_key = models.CharField(max_length=250, blank=True, default="", editable=False)
    agency = models.CharField(_("agency"), max_length=120, blank=True)
    rights = models.CharField(
        _("rights"),
        max_length=300,
        blank=True,
        help_text=_("Who holds the copyright, and what the photo may be used for."),
    )
    keywords = models.CharField(
        _("keywords"), max_length=500, blank=True, help_text=_("With commas between them.")
    )
    place = models.CharField(_("place"), max_length=160, blank=True)
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    focus_x = models.FloatField(_("focal point, from left"), default=0.5, validators=FOCUS_RANGE)
    focus_y = models.FloatField(_("focal point, from top"), default=0.5, validators=FOCUS_RANGE)
    width = models.PositiveIntegerField(_("width"), null=True, editable=False)
    height = models.PositiveIntegerField(_("height"), null=True, editable=False)
    shape = models.CharField(
        _("shape"), max_length=12, choices=Shape, blank=True, default="", editable=False
    )
    # The name of the file as it came; it is served to nobody but staff, and never as a picture.
    original = models.CharField(max_length=20, blank=True, default="", editable=False)
    # The widths there are, by extension: {"avif": [240, 480], "webp": …, "jpg": …}.
    renditions = models.JSONField(_("renditions"), default=dict, blank=True, editable=False)
    # Which plan (``darkroom.plan``) the renditions were made by; empty while some are to come.
    plan = models.CharField(max_length=12, blank=True, default="", editable=False)
    # What the photo looks like, in four parts of 16 bits (``darkroom.likeness``).
    look_1 = models.IntegerField(null=True, editable=False)
    look_2 = models.IntegerField(null=True, editable=False)
    look_3 = models.IntegerField(null=True, editable=False)
    look_4 = models.IntegerField(null=True, editable=False)
    sha256 = models.CharField(  # noqa: DJ001  (NULL, so that those without a file are not alike)
        _("SHA-256 of the file as it came"), max_length=64, unique=True, null=True, editable=False
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        db_index=False,  # photo_of_uploader begins with it
        verbose_name=_("uploaded by"),
    )
    created_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    # Given by ``PhotoQuerySet.with_publicity()``.
    is_public: bool

    # Set by a page that is read by a secret link: its photos have their addresses below the link.
    preview_token = ""

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="photo_file_has_size",
                condition=Q(width=None, height=None, sha256=None)
                # NULL > 0 is unknown, and a check passes what is unknown: say it twice.
                | Q(width__isnull=False, height__isnull=False, sha256__isnull=False)
                & Q(width__gt=0, height__gt=0),
            ),
            models.CheckConstraint(
                name="photo_focus_inside",
                condition=Q(focus_x__range=(0, 1), focus_y__range=(0, 1)),
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="photo_newest"),
            *(
                models.Index(
                    fields=[f"look_{part}"],
                    condition=Q(**{f"look_{part}__isnull": False}),
                    name=f"photo_look_{part}",
                )
                for part in range(1, 5)
            ),
            models.Index(fields=["plan", "id"], name="photo_plan"),
            models.Index(
                fields=["photographer_key", "-created_at", "-id"], name="photo_of_photographer"
            ),
            models.Index(fields=["uploaded_by", "-created_at", "-id"], name="photo_of_uploader"),
            models.Index(fields=["shape", "-created_at", "-id"], name="photo_of_shape"),
            models.Index(
                fields=["taken_at"], condition=Q(taken_at__isnull=False), name="photo_taken"
            ),
            *(
                models.Index(
                    fields=["-created_at", "-id"],
                    condition=Q(**{field: ""}),
                    name=f"photo_without_{field}",
                )
                for field in ("credit", "alt")
            ),
        ]

    def __str__(self) -> str:
        return self.caption or self.alt or self.credit or f"#{self.pk}"

    def folded_text(self) -> str:
        return search_text(getattr(self, name) for name in self.FOLDED_FIELDS)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.photographer_key = match_key(self.photographer)
        fields = kwargs.get("update_fields")
        if fields is not None and "photographer" in fields:
            kwargs["update_fields"] = {*fields, "photographer_key"}
        super().save(*args, **kwargs)

    @property
    def has_file(self) -> bool:
        return bool(self.widths)

    @property
    def widths(self) -> list[int]:
        """The widths that there are as JPEG, the narrowest first: the format that all read."""
        return self.widths_as("jpg")

    def widths_as(self, extension: str) -> list[int]:
        return sorted(self.renditions.get(extension, ()))

    @property
    def look(self) -> tuple[int, int, int, int] | None:
        """What the photo looks like (``darkroom.likeness``); None without a file."""
        parts = (self.look_1, self.look_2, self.look_3, self.look_4)
        return None if None in parts else parts  # type: ignore[return-value]

    def url(self, width: int, extension: str) -> str:
        """Return the address of one rendition; ``width`` is one of ``widths_as(extension)``."""
        return photo_path(self.key, width, extension, token=self.preview_token)

    @property
    def edition(self) -> str:
        """A name for what the files under ``key`` hold now: another one when they are made anew."""
        told = repr([getattr(self, name) for name in self.EDITION_FIELDS])
        return hashlib.sha256(told.encode()).hexdigest()[:12]

    @property
    def share_url(self) -> str:
        """The address of what other sites show beside a link; empty without a file."""
        return reverse("machines:photo-share", args=[self.key]) if self.has_file else ""

    @property
    def full_url(self) -> str:
        """The address of the largest JPEG; empty without a file."""
        return self.url(self.widths[-1], "jpg") if self.has_file else ""


class PhotoCaption(models.Model):
    """The use of one photo in one article: its caption and alternative text there."""

    class Placement(models.TextChoices):
        LEAD = "lead", _("Lead photo")
        BODY = "body", _("Further photo")
        # Follows from the body, where the texts of this use stand: see ``articles.body.photos``.
        TEXT = "text", _("In the text")

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="captions")
    photo = models.ForeignKey(
        Photo, models.PROTECT, related_name="captions", verbose_name=_("photo")
    )
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    alt = models.CharField(_("alternative text"), max_length=300, blank=True)
    placement = models.CharField(
        _("placement"), max_length=8, choices=Placement, default=Placement.BODY
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("photo caption")
        verbose_name_plural = _("photo captions")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "photo"], name="photocaption_once"),
            models.UniqueConstraint(
                fields=["article"], condition=Q(placement="lead"), name="photocaption_one_lead"
            ),
        ]

    def __str__(self) -> str:
        return self.caption or str(self.photo)


class PhotoUpload(models.Model):
    """A file that comes in pieces, until it has become a photo or is thrown away.

    Its bytes lie in the default storage, a file for each piece, so that any host can take the
    next one. ``state`` is ``asking`` where the whole file is here and the library has a photo
    that looks the same: whoever sent it says what is to be done. ``known`` is the end of a file
    that the library had already.
    """

    class State(models.TextChoices):
        COMING = "coming", _("On its way")
        ASKING = "asking", _("Looks like another photo")
        DONE = "done", _("Stored")
        KNOWN = "known", _("In the library already")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("file name"), max_length=255)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    received = models.PositiveBigIntegerField(_("bytes received"), default=0)
    pieces = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State, default=State.COMING)
    photo = models.ForeignKey(Photo, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("photo on its way")
        verbose_name_plural = _("photos on their way")
        constraints = [
            models.CheckConstraint(
                name="photoupload_received_fits",
                condition=Q(received__lte=models.F("size")),
            ),
        ]
        indexes = [models.Index(fields=["changed_at"], name="photoupload_stale")]

    def __str__(self) -> str:
        return self.name
