"""What readers do with the comments of others."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment


class Like(models.Model):
    """One reader (``comments.identity``) likes one comment."""

    comment = models.ForeignKey(
        Comment,
        models.CASCADE,
        related_name="likes",
        db_index=False,  # like_once begins with it
    )
    reader = models.CharField(max_length=40)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("like")
        verbose_name_plural = _("likes")
        constraints = [
            models.UniqueConstraint(fields=["comment", "reader"], name="like_once"),
            models.CheckConstraint(condition=~Q(reader=""), name="like_has_reader"),
        ]
        indexes = [models.Index(fields=["reader", "comment"], name="like_of_reader")]

    def __str__(self) -> str:
        return f"{self.reader} → {self.comment_id}"


class Report(models.Model):
    """One reader tells the newsroom that a comment should not be shown.

    ``upheld`` is None until a moderator has answered it.
    """

    class Reason(models.TextChoices):
        INSULT = "insult", _("It insults somebody")
        FALSE = "false", _("It is not true")
        ADVERT = "advert", _("It advertises or is spam")
        PRIVATE = "private", _("It tells private matters of others")
        OTHER = "other", _("Something else")

    comment = models.ForeignKey(
        Comment,
        models.CASCADE,
        related_name="reports",
        db_index=False,  # report_once begins with it
    )
    reader = models.CharField(max_length=40)
    reason = models.CharField(_("reason"), max_length=8, choices=Reason)
    note = models.CharField(_("what is wrong"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("reported at"), default=timezone.now, editable=False)
    upheld = models.BooleanField(null=True, editable=False)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "reader"], name="report_once"),
            models.CheckConstraint(condition=~Q(reader=""), name="report_has_reader"),
        ]
        indexes = [
            models.Index(fields=["reader"], name="report_of_reader"),
            models.Index(fields=["-created_at"], name="report_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.reason}"
