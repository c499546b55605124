"""What nobody types in good faith."""

import pytest

from comments.models import Comment
from comments.moderation.decisions import decide
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


@pytest.fixture
def url():
    return f"/binh-luan/{ArticleFactory(public=True).pk}/"


def test_scripts_in_name_and_text_come_out_as_text(client, url):
    client.post(url, {"name": SCRIPT, "body": SCRIPT})
    comment = Comment.objects.get()
    decide([comment.pk], "approved", by=None)

    pages = [url, f"{url}?tra-loi={comment.pk}", f"{url}{comment.pk}/"]
    pages += [f"{url}{comment.pk}/?manh=1", f"{url}?manh=1"]
    pages.append(comment.article.get_absolute_url())
    for page in pages:
        html = client.get(page).content.decode()
        assert "&lt;script&gt;alert(1)" in html
        assert "<script>alert" not in html
        assert "<img src=x" not in html


def test_a_name_cannot_turn_the_line_round(client, url):
    client.post(url, {"name": "An\u202e\u2067nA", "body": "x\u200by"})

    comment = Comment.objects.get()
    assert (comment.name, comment.body) == ("AnnA", "xy")


@pytest.mark.parametrize(
    "body",
    [
        b"name=Hoa&body=%ED%A0%80%FF%FE",
        b"name=%00Hoa&body=%C3%28",
        b"name=Hoa&body=B%E0i hay",
        b"\xff\xfe\x00name=Hoa",
        b"body=&name=%ED%A0%80",
        b"%00=%00&parent=%00&client_uuid=%00&email=%ED%B0%80",
    ],
    ids=ascii,
)
def test_bytes_that_are_no_text_are_answered(client, url, body):
    response = client.post(url, body, content_type="application/x-www-form-urlencoded")

    assert response.status_code in {303, 422}


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "latin-1", "nonsense", "unicode_escape"])
@pytest.mark.parametrize(
    "content_type", ["application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_a_charset_of_the_senders_own_is_refused(client, url, content_type, charset):
    part = '--x\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    multipart = "".join(part.format(*pair) for pair in [("body", "+2AA-"), ("email", "+2AA-")])
    plain = content_type.endswith("urlencoded")
    body = "body=%2B2AA-&email=%2B2AA-" if plain else f"{multipart}--x--\r\n"

    header = f"{content_type}; boundary=x; charset={charset}"
    response = client.generic("POST", url, body, header)

    assert response.status_code == 415


def test_a_megabyte_is_refused(client, url):
    response = client.post(url, {"name": "Hoa", "body": "ấ" * 300_000})

    assert response.status_code == 422
    assert not Comment.objects.exists()


def test_a_file_in_place_of_text_is_refused(client, url):
    from django.core.files.uploadedfile import SimpleUploadedFile

    response = client.post(url, {"name": "Hoa", "body": SimpleUploadedFile("a.txt", b"x")})

    assert response.status_code == 422


def test_admin_escapes_what_readers_wrote(admin_client):
    parent = CommentFactory(status="approved", name=SCRIPT, body=SCRIPT)
    comment = CommentFactory(parent=parent, name=SCRIPT, body=SCRIPT)

    for page in ("", f"{comment.pk}/change/", f"{comment.pk}/delete/"):
        html = admin_client.get(f"/admin/comments/comment/{page}").content.decode()
        assert "alert(1)" in html
        assert "<script>alert" not in html
        assert "<img src=x" not in html
