import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0020_comments_policies"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("newsroom", "0007_comment_rights"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="user",
            index=models.Index(
                django.db.models.functions.text.Lower("email"),
                name="user_email",
            ),
        ),
    ]
