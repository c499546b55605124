import pytest

from articles.body.links import tidy_address


@pytest.mark.parametrize(
    ("address", "stored"),
    [
        ("https://bao.example/a?b=c&d=e#f", "https://bao.example/a?b=c&d=e#f"),
        ("http://127.0.0.1:8000/thoi-su/x-a1.html?y=1#z", "/thoi-su/x-a1.html?y=1#z"),
        ("http://127.0.0.1:8000", "/"),
        ("http://127.0.0.1:8000//bao.example/x", "/bao.example/x"),
        ("/thoi-su/", "/thoi-su/"),
        ("bao.example/a", "https://bao.example/a"),
        ("//bao.example/a", "https://bao.example/a"),
        ("https://báo.example/ảnh", "https://báo.example/ảnh"),
        ("https://www.google.com/url?sa=t&q=https%3A%2F%2Fbao.example%2Fx&ved=1", "https://bao.example/x"),
        ("https://l.facebook.com/l.php?u=http%3A%2F%2F127.0.0.1%3A8000%2Fx&h=1", "/x"),
        ("https://bao.example/?utm_source=x", "https://bao.example/?utm_source=x"),
        ('https://bao.example/a"b<c', "https://bao.example/a%22b%3Cc"),
        ("mailto:an@bao.example", "mailto:an@bao.example"),
        ("tel:+84 270 1234", "tel:+842701234"),
        ("/\\bao.example", "/%5Cbao.example"),
    ],
)  # fmt: skip
def test_addresses_are_stored_in_one_form(address, stored):
    assert tidy_address(address) == stored
    assert tidy_address(stored) == stored


@pytest.mark.parametrize(
    "address",
    [
        "",
        "#top",
        "?a=b",
        "trang",
        "javascript:x()",
        "data:text/html,x",
        "file:///C:/x.doc",
        "ftp://bao.example/",
        "http://",
        "https://localhost/x",
        "https://a:b@bao.example/",
        "https://bao.example:port/",
        "https://[x/",
        "https://" + "a" * 3000 + ".example/",
        "mailto:ai đó",
    ],
)
def test_what_readers_could_not_follow_is_no_link(address):
    assert tidy_address(address) is None
