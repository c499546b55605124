"""What readers write under articles, how much of it there is, and who let it through."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.models.folded import Folded
from articles.vietnamese.text import clean_line, match_key
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
    replies under a root.
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
                name="comment_counts_positive", condition=Q(like_count__gte=0, reply_count__gte=0)
            ),
        ]
        indexes = [
            models.Index(
                fields=["article", "-published_at", "-id"],
                condition=Q(status="approved", root=None),
                name="comment_public_top",
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
                condition=Q(status="pending"),
                name="comment_desk",
            ),
            models.Index(
                fields=["leased_to"], condition=Q(leased_to__isnull=False), name="comment_leases"
            ),
            models.Index(fields=["-created_at", "-id"], name="comment_newest"),
            models.Index(fields=["sender", "created_at"], name="comment_sender"),
            models.Index(fields=["likeness", "created_at"], name="comment_likeness"),
            # What is to be forgotten, the oldest first.
            models.Index(
                fields=["created_at"], condition=Q(sender__gt=""), name="comment_known_sender"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.excerpt}"

    def get_absolute_url(self) -> str:
        """Return the address of the thread's own page, which holds it however old it is."""
        page = reverse("comments:page", args=[self.article_id])
        return f"{page}?luong={self.root_id or self.pk}#binh-luan-{self.pk}"

    @property
    def excerpt(self) -> str:
        """The beginning of the text, on one line, at most 120 characters."""
        line = " ".join(self.body[:400].split())
        return line if len(line) <= 120 else f"{line[:119].rstrip()}…"


class CommentCounter(models.Model):
    """How many comments of an article readers see, and how many wait.

    Changed with the comments in one transaction (``comments.counters``). A reply under a root
    that is not approved is not seen and not counted in ``approved``.
    """

    article = models.OneToOneField(
        Article,
        models.CASCADE,
        primary_key=True,
        related_name="comment_counter",
        verbose_name=_("article"),
    )
    approved = models.PositiveIntegerField(_("approved"), default=0)
    pending = models.PositiveIntegerField(_("waiting"), default=0)

    class Meta:
        verbose_name = _("number of comments")
        verbose_name_plural = _("numbers of comments")
        constraints = [
            models.CheckConstraint(
                name="comment_counter_positive", condition=Q(approved__gte=0, pending__gte=0)
            )
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.approved} + {self.pending}"


class ModerationEvent(models.Model):
    """One decision on one comment: who, when, from what to what, why. Never changed."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="events")
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("moderator"),
        help_text=_("Empty where a rule decided."),
    )
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

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.from_status} → {self.to_status}"


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
