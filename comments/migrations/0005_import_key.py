from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0004_senders"),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="import_key",
            field=models.CharField(editable=False, max_length=120, null=True, unique=True),
        ),
    ]
