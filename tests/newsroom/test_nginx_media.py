"""The real nginx in front of a real server, with the part of its configuration that we ship."""

import shutil
import socket
import subprocess
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.db import connection

from articles.models import Article, Photo
from articles.renditions import folder
from newsroom.benchmarks.ports import free_port
from tests.factories import ArticleFactory, stored_photo

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
PART = Path(__file__).resolve().parents[2] / "deploy" / "nginx-media.conf"

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(NGINX is None, reason="needs nginx"),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="needs PostgreSQL (DATABASE_URL): the server's threads share SQLite in memory",
    ),
]
CONFIGURATION = """\
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    include {folder}/media.conf;
    location / {{ proxy_pass {site}; proxy_set_header Host $proxy_host; }}
  }}
}}
"""


def wait_for(port, process):
    until = time.monotonic() + 10
    while time.monotonic() < until:
        assert process.poll() is None, "nginx has stopped"
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("nginx does not listen")


@pytest.fixture
def ask(live_server, settings, media, tmp_path):
    """Give ``ask(path, method="GET", **headers)``: nginx's answer, with its ``body``.

    Paths are sent as they are: no client of ours tidies them first.
    """
    settings.MEDIA_ACCEL = "/_media/"
    port = free_port()
    part = PART.read_text().replace("/srv/newsroom/media", str(media))
    (tmp_path / "media.conf").write_text(part)
    configuration = tmp_path / "nginx.conf"
    configuration.write_text(CONFIGURATION.format(folder=tmp_path, port=port, site=live_server.url))
    process = subprocess.Popen(
        [NGINX, "-p", str(tmp_path), "-e", str(tmp_path / "error.log"), "-c", str(configuration)]
    )
    wait_for(port, process)

    def _ask(path, method="GET", **headers):
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        connection.putrequest(method, path)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        return answer

    yield _ask
    process.terminate()
    process.wait(10)


@pytest.fixture
def photo(media):
    return stored_photo()


def test_nginx_sends_a_public_photo_from_its_disk(ask, photo, media):
    ArticleFactory(public=True, photos=[photo])

    answer = ask(photo.url(800, "webp"))

    assert answer.status == 200
    assert answer.body == (media / folder(photo.key) / "800.webp").read_bytes()
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Cache-Control"] == "public, max-age=600, must-revalidate"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Set-Cookie"] is None
    assert answer.headers["X-Accel-Redirect"] is None


def test_a_format_that_was_not_made_comes_with_the_type_of_what_is_sent(ask, photo):
    ArticleFactory(public=True, photos=[photo])

    answer = ask(f"/anh/{photo.key}/480.avif")

    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.body[:2] == b"\xff\xd8"
    assert ask(photo.share_url).headers["Content-Type"] == "image/jpeg"


def test_nginx_answers_parts_heads_and_what_is_known_already(ask, photo):
    ArticleFactory(public=True, photos=[photo])
    whole = ask(photo.url(800, "jpg"))

    head = ask(photo.url(800, "jpg"), "HEAD")
    part = ask(photo.url(800, "jpg"), Range="bytes=0-9")
    known = ask(photo.url(800, "jpg"), If_None_Match=whole.headers["ETag"])

    assert head.headers["Content-Length"] == str(len(whole.body)) and head.body == b""
    assert part.status == 206 and part.body == whole.body[:10]
    assert known.status == 304 and known.body == b""


def test_what_is_not_public_is_not_found_and_gone_with_its_article(ask, photo):
    article = ArticleFactory(photos=[photo])
    assert ask(photo.url(800, "jpg")).status == 404

    Article.objects.filter(pk=article.pk).update(
        state="published", published_at=article.created_at, last_published_at=article.created_at
    )
    etag = ask(photo.url(800, "jpg")).headers["ETag"]
    assert etag

    Article.objects.update(state="withdrawn")
    assert ask(photo.url(800, "jpg")).status == 404
    assert ask(photo.url(800, "jpg"), If_None_Match=etag).status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/_media/{folder}/800.jpg",
        "/_media/{folder}/original.jpg",
        "/_media/",
        "/_media",
        "/%5fmedia/{folder}/800.jpg",
        "//_media/{folder}/800.jpg",
        "/anh/../_media/{folder}/800.jpg",
        "/anh/%2e%2e/_media/{folder}/800.jpg",
        "/anh/{key}/..%2f..%2f..%2f_media/{folder}/800.jpg",
        "/anh/{key}/original.jpg",
        "/anh/{key}/..%2foriginal.jpg",
        "/anh/{key}/%2e%2e%2f{key}%2foriginal.jpg",
        "/anh/{key}/800.jpg%00",
        "/anh/{key}%2f800.jpg/../original.jpg",
        "/_media/../media.conf",
        "/_media/photos/../../media.conf",
    ],
)
def test_no_address_leads_to_the_folder(ask, photo, path):
    ArticleFactory(public=True, photos=[photo])

    answer = ask(path.format(folder=folder(photo.key), key=photo.key))

    assert answer.status in (400, 404)
    assert b"\xff\xd8\xff" not in answer.body


def test_nginx_itself_sends_nothing_but_renditions(ask, photo, monkeypatch):
    """Even if the application told it to."""
    ArticleFactory(public=True, photos=[photo])
    for name in ("original.jpg", "../original.jpg", "../../../../media.conf"):
        monkeypatch.setattr(
            "articles.views.photos.renditions_for",
            lambda *asked, name=name: [type("Told", (), {"name": name, "extension": "jpg"})],
        )
        monkeypatch.setattr(
            "django.core.files.storage.FileSystemStorage.exists", lambda *asked: True
        )

        assert ask(photo.url(800, "jpg")).status == 404, name


def test_a_link_out_of_the_folder_is_not_followed(ask, photo, media, tmp_path):
    ArticleFactory(public=True, photos=[photo])
    secret = tmp_path / "secret"
    secret.write_text("secret")
    file = media / folder(photo.key) / "800.jpg"
    file.unlink()
    file.symlink_to(secret)

    answer = ask(photo.url(800, "jpg"))

    assert answer.status in (403, 404)
    assert b"secret" not in answer.body


def test_a_lost_file_is_not_found(ask, photo, media):
    ArticleFactory(public=True, photos=[photo])
    Photo.objects.update(renditions={"jpg": [1234]})

    assert ask(photo.url(1234, "jpg")).status == 404
