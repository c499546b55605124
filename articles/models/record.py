"""What is on record of an article for readers and for inspectors: corrections, withdrawals."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.made import MadeByStaff


class Correction(MadeByStaff):
    """A published word on what an article had wrong, or on what has become known since.

    Rows are the truth; ``Article.corrections_shown`` holds what the article's page prints of
    them (``articles.corrections`` keeps both alike).
    """

    class Kind(models.TextChoices):
        CLARIFICATION = "clarification", _("Clarification")
        CORRECTION = "correction", _("Correction")
        APOLOGY = "apology", _("Apology")
        UPDATE = "update", _("Update")

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="corrections", verbose_name=_("article")
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.CLARIFICATION)
    text = models.TextField(_("text"), max_length=2000)
    published_at = models.DateTimeField(_("published at"), default=timezone.now)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["published_at", "id"]
        constraints = [
            models.CheckConstraint(name="correction_says_something", condition=~models.Q(text=""))
        ]
        indexes = [models.Index(fields=["-published_at", "-id"], name="correction_newest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"


class Withdrawal(MadeByStaff):
    """What readers had when an article was taken from them, kept for inspectors.

    ``document`` is complete in itself (names, not ids) and never changes; ``sha256`` is of its
    canonical JSON: sorted keys, no spaces, UTF-8 (``articles.withdrawals.digest_of``).
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="withdrawals")
    document = models.JSONField(_("document"))
    sha256 = models.CharField("SHA-256", max_length=64)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    notice = models.CharField(_("what readers are told"), max_length=500, blank=True)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    reversed_at = models.DateTimeField(_("reversed at"), null=True)

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        ordering = ["-made_at", "-id"]
        constraints = [
            # Two at once make one: of an article that is withdrawn there is one open record.
            models.UniqueConstraint(
                fields=["article"],
                condition=models.Q(reversed_at=None),
                name="withdrawal_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.sha256[:12]}"
