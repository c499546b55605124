from django.db import migrations

from newsroom import roles


def change_rights(apps, schema_editor):
    """Give the roles what the newsroom's new screens ask for; publishing is the secretary's."""
    for role, permissions in roles.PERMISSIONS.items():
        gone = ["articles.publish_article"] if role == roles.EDITOR else []
        roles.grant(apps, role, add=permissions, remove=gone)


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0002_roles"),
        ("articles", "0003_newsroom"),
    ]

    operations = [migrations.RunPython(change_rights, migrations.RunPython.noop)]
