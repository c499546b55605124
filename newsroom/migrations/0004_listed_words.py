from django.db import migrations

from newsroom import roles

WORDS = [f"comments.{action}_listedword" for action in ("add", "change", "delete", "view")]


def grant(apps, schema_editor):
    """Let those who moderate keep the list of words."""
    for role in (roles.SECRETARY, roles.CHIEF, roles.MODERATOR):
        roles.grant(apps, role, add=WORDS)


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0003_newsroom_rights"),
        ("comments", "0003_listed_words"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
