import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0010_public_newest"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignInKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                ("link", models.CharField(max_length=64, unique=True)),
                ("code", models.CharField(max_length=64)),
                ("opens", models.BooleanField(default=True)),
                ("back", models.CharField(blank=True, default="", max_length=500)),
                ("sender", models.CharField(blank=True, default="", max_length=32)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("used_at", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["email", "made_at"], name="signinkey_email"),
                    models.Index(fields=["sender", "made_at"], name="signinkey_sender"),
                    models.Index(fields=["made_at"], name="signinkey_made"),
                ],
            },
        ),
    ]
