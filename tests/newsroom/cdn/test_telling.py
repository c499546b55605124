"""The networks' own interfaces, as their documentation has them."""

import json

import pytest

from newsroom.cdn import telling

MANY = [f"article:{n}" for n in range(300)]


def test_fastly_is_told_by_256_keys_softly_or_not(stub, fastly):
    telling.tell(fastly, fastly.names[0], MANY, hard=False)
    telling.tell(fastly, fastly.names[0], {"article:1"}, hard=True)

    methods = {(method, path) for method, path, _headers, _body in stub.asked}
    bodies = [json.loads(body)["surrogate_keys"] for _m, _p, _h, body in stub.asked]
    assert methods == {("POST", "/service/SU1Z0isxPaozGVKXdv0eY/purge")}
    assert [len(keys) for keys in bodies] == [256, 44, 1]
    assert sorted(bodies[0] + bodies[1]) == sorted(MANY)
    assert [headers.get("Fastly-Soft-Purge") for _m, _p, headers, _b in stub.asked] == [
        "1",
        "1",
        None,
    ]
    assert {headers["Fastly-Key"] for _m, _p, headers, _b in stub.asked} == {"secret"}


def test_cloudflare_is_told_by_100_tags(stub, cloudflare):
    telling.tell(cloudflare, cloudflare.names[0], MANY, hard=False)

    method, path, headers, _body = stub.asked[0]
    assert (method, path) == ("POST", "/zones/023e105f4ecef8ad9ca31a8372d0c353/purge_cache")
    assert headers["Authorization"] == "Bearer secret"
    assert [len(json.loads(body)["tags"]) for _m, _p, _h, body in stub.asked] == [100, 100, 100]


def test_everything_is_purged_in_each_ones_words(stub, fastly, cloudflare, varnish):
    for cdn in (fastly, cloudflare, varnish):
        telling.tell_all(cdn, cdn.names[0])

    asked = [(method, path, body) for method, path, _headers, body in stub.asked]
    assert asked == [
        ("POST", "/service/SU1Z0isxPaozGVKXdv0eY/purge_all", b""),
        ("POST", f"/zones/{cloudflare.names[0]}/purge_cache", b'{"purge_everything": true}'),
        ("PURGE", "/", b""),
    ]
    assert stub.asked[2][2]["xkey-purge"] == "all"


def test_a_refusal_says_when_to_ask_again_and_shows_no_token(stub, fastly):
    stub.answers = [(429, {"Retry-After": "7"}, b"")]
    with pytest.raises(telling.NotTold, match="429") as refused:
        telling.tell(fastly, fastly.names[0], {"front"}, hard=True)
    assert refused.value.after == 7
    assert "secret" not in str(refused.value)


def test_a_success_that_is_none_is_told_apart(stub, cloudflare):
    stub.answers = [(200, {}, b'{"success": false, "errors": [{"code": 10000}]}')]
    with pytest.raises(telling.NotTold):
        telling.tell(cloudflare, cloudflare.names[0], {"front"}, hard=True)


def test_nobody_there_is_not_told(stub, fastly):
    stub.stop()
    with pytest.raises(telling.NotTold, match="no answer"):
        telling.tell(fastly, fastly.names[0], {"front"}, hard=True)
