import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0006_desk"),
    ]

    operations = [
        migrations.CreateModel(
            name="CommentSketch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("band", models.BigIntegerField()),
                ("created_at", models.DateTimeField()),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sketches",
                        to="comments.comment",
                    ),
                ),
            ],
            options={
                "verbose_name": "sketch of a comment",
                "verbose_name_plural": "sketches of comments",
                "indexes": [
                    models.Index(fields=["band", "created_at"], name="comment_sketch_band"),
                    models.Index(fields=["created_at"], name="comment_sketch_age"),
                ],
            },
        ),
    ]
