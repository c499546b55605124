"""What a browser is given for reading offline."""

import gzip
import json
import re

import pytest
from django.contrib.staticfiles import finders

from articles.models import Publication
from tests.factories import ArticleFactory, PublicationFactory, SectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper():
    return SectionFactory(name="Kinh tế", publication=PublicationFactory()).publication


def told(response):
    """Return what the worker was told: the object in its first statement."""
    return json.loads(re.search(r"const told = (\{.*?\});\n", response.content.decode())[1])


def test_the_manifest_describes_the_paper(client, paper, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/manifest.webmanifest")

    facts = response.json()
    assert response.headers["Content-Type"] == "application/manifest+json"
    assert facts["name"] == "Báo Thử Nghiệm" and facts["lang"] == "vi"
    assert facts["start_url"] == "/" and facts["scope"] == "/"
    assert facts["shortcuts"] == [{"name": "Kinh tế", "url": "/kinh-te/"}]


def test_every_icon_is_there_in_the_size_that_is_said(client, paper):
    from PIL import Image

    icons = client.get("/manifest.webmanifest").json()["icons"]

    assert {(icon["sizes"], icon["purpose"]) for icon in icons} >= {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    for icon in icons:
        file = finders.find(icon["src"].removeprefix("/static/"))
        assert file
        if icon["type"] == "image/png":
            with Image.open(file) as picture:
                assert "{}x{}".format(*picture.size) == icon["sizes"]


def test_a_paper_that_is_not_set_up_has_a_manifest_and_no_worker(client):
    assert client.get("/manifest.webmanifest").json()["name"] == "http://127.0.0.1:8000"
    assert "unregister" in client.get("/sw.js").content.decode()


def test_the_worker_is_sent_for_the_whole_site_and_asked_for_anew(
    client, paper, django_assert_num_queries
):
    with django_assert_num_queries(1):
        response = client.get("/sw.js")

    assert response.headers["Content-Type"].startswith("text/javascript")
    assert response.headers["Service-Worker-Allowed"] == "/"
    assert response.headers["Cache-Control"] == "no-cache"
    assert "unregister" not in response.content.decode()
    again = client.get("/sw.js", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


def test_the_worker_is_small(client, paper):
    assert len(gzip.compress(client.get("/sw.js").content)) < 3_000


def test_what_it_keeps_at_once_is_there(client, paper):
    for path in told(client.get("/sw.js"))["shell"]:
        if path.startswith("/static/"):
            assert finders.find(path.removeprefix("/static/"))
        else:
            assert client.get(path).status_code == 200


def test_its_version_changes_with_what_it_keeps(client, paper, settings, tmp_path):
    settings.WHITENOISE_USE_FINDERS = True
    first = told(client.get("/sw.js"))["version"]
    same = told(client.get("/sw.js"))["version"]
    Publication.objects.update(name="Báo khác")

    assert first == same != told(client.get("/sw.js"))["version"]


def test_switched_off_it_takes_itself_away_and_pages_do_not_ask_for_it(client, paper):
    article = ArticleFactory(public=True)
    addresses = ["/", article.get_absolute_url(), "/en/", "/khong-co-trang-nay/"]
    for address in addresses:
        assert 'data-offline="/sw.js"' in client.get(address).content.decode()

    Publication.objects.update(offline_reading=False)

    assert "unregister" in client.get("/sw.js").content.decode()
    for address in addresses:
        text = client.get(address).content.decode()
        assert "data-offline" not in text
        assert '<link rel="manifest" href="/manifest.webmanifest">' in text


@pytest.mark.parametrize("address", ["/ngoai-tuyen/", "/en/ngoai-tuyen/"])
def test_the_page_for_no_network_is_the_same_for_everybody(
    client, paper, address, django_assert_num_queries
):
    with django_assert_num_queries(1):
        response = client.get(address)

    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_the_policy_lets_the_worker_and_the_manifest_in(client, paper):
    policy = client.get("/").headers["Content-Security-Policy"]

    assert "worker-src 'self'" in policy and "manifest-src 'self'" in policy
