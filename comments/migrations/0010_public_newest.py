from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0009_fill_readers_and_rules")]

    operations = [
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                fields=["article", "-published_at", "-id"],
                condition=models.Q(("emptied_at", None), ("status", "approved")),
                name="comment_public_newest",
            ),
        ),
    ]
