"""People who work here."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A member of staff, whose roles are groups (see ``roles.py``), or a reader with an account."""

    sections = models.ManyToManyField(
        "articles.Section",
        through="StaffSection",
        blank=True,
        related_name="staff",
        verbose_name=_("sections"),
        help_text=_("The roles hold in these sections only; in all of them if none is chosen."),
    )

    class Meta(AbstractUser.Meta):
        verbose_name = _("member of staff")  # type: ignore[assignment]
        verbose_name_plural = _("staff")  # type: ignore[assignment]
        indexes = [
            # Few among very many readers (``comments.accounts.entry``).
            models.Index(Lower("email"), condition=Q(is_staff=True), name="user_staff_email"),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def get_full_name(self) -> str:
        """Return the name as Vietnamese people write it: family name first."""
        return f"{self.last_name} {self.first_name}".strip()


class StaffSection(models.Model):
    """A section that a member of staff is limited to.

    While it is, the section cannot be deleted: with its last section a limit would become the
    right to all of them.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    section = models.ForeignKey(
        "articles.Section", models.PROTECT, related_name="+", verbose_name=_("section")
    )

    class Meta:
        verbose_name = _("section of a member of staff")
        verbose_name_plural = _("sections of a member of staff")
        constraints = [
            models.UniqueConstraint(fields=["user", "section"], name="staffsection_once")
        ]

    def __str__(self) -> str:
        return str(self.section)
