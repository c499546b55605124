"""Whether, and how, readers may comment: on the whole paper, in a section, on an article."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class CommentsMode(models.TextChoices):
    """What becomes of a new comment. What a rule has something against is held in any mode."""

    INHERITED = "", _("As above it")
    CLOSED = "closed", _("Closed: none is taken")
    HELD = "held", _("Held: a moderator reads each before it is shown")
    TRUSTED = "trusted", _("Trusted writers are shown at once, others held")
    OPEN = "open", _("Shown at once, then checked by a moderator")


class Discussed(models.Model):
    """The rule of an article, a section or the paper; what is empty is as it is above.

    An article is below its section, that below its parent section, that below the paper.
    ``comments.policies`` says what holds. No part of a revision: it holds at once.
    """

    comments_mode = models.CharField(
        _("comments"), max_length=8, choices=CommentsMode, blank=True, default=""
    )
    comments_days = models.PositiveSmallIntegerField(
        _("days until comments close"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(3650)],
        help_text=_("After publication. 0: never. Empty: as above it."),
    )
    comments_notice = models.CharField(
        _("why comments are closed"),
        max_length=240,
        blank=True,
        help_text=_("Shown to readers where comments are closed."),
    )

    class Meta:
        abstract = True
