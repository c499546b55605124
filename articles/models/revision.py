"""The record of an article: every version of its content, every change of its state."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article, State
from articles.models.made import MadeByStaff


class Revision(models.Model):
    """The whole content of one article at one moment. Its content is never changed.

    ``content`` is what ``articles.revisions.Content`` writes and reads. ``session`` is the id of
    the window that it was saved from and ``sequence`` the number of the save there, so that a
    window's own saves never clash and one that is sent twice is stored once. ``base`` is the
    revision that its writer started from.
    """

    class Kind(models.TextChoices):
        SAVED = "saved", _("Saved")
        AUTOSAVED = "autosaved", _("Saved by itself")
        # Somebody else had saved meanwhile: kept, and nobody's newest until it is chosen.
        ASIDE = "aside", _("Kept aside")

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(_("content"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.SAVED)
    name = models.CharField(_("name of the version"), max_length=80, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    session = models.UUIDField(null=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    base = models.ForeignKey("self", models.SET_NULL, null=True, editable=False, related_name="+")
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
            models.UniqueConstraint(fields=["article", "number"], name="revision_numbered"),
            models.UniqueConstraint(
                fields=["session", "sequence"],
                condition=models.Q(session__isnull=False),
                name="revision_session_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}/{self.number}"


class Transition(MadeByStaff):
    """Who moved which article from which state to which, when and why."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="transitions")
    from_state = models.CharField(_("from"), max_length=20, choices=State)
    to_state = models.CharField(_("to"), max_length=20, choices=State)
    revision = models.ForeignKey(Revision, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    # When a moment that came by itself was due: later than made_at says what was made good.
    due_at = models.DateTimeField(_("due at"), null=True)

    class Meta:
        verbose_name = _("transition")
        verbose_name_plural = _("transitions")
        ordering = ["made_at", "id"]
        indexes = [
            models.Index(
                fields=["-made_at"],
                condition=models.Q(due_at__isnull=False),
                name="transition_by_itself",
            )
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.from_state} → {self.to_state}"
