import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("comments", "0014_urgency"),
    ]

    operations = [
        migrations.CreateModel(
            name="DayFigures",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("numbers", models.JSONField(default=dict)),
                (
                    "section",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.section",
                    ),
                ),
            ],
            options={
                "verbose_name": "figures of a day",
                "verbose_name_plural": "figures of days",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("day", "section"), name="dayfigures_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("section", None)),
                        fields=("day",),
                        name="dayfigures_counted_once",
                    ),
                ],
            },
        ),
    ]
