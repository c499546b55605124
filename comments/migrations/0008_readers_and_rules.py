import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0020_comments_policies"),
        ("comments", "0007_sketches"),
        ("newsroom", "0006_series"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Ban",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sender", models.CharField(blank=True, default="", editable=False, max_length=32)),
                ("sender_at", models.DateTimeField(editable=False, null=True)),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="made at"
                    ),
                ),
                (
                    "lifted_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="lifted at"),
                ),
                (
                    "lifted_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="why lifted"),
                ),
            ],
            options={
                "verbose_name": "ban",
                "verbose_name_plural": "bans",
                "ordering": ["-made_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="CommentRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "edit_minutes",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[django.core.validators.MaxValueValidator(60)],
                        verbose_name="minutes in which writers may change their comment",
                    ),
                ),
                (
                    "regular_after",
                    models.PositiveSmallIntegerField(
                        default=3, verbose_name="approved comments that make a writer regular"
                    ),
                ),
                (
                    "trusted_after",
                    models.PositiveSmallIntegerField(
                        default=20, verbose_name="approved comments that make a writer trusted"
                    ),
                ),
                (
                    "trusted_days",
                    models.PositiveSmallIntegerField(
                        default=30, verbose_name="days of an account before it is trusted"
                    ),
                ),
                (
                    "refused_percent",
                    models.PositiveSmallIntegerField(
                        default=10,
                        help_text="Above it a writer is new again.",
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="most comments refused, in percent",
                    ),
                ),
                (
                    "hold_after_reports",
                    models.PositiveSmallIntegerField(
                        default=3, verbose_name="reports that hold a comment that nobody has read"
                    ),
                ),
                (
                    "altcha",
                    models.CharField(
                        choices=[
                            ("never", "Never"),
                            ("attack", "While many comments come in at once"),
                            ("always", "Always"),
                        ],
                        default="attack",
                        max_length=6,
                        verbose_name="proof of work",
                    ),
                ),
                (
                    "attack_per_minute",
                    models.PositiveSmallIntegerField(
                        default=60,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="comments a minute that are an attack",
                    ),
                ),
                ("guests", models.BooleanField(default=True, verbose_name="guests may comment")),
                (
                    "consent",
                    models.TextField(
                        blank=True,
                        help_text="Plain text, above the button that sends. Empty: the usual sentence.",
                        max_length=2000,
                        verbose_name="what a writer agrees to",
                    ),
                ),
                (
                    "keep_senders_days",
                    models.PositiveSmallIntegerField(
                        default=30,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="days that hashed addresses are kept",
                    ),
                ),
            ],
            options={
                "verbose_name": "rules of comments",
                "verbose_name_plural": "rules of comments",
            },
        ),
        migrations.CreateModel(
            name="Correspondent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("asked_at", models.DateTimeField(editable=False, null=True)),
                (
                    "confirmed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="confirmed at"),
                ),
                (
                    "stopped_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="stopped at"),
                ),
            ],
            options={
                "verbose_name": "correspondent",
                "verbose_name_plural": "correspondents",
            },
        ),
        migrations.CreateModel(
            name="DeskView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("query", models.CharField(max_length=200)),
            ],
            options={
                "verbose_name": "saved view of the desk",
                "verbose_name_plural": "saved views of the desk",
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="Like",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reader", models.CharField(max_length=40)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
            ],
            options={
                "verbose_name": "like",
                "verbose_name_plural": "likes",
            },
        ),
        migrations.CreateModel(
            name="ModerationNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=1000, verbose_name="note")),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="made at"
                    ),
                ),
            ],
            options={
                "verbose_name": "moderators' note",
                "verbose_name_plural": "moderators' notes",
                "ordering": ["made_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="PreparedText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reason", "Reason for rejecting"),
                            ("reply", "Reply of the newsroom"),
                        ],
                        max_length=6,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="text")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
            ],
            options={
                "verbose_name": "prepared text",
                "verbose_name_plural": "prepared texts",
                "ordering": ["kind", "position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reader", models.CharField(max_length=40)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("insult", "It insults somebody"),
                            ("false", "It is not true"),
                            ("advert", "It advertises or is spam"),
                            ("private", "It tells private matters of others"),
                            ("other", "Something else"),
                        ],
                        max_length=8,
                        verbose_name="reason",
                    ),
                ),
                (
                    "note",
                    models.CharField(blank=True, max_length=500, verbose_name="what is wrong"),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        verbose_name="reported at",
                    ),
                ),
                ("upheld", models.BooleanField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "report",
                "verbose_name_plural": "reports",
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Writer",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="writer",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "standing",
                    models.CharField(
                        choices=[("new", "New"), ("regular", "Regular"), ("trusted", "Trusted")],
                        default="new",
                        max_length=7,
                        verbose_name="standing",
                    ),
                ),
                (
                    "is_fixed",
                    models.BooleanField(
                        default=False,
                        help_text="No rule changes it.",
                        verbose_name="standing fixed",
                    ),
                ),
                (
                    "approved",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="approved"),
                ),
                (
                    "rejected",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="rejected"),
                ),
                (
                    "reported",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="reports upheld"
                    ),
                ),
                (
                    "joined_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="joined at"
                    ),
                ),
                (
                    "wants_mail",
                    models.BooleanField(
                        default=True, verbose_name="mail about approval and replies"
                    ),
                ),
            ],
            options={
                "verbose_name": "writer",
                "verbose_name_plural": "writers",
                "ordering": ["-joined_at", "-pk"],
                "permissions": [("ban_writer", "Can ban writers and lift bans")],
            },
        ),
        migrations.RemoveConstraint(
            model_name="comment",
            name="comment_counts_positive",
        ),
        migrations.RemoveIndex(
            model_name="comment",
            name="comment_desk",
        ),
        migrations.AddField(
            model_name="comment",
            name="by_newsroom",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="by the newsroom"
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="comment",
            name="emptied_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="comment",
            name="escalated_at",
            field=models.DateTimeField(
                editable=False, null=True, verbose_name="put before an editor at"
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="featured_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="picked at"),
        ),
        migrations.AddField(
            model_name="comment",
            name="interest",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="comment",
            name="on_desk",
            field=models.BooleanField(default=True, editable=False),
        ),
        migrations.AddField(
            model_name="comment",
            name="reader",
            field=models.CharField(blank=True, default="", editable=False, max_length=40),
        ),
        migrations.AddField(
            model_name="comment",
            name="redacted_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="comment",
            name="report_count",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="reports"),
        ),
        migrations.AddField(
            model_name="comment",
            name="wants_mail",
            field=models.BooleanField(
                default=False, verbose_name="mail about approval and replies"
            ),
        ),
        migrations.AddField(
            model_name="moderationevent",
            name="action",
            field=models.CharField(
                choices=[
                    ("decide", "Decided"),
                    ("keep", "Looked at and kept"),
                    ("pick", "Picked"),
                    ("unpick", "No longer picked"),
                    ("redact", "Text changed by the newsroom"),
                    ("edit", "Text changed by the writer"),
                    ("empty", "Emptied at the writer's wish"),
                    ("escalate", "Put before an editor"),
                ],
                default="decide",
                max_length=8,
                verbose_name="what was done",
            ),
        ),
        migrations.AddField(
            model_name="moderationevent",
            name="detail",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("root", None), ("status", "approved")),
                fields=["article", "-interest", "-published_at", "-id"],
                name="comment_public_interest",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("featured_at__isnull", False), ("status", "approved")),
                fields=["article", "-featured_at", "-id"],
                name="comment_picks",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("status", "approved"), ("user__isnull", False)),
                fields=["user", "-published_at", "-id"],
                name="comment_public_writer",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("on_desk", True)),
                fields=["-urgency", "created_at", "id"],
                name="comment_on_desk",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("reader__gt", "")),
                fields=["reader", "-created_at"],
                name="comment_reader",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("email__gt", "")),
                name="comment_email",
            ),
        ),
        migrations.AddIndex(
            model_name="moderationevent",
            index=models.Index(fields=["-made_at", "-id"], name="moderationevent_newest"),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("interest__gte", 0),
                    ("like_count__gte", 0),
                    ("reply_count__gte", 0),
                    ("report_count__gte", 0),
                ),
                name="comment_counts_positive",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "pending"), _negated=True),
                    ("on_desk", True),
                    _connector="OR",
                ),
                name="comment_waiting_on_desk",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("featured_at", None), ("status", "approved"), _connector="OR"),
                name="comment_picks_are_shown",
            ),
        ),
        migrations.AddField(
            model_name="ban",
            name="lifted_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="lifted by",
            ),
        ),
        migrations.AddField(
            model_name="ban",
            name="made_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="ban",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="bans",
                to=settings.AUTH_USER_MODEL,
                verbose_name="account",
            ),
        ),
        migrations.AddConstraint(
            model_name="commentrules",
            constraint=models.CheckConstraint(
                condition=models.Q(("pk", 1)), name="commentrules_one_row"
            ),
        ),
        migrations.AddConstraint(
            model_name="correspondent",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"), name="correspondent_once"
            ),
        ),
        migrations.AddField(
            model_name="deskview",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="desk_views",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="like",
            name="comment",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="likes",
                to="comments.comment",
            ),
        ),
        migrations.AddField(
            model_name="moderationnote",
            name="author",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="moderationnote",
            name="comment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notes",
                to="comments.comment",
            ),
        ),
        migrations.AddConstraint(
            model_name="preparedtext",
            constraint=models.UniqueConstraint(fields=("kind", "text"), name="preparedtext_once"),
        ),
        migrations.AddField(
            model_name="report",
            name="comment",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reports",
                to="comments.comment",
            ),
        ),
        migrations.AddIndex(
            model_name="writer",
            index=models.Index(fields=["-joined_at", "-user"], name="writer_newest"),
        ),
        migrations.AddIndex(
            model_name="ban",
            index=models.Index(
                condition=models.Q(("lifted_at", None), models.Q(("sender", ""), _negated=True)),
                fields=["sender"],
                name="ban_sender",
            ),
        ),
        migrations.AddIndex(
            model_name="ban",
            index=models.Index(fields=["-made_at", "-id"], name="ban_newest"),
        ),
        migrations.AddConstraint(
            model_name="ban",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sender", ""), ("user__isnull", False)),
                    models.Q(
                        ("sender_at__isnull", False),
                        ("user", None),
                        models.Q(("sender", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="ban_of_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="deskview",
            constraint=models.UniqueConstraint(fields=("user", "name"), name="deskview_once"),
        ),
        migrations.AddIndex(
            model_name="like",
            index=models.Index(fields=["reader", "comment"], name="like_of_reader"),
        ),
        migrations.AddConstraint(
            model_name="like",
            constraint=models.UniqueConstraint(fields=("comment", "reader"), name="like_once"),
        ),
        migrations.AddConstraint(
            model_name="like",
            constraint=models.CheckConstraint(
                condition=models.Q(("reader", ""), _negated=True), name="like_has_reader"
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["reader"], name="report_of_reader"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["-created_at"], name="report_newest"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(fields=("comment", "reader"), name="report_once"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("reader", ""), _negated=True), name="report_has_reader"
            ),
        ),
    ]
