from django.db import migrations, models
from django.db.models import Count, Exists, OuterRef, Subquery


def count_photos(apps, schema_editor):
    """Count the photos of every article that has any."""
    article_model = apps.get_model("articles", "Article")
    captions = apps.get_model("articles", "PhotoCaption").objects.filter(article=OuterRef("pk"))
    counted = captions.order_by().values("article").annotate(n=Count("pk")).values("n")
    article_model.objects.filter(Exists(captions)).update(photo_count=Subquery(counted))


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_upload_known")]

    operations = [
        migrations.AddField(
            "article", "photo_count", models.PositiveIntegerField(default=0, editable=False)
        ),
        migrations.RunPython(count_photos, migrations.RunPython.noop),
    ]
