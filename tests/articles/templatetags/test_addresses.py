import base64
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from articles.templatetags.addresses import absolute, share_links
from tests.factories import ArticleFactory


def test_absolute_address_starts_with_the_site(settings):
    settings.SITE_URL = "https://bao.example"

    assert absolute("/kinh-te/") == "https://bao.example/kinh-te/"
    assert absolute("") == ""


@pytest.mark.django_db
def test_share_links_carry_the_canonical_address(settings):
    settings.SITE_URL = "https://bao.example"
    article = ArticleFactory(public=True, title="Một & hai? Ba")
    address = f"https://bao.example{article.get_absolute_url()}"

    links = {link.icon: urlsplit(link.url) for link in share_links(article)}
    queries = {name: parse_qs(link.query, strict_parsing=True) for name, link in links.items()}

    assert list(links) == ["facebook", "zalo", "x", "mail"]
    assert queries["facebook"] == {"u": [address]}
    assert json.loads(base64.b64decode(queries["zalo"]["d"][0])) == {"url": address}
    assert queries["x"] == {"url": [address], "text": ["Một & hai? Ba"]}
    assert queries["mail"] == {"subject": ["Một & hai? Ba"], "body": [address]}
    assert "+" not in links["mail"].query
