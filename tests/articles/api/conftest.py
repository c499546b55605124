"""Answers of the API, each held to the OpenAPI document that the API itself gives out."""

import re

import pytest
from jsonschema import Draft202012Validator

DIGITS = re.compile(r"/\d+")


def schema_for(document, path, response):
    """Return the schema of an answer, by its address, status and media type."""
    operation = document["paths"][DIGITS.sub("/{article_id}", path)]["get"]
    content = operation["responses"][str(response.status_code)]["content"]
    return content[response.headers["Content-Type"]]["schema"]


@pytest.fixture
def document(client):
    return client.get("/api/v1/openapi.json").json()


@pytest.fixture
def ask(client, document):
    """Give ``ask(path, **parameters)``: the answer, which is just what the document says."""

    def _ask(path, headers=None, **parameters):
        path = f"/api/v1{path}"
        response = client.get(path, parameters, headers=headers)
        if response.status_code in (200, 404, 410, 422):
            schema = schema_for(document, path, response) | {"components": document["components"]}
            Draft202012Validator(schema).validate(response.json())
        return response

    return _ask
