"""Mails that let readers in."""

from django.db import models
from django.utils import timezone


class SignInKey(models.Model):
    """A link and a code that were mailed to an address, to sign in with once.

    ``comments.accounts.keys`` alone makes and uses them. Stored are keyed hashes of both.
    ``opens`` is False where the address may not sign in here: the mail says so, the page does not.
    """

    email = models.EmailField()
    link = models.CharField(max_length=64, unique=True)
    code = models.CharField(max_length=64)
    opens = models.BooleanField(default=True)
    # The page that its reader came from, one of ours, to go back to.
    back = models.CharField(max_length=500, blank=True, default="")
    # A keyed hash of the network that asked (``comments.senders``).
    sender = models.CharField(max_length=32, blank=True, default="")
    made_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["email", "made_at"], name="signinkey_email"),
            models.Index(fields=["sender", "made_at"], name="signinkey_sender"),
            models.Index(fields=["made_at"], name="signinkey_made"),
        ]

    def __str__(self) -> str:
        return self.email
