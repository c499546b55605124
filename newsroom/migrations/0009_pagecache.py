import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0008_addresses"),
    ]

    operations = [
        migrations.CreateModel(
            name="PageCounter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField(default=0)),
            ],
            options={
                "verbose_name": "number of the last change",
                "verbose_name_plural": "numbers of the last change",
            },
        ),
        migrations.CreateModel(
            name="PageChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("keys", models.JSONField()),
                ("number", models.BigIntegerField(null=True, unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "change of pages",
                "verbose_name_plural": "changes of pages",
                "indexes": [
                    models.Index(
                        condition=models.Q(("number", None)),
                        fields=["id"],
                        name="pagechange_unnumbered",
                    ),
                    models.Index(fields=["made_at"], name="pagechange_age"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PageMoment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "moment of pages",
                "verbose_name_plural": "moments of pages",
                "indexes": [models.Index(fields=["at"], name="pagemoment_age")],
                "constraints": [
                    models.UniqueConstraint(fields=("key", "at"), name="pagemoment_once")
                ],
            },
        ),
    ]
