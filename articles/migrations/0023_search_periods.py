"""Every row of the search is made again: it lacks periods, rows of three words and more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0022_sitemap_parts"),
    ]

    operations = [
        # A column that is new with a value costs PostgreSQL nothing; to write the value into every
        # row would enter each of them in the index once more.
        migrations.RemoveIndex(model_name="searchentry", name="searchentry_stale"),
        migrations.RemoveField(model_name="searchentry", name="is_stale"),
        migrations.AddField(
            model_name="searchentry",
            name="is_stale",
            field=models.BooleanField(default=True),
        ),
        migrations.AlterField(
            model_name="searchentry",
            name="is_stale",
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name="searchentry",
            index=models.Index(
                condition=models.Q(("is_stale", True)),
                fields=["article"],
                name="searchentry_stale",
            ),
        ),
    ]
