"""What readers write under articles."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.models.folded import Folded
from comments.querysets import CommentQuerySet

MAX_NAME = 60
MAX_BODY = 3000


class Status(models.TextChoices):
    PENDING = "pending", _("Waiting")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    SPAM = "spam", _("Spam")
    WITHDRAWN = "withdrawn", _("Withdrawn by the writer")


class Comment(Folded):
    """A reader's text. ``comments.moderation.decisions`` alone changes its status.

    ``root`` is the top of its thread and ``parent`` the comment it answers; both are empty at
    the top level. Any depth is kept, and shown flat under the root. ``published_at`` is the time
    of the approval that holds now: what readers sort by. ``reply_count`` counts the approved
    replies under a root, ``interest`` those and the likes: what "of most interest" sorts by.

    ``on_desk`` says that a moderator is to look at it: it waits, or it is shown although nobody
    has read it (``comments.policies``), or readers have reported it since somebody did.
    """

    FOLDED_FIELDS: ClassVar[tuple[str, ...]] = ("name", "body", "email")

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="comments", verbose_name=_("article")
    )
    root = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        editable=False,
        db_index=False,  # comment_replies is its index, without the many that have no root
        related_name="thread_replies",
    )
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        editable=False,
        related_name="answers",
        verbose_name=_("in reply to"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="comments",
        verbose_name=_("account"),
    )
    name = models.CharField(_("name"), max_length=MAX_NAME)
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("Never shown to readers."))
    body = models.TextField(_("text"), max_length=MAX_BODY)
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.PENDING, editable=False
    )
    reasons = models.JSONField(_("reasons"), default=list, editable=False)
    # A keyed hash (``comments.senders``), and what is equal for texts that say the same
    # (``comments.moderation.steps``); empty where there is nothing to compare by.
    sender = models.CharField(max_length=32, blank=True, default="", editable=False)
    likeness = models.CharField(max_length=32, blank=True, default="", editable=False)
    created_at = models.DateTimeField(_("written at"), default=timezone.now, editable=False)
    published_at = models.DateTimeField(_("approved at"), null=True, editable=False)
    # Whose browser or account it was written with (``comments.identity``).
    reader = models.CharField(max_length=40, blank=True, default="", editable=False)
    by_newsroom = models.BooleanField(_("by the newsroom"), default=False, editable=False)
    wants_mail = models.BooleanField(_("mail about approval and replies"), default=False)
    # When its writer last changed the text, and when a moderator did.
    edited_at = models.DateTimeField(null=True, editable=False)
    redacted_at = models.DateTimeField(null=True, editable=False)
    # When its text and name were taken out at the writer's wish; others' replies keep its place.
    emptied_at = models.DateTimeField(null=True, editable=False)
    featured_at = models.DateTimeField(_("picked at"), null=True, editable=False)
    escalated_at = models.DateTimeField(_("put before an editor at"), null=True, editable=False)
    on_desk = models.BooleanField(default=True, editable=False)
    # Readers' reports that nobody has answered yet.
    report_count = models.PositiveIntegerField(_("reports"), default=0, editable=False)
    # The higher, the sooner a moderator is shown it (``comments.moderation.desk``).
    urgency = models.PositiveSmallIntegerField(default=0, editable=False)
    # Which moderator has it before them, and until when nobody else is shown it.
    leased_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        db_index=False,  # comment_leases begins with it
        related_name="+",
    )
    leased_until = models.DateTimeField(null=True, editable=False)
    like_count = models.PositiveIntegerField(_("likes"), default=0, editable=False)
    reply_count = models.PositiveIntegerField(_("replies"), default=0, editable=False)
    interest = models.PositiveIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(
        default=1, editable=False, help_text=_("Grows with every change of status or text.")
    )
    # Chosen by the reader's browser, so that a post sent twice is stored once.
    client_uuid = models.UUIDField(unique=True, null=True, editable=False)
    # Which comment of another system this was (``comments.exchange``): brought in once.
    import_key = models.CharField(  # noqa: DJ001  (NULL, so that the others need not be unique)
        max_length=120, unique=True, null=True, editable=False
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["-created_at", "-id"]
        permissions = [("moderate_comment", _("Can approve and reject comments"))]
        constraints = [
            models.CheckConstraint(
                name="comment_known_status", condition=Q(status__in=list(Status.values))
            ),
            models.CheckConstraint(
                name="comment_approved_has_date",
                condition=Q(status="approved", published_at__isnull=False)
                | ~Q(status="approved") & Q(published_at=None),
            ),
            models.CheckConstraint(
                name="comment_reply_has_root",
                condition=Q(root=None, parent=None) | Q(root__isnull=False, parent__isnull=False),
            ),
            models.CheckConstraint(
                name="comment_counts_positive",
                condition=Q(
                    like_count__gte=0, reply_count__gte=0, report_count__gte=0, interest__gte=0
                ),
            ),
            models.CheckConstraint(
                name="comment_waiting_on_desk", condition=~Q(status="pending") | Q(on_desk=True)
            ),
            models.CheckConstraint(
                name="comment_picks_are_shown", condition=Q(featured_at=None) | Q(status="approved")
            ),
        ]
        indexes = [
            models.Index(
                fields=["article", "-published_at", "-id"],
                condition=Q(status="approved", root=None),
                name="comment_public_top",
            ),
            models.Index(
                fields=["article", "-interest", "-published_at", "-id"],
                condition=Q(status="approved", root=None),
                name="comment_public_interest",
            ),
            models.Index(
                fields=["article", "-featured_at", "-id"],
                condition=Q(status="approved", featured_at__isnull=False),
                name="comment_picks",
            ),
            # Replies among them, for the feed of an article's comments. Emptied ones are not in
            # it, which also keeps SQLite from taking it for the top level's order.
            models.Index(
                fields=["article", "-published_at", "-id"],
                condition=Q(status="approved", emptied_at=None),
                name="comment_public_newest",
            ),
            models.Index(
                fields=["user", "-published_at", "-id"],
                condition=Q(status="approved", user__isnull=False),
                name="comment_public_writer",
            ),
            models.Index(
                fields=["root", "published_at", "id"],
                condition=Q(status="approved", root__isnull=False),
                name="comment_public_replies",
            ),
            models.Index(fields=["root"], condition=Q(root__isnull=False), name="comment_replies"),
            models.Index(
                fields=["created_at", "id"], condition=Q(status="pending"), name="comment_waiting"
            ),
            models.Index(
                fields=["-urgency", "created_at", "id"],
                condition=Q(on_desk=True),
                name="comment_on_desk",
            ),
            models.Index(
                fields=["leased_to"], condition=Q(leased_to__isnull=False), name="comment_leases"
            ),
            models.Index(fields=["-created_at", "-id"], name="comment_newest"),
            models.Index(fields=["sender", "created_at"], name="comment_sender"),
            models.Index(fields=["likeness", "created_at"], name="comment_likeness"),
            models.Index(
                fields=["reader", "-created_at"], condition=Q(reader__gt=""), name="comment_reader"
            ),
            models.Index(Lower("email"), condition=Q(email__gt=""), name="comment_email"),
            # What is to be forgotten, the oldest first.
            models.Index(
                fields=["created_at"], condition=Q(sender__gt=""), name="comment_known_sender"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.excerpt}"

    def get_absolute_url(self) -> str:
        """Return the address of the page of its thread that it is on, however old it is."""
        page = reverse("comments:thread", args=[self.article_id, self.pk])
        return f"{page}#binh-luan-{self.pk}"

    @property
    def excerpt(self) -> str:
        """The beginning of the text, on one line, at most 120 characters."""
        line = " ".join(self.body[:400].split())
        return line if len(line) <= 120 else f"{line[:119].rstrip()}…"
