"""Roles: groups with permissions. A migration makes them; a paper may change their rights."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group

REPORTER = "reporter"
EDITOR = "editor"
SECRETARY = "secretary"
CHIEF = "chief"
MODERATOR = "moderator"

# Names are Vietnamese: they are rows that the paper sees and may rename.
NAMES = {
    REPORTER: "Phóng viên",
    EDITOR: "Biên tập viên",
    SECRETARY: "Thư ký tòa soạn",
    CHIEF: "Tổng biên tập",
    MODERATOR: "Kiểm duyệt viên",
}

_WRITE = (
    "articles.add_article articles.change_article articles.view_article articles.view_author"
    " articles.add_photo articles.change_photo articles.view_photo articles.view_section"
    " articles.view_tag articles.view_series"
).split()
_EDIT = [
    *_WRITE,
    "articles.edit_others_article",
    "articles.add_assignment",
    "articles.add_author",
    "articles.change_author",
    "articles.add_tag",
    "articles.change_tag",
    "articles.add_series",
    "articles.change_series",
    "articles.add_stylerule",
    "articles.change_stylerule",
    "articles.delete_stylerule",
    "articles.view_stylerule",
    "articles.change_front",
    "articles.view_front",
]
_WORDS = [f"comments.{action}_listedword" for action in ("add", "change", "delete", "view")]
_WRITERS = [
    "comments.view_writer",
    "comments.change_writer",
    "comments.ban_writer",
    "comments.view_ban",
    *(f"comments.{action}_preparedtext" for action in ("add", "change", "delete", "view")),
]
_RULES = ["comments.view_commentrules", "comments.change_commentrules"]
_DESK = [
    *_EDIT,
    "articles.publish_article",
    "articles.add_correction",
    "articles.change_correction",
    "articles.view_correction",
    "articles.view_withdrawal",
    "articles.add_section",
    "articles.change_section",
    "articles.delete_photo",
    "articles.add_breakingnews",
    "articles.change_breakingnews",
    "articles.view_breakingnews",
    "comments.view_comment",
    "comments.change_comment",
    "comments.moderate_comment",
    *_WORDS,
    *_WRITERS,
    *_RULES,
]
PERMISSIONS: dict[str, list[str]] = {
    REPORTER: _WRITE,
    EDITOR: _EDIT,
    SECRETARY: _DESK,
    CHIEF: [
        *_DESK,
        "articles.publish_early_article",
        "articles.delete_correction",
        "articles.change_publication",
        "articles.view_publication",
        "articles.delete_author",
        "articles.delete_section",
        "articles.delete_tag",
        "articles.delete_series",
        "newsroom.add_user",
        "newsroom.change_user",
        "newsroom.view_user",
    ],
    MODERATOR: [
        "comments.view_comment",
        "comments.change_comment",
        "comments.moderate_comment",
        *_WORDS,
        *_WRITERS,
    ],
}


def group_for(role: str) -> Group:
    """Return a role's group; ``role`` is one of the constants above."""
    return Group.objects.get(name=NAMES[role])


def create_groups(apps: Any) -> None:
    """Make the groups that are missing, with their permissions; for migrations.

    Django makes permission rows only after the last migration, so those named here are made now
    under the names that it will find again.
    """
    groups = apps.get_model("auth", "Group").objects
    for role, name in NAMES.items():
        group, created = groups.get_or_create(name=name)
        if created:
            group.permissions.set(list(_permissions(apps, PERMISSIONS[role])))


def grant(apps: Any, role: str, *, add: Iterable[str] = (), remove: Iterable[str] = ()) -> None:
    """Change a role's rights where its group still bears the name it came with; for migrations."""
    group = apps.get_model("auth", "Group").objects.filter(name=NAMES[role]).first()
    if group is not None:
        group.permissions.add(*_permissions(apps, add))
        group.permissions.remove(*_permissions(apps, remove))


def _permissions(apps: Any, names: Iterable[str]) -> Iterable[Any]:
    content_types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    for name in names:
        app, codename = name.split(".")
        action, _, model = codename.rpartition("_")
        content_type, _ = content_types.get_or_create(app_label=app, model=model)
        permission, _ = permissions.get_or_create(
            content_type=content_type,
            codename=codename,
            defaults={"name": f"Can {action.replace('_', ' ')} {model}"},
        )
        yield permission
