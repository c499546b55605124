from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0002_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ListedWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=80, verbose_name="word or phrase")),
                ("match", models.CharField(editable=False, max_length=160, unique=True)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("hold", "Hold: a person looks at it"),
                            ("reject", "Reject where it stands as it is, hold where it is hidden"),
                            ("allow", "Innocent: let it and what stands in it pass"),
                        ],
                        default="hold",
                        max_length=6,
                        verbose_name="what happens",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="why")),
                ("is_active", models.BooleanField(default=True, verbose_name="in force")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed at")),
            ],
            options={
                "verbose_name": "listed word",
                "verbose_name_plural": "listed words",
                "ordering": ["text"],
            },
        ),
    ]
