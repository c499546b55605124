import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from articles.photosearch import search_text
from articles.vietnamese.text import match_key

SEARCHED = ("caption", "alt", "credit", "photographer", "agency", "place", "keywords")


def fold_again(apps, schema_editor):
    """Put into ``folded`` the words alone, and beside it the name of the photographer."""
    photos = apps.get_model("articles", "Photo").objects
    changed = []
    for photo in photos.only(*SEARCHED).iterator(chunk_size=500):
        photo.folded = search_text(getattr(photo, name) for name in SEARCHED)
        photo.photographer_key = match_key(photo.photographer)
        changed.append(photo)
        if len(changed) == 500:
            photos.bulk_update(changed, ["folded", "photographer_key"])
            changed = []
    photos.bulk_update(changed, ["folded", "photographer_key"])


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_photo_widths")]

    operations = [
        migrations.AddField(
            "photo",
            "photographer_key",
            models.CharField(max_length=250, blank=True, default="", editable=False),
        ),
        migrations.AlterField(
            "photo",
            "uploaded_by",
            models.ForeignKey(
                settings.AUTH_USER_MODEL,
                django.db.models.deletion.SET_NULL,
                null=True,
                editable=False,
                related_name="+",
                db_index=False,
                verbose_name="uploaded by",
            ),
        ),
        migrations.AddIndex(
            "photo",
            models.Index(fields=["uploaded_by", "-created_at", "-id"], name="photo_of_uploader"),
        ),
        migrations.AddIndex(
            "photo",
            models.Index(
                fields=["photographer_key", "-created_at", "-id"], name="photo_of_photographer"
            ),
        ),
        migrations.AddIndex(
            "photo",
            models.Index(fields=["shape", "-created_at", "-id"], name="photo_of_shape"),
        ),
        migrations.AddIndex(
            "photo",
            models.Index(
                fields=["taken_at"],
                condition=models.Q(taken_at__isnull=False),
                name="photo_taken",
            ),
        ),
        migrations.AddIndex(
            "photo",
            models.Index(
                fields=["-created_at", "-id"],
                condition=models.Q(credit=""),
                name="photo_without_credit",
            ),
        ),
        migrations.AddIndex(
            "photo",
            models.Index(
                fields=["-created_at", "-id"],
                condition=models.Q(alt=""),
                name="photo_without_alt",
            ),
        ),
        migrations.RunPython(fold_again, migrations.RunPython.noop, elidable=True),
    ]
