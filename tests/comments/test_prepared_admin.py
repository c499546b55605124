import pytest

from comments.models import PreparedText
from tests.comments.test_desk_admin import page_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

ADD = "/admin/comments/preparedtext/add/"


@pytest.fixture(autouse=True)
def _moderator(client):
    client.force_login(UserFactory(roles=["moderator"]))


def add(client, **fields):
    return client.post(ADD, {"kind": "reason", "text": "Lạc đề", "position": 0, **fields})


def test_a_prepared_reason_is_cleaned_and_offered_at_the_desk(client):
    assert add(client, text=" Công kích\r\n cá nhân\x00 ").status_code == 302

    assert PreparedText.objects.filter(kind="reason", text="Công kích cá nhân").exists()
    assert "Công kích cá nhân" in page_of(client)


def test_a_reply_keeps_its_lines(client):
    add(client, kind="reply", text="Chào bạn.\r\n\r\n\r\n\r\nTòa soạn")

    assert PreparedText.objects.filter(text="Chào bạn.\n\nTòa soạn").exists()


@pytest.mark.parametrize("text", ["", "\u3164", "a" * 501])
def test_half_a_text_is_not_kept(client, text):
    before = PreparedText.objects.count()

    assert add(client, text=text).status_code == 200
    assert PreparedText.objects.count() == before


def test_the_same_text_twice_is_said(client):
    assert add(client).status_code == 302
    assert add(client, text=" Lạc  đề").status_code == 200
