from typing import Any

from django.db import migrations


def score(apps: Any, schema_editor: Any) -> None:
    """Give what waits the numbers of ``comments.moderation.urgency``: 1 was "held for a reason"."""
    waiting = apps.get_model("comments", "Comment").objects.filter(status="pending")
    waiting.filter(urgency=1).update(urgency=11)
    waiting.filter(urgency=0).update(urgency=1)


class Migration(migrations.Migration):
    dependencies = [("comments", "0013_folded_writers")]

    operations = [migrations.RunPython(score, migrations.RunPython.noop)]
