from django.db import migrations

from newsroom import roles

KEEP = ["articles.add_series", "articles.change_series"]


def grant(apps, schema_editor):
    """Let those who write see the series, those who edit keep them."""
    for role in (roles.REPORTER, roles.EDITOR, roles.SECRETARY, roles.CHIEF):
        roles.grant(apps, role, add=["articles.view_series"])
    for role in (roles.EDITOR, roles.SECRETARY, roles.CHIEF):
        roles.grant(apps, role, add=KEEP)
    roles.grant(apps, roles.CHIEF, add=["articles.delete_series"])


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0005_front_rights"),
        ("articles", "0013_readers_paper"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
