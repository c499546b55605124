"""The OpenAPI document, and the page that shows it to people."""

import re

import pytest

from tests.factories import PublicationFactory, SectionFactory

pytestmark = pytest.mark.django_db


def test_every_address_is_documented_and_only_read(document):
    assert set(document["paths"]) == {
        "/api/v1/articles",
        "/api/v1/articles/{article_id}",
        "/api/v1/articles/{article_id}/ninjs",
        "/api/v1/authors",
        "/api/v1/corrections",
        "/api/v1/keywords",
        "/api/v1/paper",
        "/api/v1/sections",
        "/api/v1/withdrawn",
    }
    assert {method for path in document["paths"].values() for method in path} == {"get"}
    assert document["openapi"].startswith("3.1")


def test_every_reference_in_the_document_leads_somewhere(client, document):
    text = client.get("/api/v1/openapi.json").content.decode()
    names = set(re.findall(r'"#/components/schemas/(\w+)"', text))

    assert names and names <= set(document["components"]["schemas"])


def test_the_document_is_for_pages_of_any_site(client):
    response = client.get("/api/v1/openapi.json")

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["ETag"]
    assert response.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("address", ["/api/", "/en/api/"])
def test_the_page_for_people_shows_it_and_asks_nothing_of_other_hosts(
    client, address, django_assert_num_queries
):
    SectionFactory(publication=PublicationFactory())

    with django_assert_num_queries(1):
        response = client.get(address)

    text = response.content.decode()
    assert "/api/v1/articles/{article_id}/ninjs" in text
    assert "updated_since" in text and 'id="withdrawn"' in text
    assert re.findall(r'(?:src|href)="(https?://(?!127\.0\.0\.1)[^"]+)"', text) == [
        "https://www.rfc-editor.org/rfc/rfc9457"
    ]
    assert "'unsafe-inline'" not in response.headers["Content-Security-Policy"]


def test_the_root_leads_to_the_page_for_people(client):
    assert client.get("/api/v1/").headers["Location"] == "/api/"
