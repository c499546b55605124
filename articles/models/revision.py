"""The record of an article: every version of its content, every change of its state."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article, State


class Revision(models.Model):
    """The whole content of one article at one moment. Written once, never changed.

    ``content`` is what ``articles.revisions.Content`` writes and reads.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(_("content"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("saved by"),
    )
    created_at = models.DateTimeField(_("saved at"), auto_now_add=True)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.article_id}/{self.number}"


class Transition(models.Model):
    """Who moved which article from which state to which, when and why."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="transitions")
    from_state = models.CharField(_("from"), max_length=20, choices=State)
    to_state = models.CharField(_("to"), max_length=20, choices=State)
    revision = models.ForeignKey(Revision, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("transition")
        verbose_name_plural = _("transitions")
        ordering = ["made_at", "id"]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.from_state} → {self.to_state}"
