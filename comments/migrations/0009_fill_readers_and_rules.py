from typing import Any

from django.db import migrations
from django.db.models import F
from django.db.models.functions import Lower

# What moderators choose from at first; theirs to change.
REASONS = (
    "Không liên quan đến bài viết",
    "Xúc phạm người khác",
    "Quảng cáo",
    "Thông tin không kiểm chứng được",
    "Nêu chuyện riêng tư của người khác",
    "Viết không dấu, khó đọc",
)
REPLIES = (
    "Tòa soạn cảm ơn góp ý của bạn đọc.",
    "Tòa soạn đã kiểm tra và sửa lại bài viết. Cảm ơn bạn đọc.",
    "Tòa soạn đã chuyển ý kiến của bạn đến cơ quan chức năng.",
)


def fill(apps: Any, schema_editor: Any) -> None:
    Comment = apps.get_model("comments", "Comment")
    Comment.objects.exclude(status="pending").update(on_desk=False)
    Comment.objects.update(interest=F("like_count") + F("reply_count"))
    Comment.objects.exclude(email="").update(email=Lower("email"))
    PreparedText = apps.get_model("comments", "PreparedText")
    PreparedText.objects.bulk_create(
        PreparedText(kind=kind, text=text, position=position)
        for kind, texts in (("reason", REASONS), ("reply", REPLIES))
        for position, text in enumerate(texts)
    )


class Migration(migrations.Migration):
    dependencies = [("comments", "0008_readers_and_rules")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
