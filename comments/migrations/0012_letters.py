import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0011_sign_in_keys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Asked",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[("confirm", "Confirmation of an address"), ("data", "One's data")],
                        max_length=8,
                    ),
                ),
                ("address", models.CharField(max_length=32)),
                ("sender", models.CharField(blank=True, max_length=32)),
                ("slot", models.PositiveIntegerField()),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
            ],
            options={
                "verbose_name": "mail asked for",
                "verbose_name_plural": "mails asked for",
                "indexes": [
                    models.Index(fields=["sender", "made_at"], name="asked_sender"),
                    models.Index(fields=["made_at"], name="asked_age"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("address", "purpose", "slot"), name="asked_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("readers", models.JSONField(default=list)),
                ("texts", models.BooleanField(default=False)),
                (
                    "asked_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "erasure",
                "verbose_name_plural": "erasures",
                "ordering": ["asked_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Letter",
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
                            ("approved", "Told of its approval"),
                            ("reply", "Told of the reply"),
                            ("quiet", "No mail about this conversation"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to="comments.comment",
                    ),
                ),
            ],
            options={
                "verbose_name": "letter to a reader",
                "verbose_name_plural": "letters to readers",
                "indexes": [models.Index(fields=["made_at"], name="letter_age")],
                "constraints": [
                    models.UniqueConstraint(fields=("comment", "kind"), name="letter_once")
                ],
            },
        ),
    ]
