"""What readers have been told by mail, what they asked for, and who wants to be forgotten."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment


class Letter(models.Model):
    """A comment's writer was told of its approval, or of a reply, and is told no second time.

    ``APPROVED`` stands at the comment itself, ``REPLY`` at the reply. ``QUIET`` stands at a comment
    whose writer wants no more mail about that conversation.
    """

    class Kind(models.TextChoices):
        APPROVED = "approved", _("Told of its approval")
        REPLY = "reply", _("Told of the reply")
        QUIET = "quiet", _("No mail about this conversation")

    comment = models.ForeignKey(
        Comment,
        models.CASCADE,
        related_name="letters",
        db_index=False,  # letter_once begins with it
    )
    kind = models.CharField(max_length=8, choices=Kind)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("letter to a reader")
        verbose_name_plural = _("letters to readers")
        constraints = [models.UniqueConstraint(fields=["comment", "kind"], name="letter_once")]
        indexes = [models.Index(fields=["made_at"], name="letter_age")]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.kind}"


class Asked(models.Model):
    """Somebody asked for a mail to an address: counted, so that nobody is bombed with mail.

    Address and network are keyed hashes (``comments.asking``). ``slot`` numbers the time in which
    a second mail to that address would be one too many.
    """

    class Purpose(models.TextChoices):
        CONFIRM = "confirm", _("Confirmation of an address")
        DATA = "data", _("One's data")

    purpose = models.CharField(max_length=8, choices=Purpose)
    address = models.CharField(max_length=32)
    sender = models.CharField(max_length=32, blank=True)
    slot = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("mail asked for")
        verbose_name_plural = _("mails asked for")
        constraints = [
            models.UniqueConstraint(fields=["address", "purpose", "slot"], name="asked_once"),
        ]
        indexes = [
            models.Index(fields=["sender", "made_at"], name="asked_sender"),
            models.Index(fields=["made_at"], name="asked_age"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.address[:8]}"


class Erasure(models.Model):
    """Somebody is to be forgotten (``comments.privacy.erasure``); gone once it is done.

    ``readers`` are those in ``comments.identity``'s words whose likes and reports go; ``texts``:
    what they wrote goes as well, not their name alone.
    """

    email = models.EmailField(blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    readers = models.JSONField(default=list)
    texts = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["asked_at", "id"]

    def __str__(self) -> str:
        return str(self.pk)
