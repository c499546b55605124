from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_photo_renditions")]

    operations = [migrations.RemoveField("photo", "widths")]
