"""What the paper has chosen for its comments; one row."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


class CommentRules(models.Model):
    """The one row of rules, or the defaults while nobody has changed any (``load``)."""

    class Altcha(models.TextChoices):
        NEVER = "never", _("Never")
        ATTACK = "attack", _("While many comments come in at once")
        ALWAYS = "always", _("Always")

    edit_minutes = models.PositiveSmallIntegerField(
        _("minutes in which writers may change their comment"),
        default=5,
        validators=[MaxValueValidator(60)],
    )
    regular_after = models.PositiveSmallIntegerField(
        _("approved comments that make a writer regular"), default=3
    )
    trusted_after = models.PositiveSmallIntegerField(
        _("approved comments that make a writer trusted"), default=20
    )
    trusted_days = models.PositiveSmallIntegerField(
        _("days of an account before it is trusted"), default=30
    )
    refused_percent = models.PositiveSmallIntegerField(
        _("most comments refused, in percent"),
        default=10,
        validators=[MaxValueValidator(100)],
        help_text=_("Above it a writer is new again."),
    )
    hold_after_reports = models.PositiveSmallIntegerField(
        _("reports that hold a comment that nobody has read"), default=3
    )
    altcha = models.CharField(
        _("proof of work"), max_length=6, choices=Altcha, default=Altcha.ATTACK
    )
    attack_per_minute = models.PositiveSmallIntegerField(
        _("comments a minute that are an attack"), default=60, validators=[MinValueValidator(1)]
    )
    guests = models.BooleanField(_("guests may comment"), default=True)
    consent = models.TextField(
        _("what a writer agrees to"),
        max_length=2000,
        blank=True,
        help_text=_("Plain text, above the button that sends. Empty: the usual sentence."),
    )
    keep_senders_days = models.PositiveSmallIntegerField(
        _("days that hashed addresses are kept"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
    )

    class Meta:
        verbose_name = _("rules of comments")
        verbose_name_plural = _("rules of comments")
        constraints = [
            models.CheckConstraint(name="commentrules_one_row", condition=Q(pk=1)),
        ]

    def __str__(self) -> str:
        return capfirst(str(self._meta.verbose_name))

    @classmethod
    def load(cls) -> CommentRules:
        """Return the rules that hold; one query."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
