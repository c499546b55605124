from django.db import migrations

from newsroom import roles

FRONTS = ["articles.change_front", "articles.view_front"]
BREAKING = [f"articles.{action}_breakingnews" for action in ("add", "change", "view")]


def grant(apps, schema_editor):
    """Let editors arrange their fronts, and the desk put out breaking news."""
    for role in (roles.EDITOR, roles.SECRETARY, roles.CHIEF):
        roles.grant(apps, role, add=FRONTS)
    for role in (roles.SECRETARY, roles.CHIEF):
        roles.grant(apps, role, add=BREAKING)


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0004_listed_words"),
        ("articles", "0014_fronts"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
