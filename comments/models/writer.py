"""Who writes: accounts with a record, those who may not write, addresses that may be written to."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.folded import Folded
from comments.models.comment import MAX_NAME


class Standing(models.TextChoices):
    NEW = "new", _("New")
    REGULAR = "regular", _("Regular")
    TRUSTED = "trusted", _("Trusted")


class Writer(Folded):
    """A reader's account as the comments know it: its name there, its record, its standing.

    ``comments.moderation.trust`` alone writes the record and the standing. ``is_fixed``: a
    moderator gave the standing, and no rule changes it.
    """

    FOLDED_FIELDS: ClassVar[tuple[str, ...]] = ("name",)

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        primary_key=True,
        related_name="writer",
        verbose_name=_("account"),
    )
    # What the address of the writer's page has: tells nothing, and cannot be counted up.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=MAX_NAME)
    standing = models.CharField(_("standing"), max_length=7, choices=Standing, default=Standing.NEW)
    is_fixed = models.BooleanField(
        _("standing fixed"), default=False, help_text=_("No rule changes it.")
    )
    approved = models.PositiveIntegerField(_("approved"), default=0, editable=False)
    rejected = models.PositiveIntegerField(_("rejected"), default=0, editable=False)
    reported = models.PositiveIntegerField(_("reports upheld"), default=0, editable=False)
    joined_at = models.DateTimeField(_("joined at"), default=timezone.now, editable=False)
    wants_mail = models.BooleanField(_("mail about approval and replies"), default=True)

    class Meta:
        verbose_name = _("writer")
        verbose_name_plural = _("writers")
        ordering = ["-joined_at", "-pk"]
        permissions = [("ban_writer", _("Can ban writers and lift bans"))]
        indexes = [models.Index(fields=["-joined_at", "-user"], name="writer_newest")]

    def __str__(self) -> str:
        return self.name


class Ban(models.Model):
    """Somebody may not comment: an account, or whoever sends from a network.

    A network is known by its hash (``comments.senders``) in the week of ``made_at``. Lifting
    keeps the row. ``until`` empty: for good.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="bans",
        verbose_name=_("account"),
    )
    sender = models.CharField(max_length=32, blank=True, default="", editable=False)
    # The week whose key made ``sender``: any moment in it.
    sender_at = models.DateTimeField(null=True, editable=False)
    reason = models.CharField(_("reason"), max_length=300)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("by"),
    )
    lifted_at = models.DateTimeField(_("lifted at"), null=True, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("lifted by"),
    )
    lifted_reason = models.CharField(_("why lifted"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("ban")
        verbose_name_plural = _("bans")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="ban_of_somebody",
                condition=Q(user__isnull=False, sender="")
                | Q(user=None, sender_at__isnull=False) & ~Q(sender=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["sender"], condition=Q(lifted_at=None) & ~Q(sender=""), name="ban_sender"
            ),
            models.Index(fields=["-made_at", "-id"], name="ban_newest"),
        ]

    def __str__(self) -> str:
        return str(self.user) if self.user else self.sender[:8]


class Correspondent(models.Model):
    """A guest's address, and whether mail may go to it: only where its owner has said so."""

    email = models.EmailField(_("e-mail"))
    asked_at = models.DateTimeField(null=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, editable=False)
    stopped_at = models.DateTimeField(_("stopped at"), null=True, editable=False)

    class Meta:
        verbose_name = _("correspondent")
        verbose_name_plural = _("correspondents")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="correspondent_once"),
        ]

    def __str__(self) -> str:
        return self.email
