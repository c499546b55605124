"""Who of the staff made a row."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class MadeByStaff(models.Model):
    """A row that remembers who made it; it outlives them, as nobody's."""

    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("made by"),
    )

    class Meta:
        abstract = True
