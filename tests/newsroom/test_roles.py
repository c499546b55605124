import pytest
from django.contrib.auth.models import Group

from newsroom import roles
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_the_roles_are_there_after_migrating():
    assert set(Group.objects.values_list("name", flat=True)) == {
        "Phóng viên",
        "Biên tập viên",
        "Thư ký tòa soạn",
        "Tổng biên tập",
        "Kiểm duyệt viên",
    }


@pytest.mark.parametrize("role", roles.NAMES)
def test_every_permission_named_exists_and_is_given(role):
    user = UserFactory(roles=[role])

    assert user.has_perms(roles.PERMISSIONS[role])


def test_reporters_cannot_publish_nor_moderate():
    user = UserFactory(roles=["reporter"])

    assert not user.has_perm("articles.publish_article")
    assert not user.has_perm("comments.moderate_comment")


def test_moderators_cannot_touch_articles():
    user = UserFactory(roles=["moderator"])

    assert not any(name.startswith("articles.") for name in user.get_all_permissions())
