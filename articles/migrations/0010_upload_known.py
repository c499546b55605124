from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_photo_library"),
    ]

    operations = [
        migrations.AlterField(
            model_name="photoupload",
            name="state",
            field=models.CharField(
                choices=[
                    ("coming", "On its way"),
                    ("asking", "Looks like another photo"),
                    ("done", "Stored"),
                    ("known", "In the library already"),
                ],
                default="coming",
                max_length=8,
            ),
        ),
    ]
