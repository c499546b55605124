from django.db import migrations

from newsroom import roles

WRITERS = [
    "comments.view_writer",
    "comments.change_writer",
    "comments.ban_writer",
    "comments.view_ban",
    *(f"comments.{action}_preparedtext" for action in ("add", "change", "delete", "view")),
]
RULES = ["comments.view_commentrules", "comments.change_commentrules"]


def grant(apps, schema_editor):
    """Let moderators judge writers too, and the desk set the rules of comments."""
    for role in (roles.SECRETARY, roles.CHIEF, roles.MODERATOR):
        roles.grant(apps, role, add=WRITERS)
    for role in (roles.SECRETARY, roles.CHIEF):
        roles.grant(apps, role, add=RULES)


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0006_series"),
        ("comments", "0008_readers_and_rules"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
