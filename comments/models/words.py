"""What the rules look for: the paper's list of words, and texts that say nearly the same."""

from typing import Any

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from articles.vietnamese.text import clean_line, match_key
from comments.models.comment import Comment


class CommentSketch(models.Model):
    """One of the numbers by which texts that say nearly the same are found.

    See ``comments.moderation.sketches``; kept for some days only.
    """

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="sketches")
    band = models.BigIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("sketch of a comment")
        verbose_name_plural = _("sketches of comments")
        indexes = [
            models.Index(fields=["band", "created_at"], name="comment_sketch_band"),
            models.Index(fields=["created_at"], name="comment_sketch_age"),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.band}"


class ListedWord(models.Model):
    """A word or phrase that the paper's readers may not use, or that is innocent after all.

    ``match`` is equal for one phrase in whatever case and tone style. ``version`` grows with
    every change, so that each process sees that the list is another (``moderation.wordlist``).
    """

    class Verdict(models.TextChoices):
        HOLD = "hold", _("Hold: a person looks at it")
        REJECT = "reject", _("Reject where it stands as it is, hold where it is hidden")
        ALLOW = "allow", _("Innocent: let it and what stands in it pass")

    text = models.CharField(_("word or phrase"), max_length=80)
    match = models.CharField(max_length=160, unique=True, editable=False)
    verdict = models.CharField(
        _("what happens"), max_length=6, choices=Verdict, default=Verdict.HOLD
    )
    note = models.CharField(_("why"), max_length=200, blank=True)
    is_active = models.BooleanField(_("in force"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        verbose_name = _("listed word")
        verbose_name_plural = _("listed words")
        ordering = ["text"]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.text = clean_line(self.text)
        self.match = match_key(self.text)
        if self.pk:
            self.version = F("version") + 1
        super().save(*args, **kwargs)
        self.refresh_from_db(fields=["version"])
