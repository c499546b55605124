import pytest

from newsroom.cdn.address import cdn_of


def test_each_network_is_named_by_what_it_is_called_by():
    assert cdn_of("", "") is None
    assert cdn_of("fastly://abc123XYZ", "t").names == ("abc123XYZ",)
    assert cdn_of("cloudflare://0123456789abcdef", "t").kind == "cloudflare"
    assert cdn_of("varnish://10.0.0.1:6081,[::1]:80", "").names == ("10.0.0.1:6081", "[::1]:80")


@pytest.mark.parametrize(
    ("url", "token"),
    [
        ("akamai://1234", "t"),
        ("fastly://abc123XYZ", ""),
        ("fastly://one,two", "t"),
        ("fastly://", "t"),
        ("varnish://host", ""),
        ("cloudflare://0123456789abcdef/zone", "t"),
        ("cloudflare://0123456789abcdef?color=red", "t"),
    ],
)
def test_anything_else_is_refused_in_one_sentence(url, token):
    with pytest.raises(ValueError, match=r"^CDN"):
        cdn_of(url, token)


def test_the_token_is_not_printed():
    assert "geheim" not in repr(cdn_of("fastly://abc123XYZ", "geheim"))
