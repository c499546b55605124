"""Whatever is asked of the API: a helpful answer with the right status, never a failure."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

LISTS = ("/articles", "/authors", "/keywords", "/corrections", "/withdrawn")
NAMES = (
    "limit cursor fields section author keyword language kind since until updated_since x"
).split()


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ({"limit": "0"}, "limit"),
        ({"limit": "101"}, "limit"),
        ({"limit": "9" * 400}, "limit"),
        ({"limit": "9" * 5000}, "limit"),
        ({"limit": "x"}, "limit"),
        ({"cursor": "khong-phai"}, "cursor"),
        ({"cursor": "x" * 10_000}, "cursor"),
        ({"cursor": "-ffffffffffffff-1"}, "cursor"),
        ({"fields": "title,secret"}, "fields"),
        ({"fields": "title," * 2_000}, "fields"),
        ({"fields": "created_by"}, "fields"),
        ({"section": "khong-co"}, "section"),
        ({"section": "a/b/c"}, "section"),
        ({"section": "x" * 10_000}, "section"),
        ({"author": "Lê Hoa"}, "author"),
        ({"keyword": "x" * 10_000}, "keyword"),
        ({"language": "xx"}, "language"),
        ({"kind": "video"}, "kind"),
        ({"since": "hôm qua"}, "since"),
        ({"since": "0001-01-01T00:00:00+14:00"}, "since"),
        ({"since": "9999-12-31T23:59:59-12:00"}, "since"),
        ({"since": "2026-02-31"}, "since"),
        ({"since": "2026-07-08T25:00:00"}, "since"),
        ({"until": "9" * 10_000}, "until"),
        ({"updated_since": "1752000000"}, "updated_since"),
        ({"sinse": "2026-07-08"}, "sinse"),
        ({"x" * 10_000: "1"}, "x" * 40),
    ],
)
def test_a_wrong_parameter_is_named_with_what_is_to_be_done(ask, parameters, named):
    ArticleFactory(public=True)

    response = ask("/articles", **parameters)

    problem = response.json()
    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    assert problem["code"] == "invalid-parameters" and problem["status"] == 422
    assert [error["parameter"] for error in problem["errors"]] == [named]
    assert len(response.content) < 2_000  # what was sent is not sent back


def test_every_wrong_parameter_is_named_at_once(ask):
    problem = ask("/articles", limit="x", kind="video").json()

    assert {error["parameter"] for error in problem["errors"]} == {"limit", "kind"}


@pytest.mark.parametrize("address", ["/articles?cursor=%00", "/articles?limit=%001&fields=id%00"])
def test_nul_is_no_failure(client, address):
    assert client.get(f"/api/v1{address}").status_code in (200, 422)


@pytest.mark.parametrize(
    "path",
    [
        "/articles/" + "9" * 30,
        "/articles/" + "9" * 5_000,
        "/articles/" + "9" * 19 + "/ninjs",
        "/articles/0",
        "/articles/-1",
        "/articles/1/revisions",
        "/khong-co",
        "/articles/",
        "/docs",
    ],
)
def test_what_is_not_there_is_a_problem_too(client, path):
    response = client.get(f"/api/v1{path}")

    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "not-found"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


values = st.one_of(
    st.text(max_size=60),
    st.integers().map(str),
    st.datetimes().map(str),
    st.from_regex(r"[0-9a-f]{1,16}-[0-9a-f]{1,16}", fullmatch=True),
    st.lists(st.sampled_from(["id", "title", "photo", "body_html", "?"])).map(",".join),
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    path=st.sampled_from(LISTS),
    parameters=st.dictionaries(st.sampled_from(NAMES), values, max_size=4),
)
def test_any_parameters_get_an_answer_that_the_document_describes(ask, path, parameters):
    assert ask(path, **parameters).status_code in (200, 422)
