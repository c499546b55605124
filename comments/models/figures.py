"""What became of a day's comments, counted once when the day is over."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Section


class DayFigures(models.Model):
    """The numbers of one day (of the paper's time zone) and one section, without its subsections.

    ``numbers`` is what ``comments.dayfigures`` counted. The row without a section is there for
    each day that has been counted, also where nothing happened.
    """

    day = models.DateField()
    section = models.ForeignKey(
        Section,
        models.CASCADE,
        null=True,
        db_index=False,  # a section's rows are looked up when it is deleted, and at no other time
        related_name="+",
    )
    numbers = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("figures of a day")
        verbose_name_plural = _("figures of days")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["day", "section"], name="dayfigures_once"),
            models.UniqueConstraint(
                fields=["day"], condition=Q(section=None), name="dayfigures_counted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.section_id}"
