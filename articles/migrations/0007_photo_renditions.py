from django.db import migrations


def say_renditions(apps, schema_editor):
    """Give the photos that there are the names of their files; their plan stays open."""
    photo_model = apps.get_model("articles", "Photo")
    for photo in (
        photo_model.objects.exclude(sha256=None).only("width", "height", "widths").iterator()
    ):
        ratio = photo.width / photo.height
        shape = "portrait"
        if ratio >= 2:
            shape = "panorama"
        elif ratio > 1.1:
            shape = "landscape"
        elif ratio > 0.9:
            shape = "square"
        photo_model.objects.filter(pk=photo.pk).update(
            renditions={"webp": photo.widths, "jpg": photo.widths},
            original="original.jpg",
            shape=shape,
        )


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_photo_desk")]

    operations = [migrations.RunPython(say_renditions, migrations.RunPython.noop)]
