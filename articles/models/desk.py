"""What people at the desk tell one another about an article, and who has it open."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.made import MadeByStaff


class Assignment(MadeByStaff):
    """A story given to a reporter with a brief and a time. Of an article's, the newest holds."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="assignments")
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="assignments",
        verbose_name=_("reporter"),
    )
    brief = models.TextField(_("brief"), max_length=4000)
    due_at = models.DateTimeField(_("due at"), null=True, blank=True)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["made_at", "id"]
        indexes = [models.Index(fields=["due_at", "id"], name="assignment_due")]

    def __str__(self) -> str:
        return f"{self.article_id} → {self.reporter}"

    @property
    def is_overdue(self) -> bool:
        """Whether its time has passed; whether it was handed in is the article's to say."""
        return self.due_at is not None and self.due_at < timezone.now()


class Note(MadeByStaff):
    """A word on an article between people; ``mentions`` are those whom it names by @."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="notes")
    text = models.TextField(_("note"), max_length=4000)
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["made_at", "id"]

    def __str__(self) -> str:
        return self.text[:60]


class Presence(models.Model):
    """A window in which somebody has an article open; ``session`` is the window's own id.

    Rows older than ``articles.presence.LIFETIME`` count for nothing and are removed.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    session = models.UUIDField(unique=True)
    opened_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")

    def __str__(self) -> str:
        return f"{self.user}: {self.article_id}"


class PreviewLink(MadeByStaff):
    """A secret address at which one article's newest revision can be read without an account.

    Only the SHA-256 of its token is kept: whoever reads the database cannot open it.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="preview_links")
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    label = models.CharField(_("for whom"), max_length=120, blank=True)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.label or f"#{self.pk}"
