"""Who let a comment through, and what moderators work with."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment, Status


class Action(models.TextChoices):
    """What was done with a comment; ``from_status`` and ``to_status`` are alike but for DECIDE."""

    DECIDE = "decide", _("Decided")
    KEEP = "keep", _("Looked at and kept")
    PICK = "pick", _("Picked")
    UNPICK = "unpick", _("No longer picked")
    REDACT = "redact", _("Text changed by the newsroom")
    EDIT = "edit", _("Text changed by the writer")
    EMPTY = "empty", _("Emptied at the writer's wish")
    ESCALATE = "escalate", _("Put before an editor")


class ModerationEvent(models.Model):
    """One act on one comment: who, when, from what to what, why. Never changed.

    ``detail`` is plain JSON; a change of text keeps the text before it as ``before``.
    """

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="events")
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("moderator"),
        help_text=_("Empty where a rule decided."),
    )
    action = models.CharField(
        _("what was done"), max_length=8, choices=Action, default=Action.DECIDE
    )
    detail = models.JSONField(default=dict, editable=False)
    from_status = models.CharField(_("from"), max_length=10, choices=Status)
    to_status = models.CharField(_("to"), max_length=10, choices=Status)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    # What was decided in one go has one ``batch``, by which it can be taken back; ``version`` is
    # the comment's after it.
    batch = models.UUIDField(null=True, db_index=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("moderation decision")
        verbose_name_plural = _("moderation decisions")
        ordering = ["made_at", "id"]
        indexes = [models.Index(fields=["-made_at", "-id"], name="moderationevent_newest")]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.from_status} → {self.to_status}"


class ModerationNote(models.Model):
    """What one moderator tells the others about a comment; no reader sees it."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    text = models.CharField(_("note"), max_length=1000)
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("moderators' note")
        verbose_name_plural = _("moderators' notes")
        ordering = ["made_at", "id"]

    def __str__(self) -> str:
        return self.text


class PreparedText(models.Model):
    """A reason for rejecting, or a reply of the newsroom, that moderators choose from."""

    class Kind(models.TextChoices):
        REASON = "reason", _("Reason for rejecting")
        REPLY = "reply", _("Reply of the newsroom")

    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    text = models.CharField(_("text"), max_length=500)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("prepared text")
        verbose_name_plural = _("prepared texts")
        ordering = ["kind", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "text"], name="preparedtext_once"),
        ]

    def __str__(self) -> str:
        return self.text


class DeskView(models.Model):
    """What a moderator has narrowed the desk down to, under a name; ``query`` as in its address."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="desk_views")
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("saved view of the desk")
        verbose_name_plural = _("saved views of the desk")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="deskview_once"),
        ]

    def __str__(self) -> str:
        return self.name
