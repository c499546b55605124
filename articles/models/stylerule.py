"""The house style, as rows that editors edit."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StyleRule(models.Model):
    """A word or phrase that the paper does not print, or not without thought.

    ``pattern`` is one or more words; ``*`` stands for any letters of a word. Case and the place
    of tone marks do not matter, accents do (``articles.housestyle``).
    """

    class Severity(models.TextChoices):
        WARN = "warn", _("Warns")
        BLOCK = "block", _("Keeps from being published")

    pattern = models.CharField(
        _("word or phrase"),
        max_length=120,
        unique=True,
        help_text=_("An asterisk stands for any letters of a word."),
    )
    explanation = models.CharField(_("why"), max_length=300, blank=True)
    suggestion = models.CharField(_("write instead"), max_length=200, blank=True)
    severity = models.CharField(
        _("what it does"), max_length=8, choices=Severity, default=Severity.WARN
    )
    is_active = models.BooleanField(_("in force"), default=True)

    class Meta:
        verbose_name = _("rule of the house style")
        verbose_name_plural = _("house style")
        ordering = ["pattern"]

    def __str__(self) -> str:
        return self.pattern
