"""Everything that is stored of somebody, and where any of it is left."""

from datetime import timedelta

from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from comments.models import (
    Ban,
    Comment,
    CommentSketch,
    Letter,
    Like,
    ModerationEvent,
    ModerationNote,
    Report,
)
from comments.moderation.decisions import decide
from tests.comments.factories import CommentFactory
from tests.comments.letters.people import make_guest, make_reader, moderator

EMAIL = "vanlang@example.com"
# In no other text of the tests, and each where only one kind of place would keep it.
NEEDLES = (
    "vanlang",
    "langvan",
    "Văn Lang",
    "van lang",
    "Mùa nước",
    "mua nuoc",
    "Chữ cũ",
    "b77b",
    "5e4d",
)


def traces():
    """Return the columns of all tables in which anything of them stands."""
    found = []
    for model in apps.get_models():
        if not model._meta.managed or model._meta.app_label in ("contenttypes", "auth"):
            continue
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.CharField | models.TextField | models.JSONField):
                continue
            values = model._base_manager.values_list(field.attname, flat=True)
            if any(needle in str(value) for value in values for needle in NEEDLES):
                found.append(f"{model.__name__}.{field.attname}")
    return sorted(found)


def make_person():
    """An account with all that an account can leave behind; return it with its comments.

    ``public`` is a root with somebody's reply, ``alone`` one with a reply of its own, ``typed`` a
    guest's with the same address; ``others`` are not theirs.
    """
    user = make_reader(EMAIL, name="Văn Lang")
    type(user).objects.filter(pk=user.pk).update(
        username="langvan", first_name="Văn Lang", last_name=""
    )
    user.refresh_from_db()
    make_guest(EMAIL)
    fields = {"name": "Văn Lang", "body": "Mùa nước nổi năm nay cá nhiều lắm bà con ơi, mừng quá."}
    own = {"user": user, "reader": f"u{user.pk}", "email": EMAIL, "wants_mail": True} | fields
    public, alone = (CommentFactory(**own, status="approved") for _number in range(2))
    theirs = {
        "public": public,
        "alone": alone,
        "own_reply": CommentFactory(parent=alone, **own, status="approved"),
        "waiting": CommentFactory(**own),
        "refused": CommentFactory(**own, status="rejected"),
        "withdrawn": CommentFactory(**own, status="withdrawn"),
        "typed": CommentFactory(email="VanLang@example.com", reader="b77b", **fields),
    }
    other = CommentFactory(status="approved", like_count=0)
    reply = CommentFactory(parent=public, status="approved", body="Đúng vậy.")
    mine = CommentFactory(parent=other, **own, status="approved")
    theirs["reply"] = mine
    _leave_behind(user, public, other, mine)
    return user, theirs, {"other": other, "reply": reply}


def _leave_behind(user, public, other, mine):
    Comment.objects.filter(pk__in=[public.pk, mine.pk]).update(
        sender="5e4d" * 8, likeness="5e4d" * 8
    )
    CommentSketch.objects.create(comment=public, band=1, created_at=timezone.now())
    ModerationEvent.objects.create(
        comment=public,
        action="edit",
        from_status="approved",
        to_status="approved",
        detail={"before": "Chữ cũ"},
    )
    decide([mine.pk], "rejected", by=moderator(), reason="Anh Văn Lang nói sai.")
    decide([mine.pk], "approved", by=moderator(), reason="Đã xem lại.")
    ModerationNote.objects.create(comment=public, text="Chữ cũ của Văn Lang")
    for reader in (f"u{user.pk}", "b77b"):
        Like.objects.create(comment=other, reader=reader)
    Comment.objects.filter(pk=other.pk).update(like_count=2, interest=3)
    Report.objects.create(comment=other, reader=f"u{user.pk}", reason="other", note="Mùa nước")
    Report.objects.create(comment=public, reader="b1", reason="insult", note="Mùa nước là bịa")
    Comment.objects.filter(pk__in=[other.pk, public.pk]).update(report_count=1, on_desk=True)
    Letter.objects.create(comment=public, kind="approved")
    Ban.objects.create(user=user, reason="Văn Lang", until=timezone.now() + timedelta(days=1))
    for model, row in ((Comment, public), (type(user), user)):
        LogEntry.objects.create(
            user=moderator(),
            content_type=ContentType.objects.get_for_model(model),
            object_id=row.pk,
            object_repr=str(row),
            action_flag=CHANGE,
        )
