from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0012_former_tag_names"),
        ("comments", "0003_listed_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="likeness",
            field=models.CharField(blank=True, default="", editable=False, max_length=32),
        ),
        migrations.AddField(
            model_name="comment",
            name="sender",
            field=models.CharField(blank=True, default="", editable=False, max_length=32),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["sender", "created_at"], name="comment_sender"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["likeness", "created_at"], name="comment_likeness"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("sender__gt", "")),
                fields=["created_at"],
                name="comment_known_sender",
            ),
        ),
    ]
