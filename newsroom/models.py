"""People who work here."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
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
            # One among very many readers (``comments.accounts.entry``, ``comments.privacy``).
            models.Index(Lower("email"), name="user_email"),
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


class PageChange(models.Model):
    """One change of what readers have (``newsroom.pagecache``).

    ``number`` is given after the commit, in the order of the commits; None until then. Of what
    ``takes_away`` no older page may be shown any more, not even while nothing newer can be made.
    """

    keys = models.JSONField()
    number = models.BigIntegerField(null=True, unique=True)
    takes_away = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("change of pages")
        verbose_name_plural = _("changes of pages")
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(number=None), name="pagechange_unnumbered"
            ),
            models.Index(fields=["made_at"], name="pagechange_age"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {', '.join(self.keys)}"


class PageCounter(models.Model):
    """The number of the last change; one row, whose lock puts the changes in their order."""

    number = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("number of the last change")
        verbose_name_plural = _("numbers of the last change")

    def __str__(self) -> str:
        return str(self.number)


class PageKey(models.Model):
    """The number of a key's last change, for what is kept for longer than the changes are."""

    key = models.CharField(max_length=60, unique=True)
    number = models.BigIntegerField()

    class Meta:
        verbose_name = _("last change of a key")
        verbose_name_plural = _("last changes of keys")

    def __str__(self) -> str:
        return f"{self.key}: {self.number}"


class PageMoment(models.Model):
    """A time at which pages that depend on ``key`` become others, by that time alone.

    ``takes_away`` as of a change.
    """

    key = models.CharField(max_length=60)
    at = models.DateTimeField()
    takes_away = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("moment of pages")
        verbose_name_plural = _("moments of pages")
        constraints = [models.UniqueConstraint(fields=["key", "at"], name="pagemoment_once")]
        indexes = [models.Index(fields=["at"], name="pagemoment_age")]

    def __str__(self) -> str:
        return f"{self.key}: {self.at}"


class PurgePlace(models.Model):
    """How far a place of the network in front has been told of the changes (``newsroom.cdn``).

    ``number`` is the last change that it was told of, ``repeated`` the last of which it was told
    a second time; ``waiting`` are pairs of a number and the time, in seconds since 1970, at which
    it was first told up to there. ``ended_at`` is until when it was told of what time has taken
    from readers.
    """

    name = models.CharField(max_length=300, unique=True)
    number = models.BigIntegerField(default=-1)
    repeated = models.BigIntegerField(default=-1)
    waiting = models.JSONField(default=list)
    ended_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("place to purge")
        verbose_name_plural = _("places to purge")

    def __str__(self) -> str:
        return f"{self.name}: {self.number}"
