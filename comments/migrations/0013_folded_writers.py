from typing import Any

from django.db import migrations, models

from articles.vietnamese.text import clean_line, fold


def fill(apps: Any, schema_editor: Any) -> None:
    writers = apps.get_model("comments", "Writer").objects
    for writer in writers.iterator():
        writers.filter(pk=writer.pk).update(folded=fold(clean_line(writer.name)))


class Migration(migrations.Migration):
    dependencies = [("comments", "0012_letters")]

    operations = [
        migrations.AddField(
            model_name="writer",
            name="folded",
            field=models.TextField(
                blank=True, default="", editable=False, verbose_name="search text"
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
