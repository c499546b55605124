"""What is an embed, and how it stands in a body and on a page."""

import pytest

from articles import embeds
from articles.richtext import clean_body, plain_text
from tests.articles.executable import executable_in

YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
        ("http://youtube.com/watch?list=PL1&v=dQw4w9WgXcQ&feature=share", YOUTUBE),
        ("https://m.youtube.com/watch?v=dQw4w9WgXcQ#x", YOUTUBE),
        ("https://youtu.be/dQw4w9WgXcQ?si=abc", YOUTUBE),
        ("https://youtu.be/dQw4w9WgXcQ?t=1m30s", f"{YOUTUBE}&t=90s"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1h2m3s", f"{YOUTUBE}&t=3723s"),
        ("//www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=7", f"{YOUTUBE}&t=7s"),
        ("https://www.youtube.com/live/dQw4w9WgXcQ?feature=share", YOUTUBE),
        ("https://youtube.com/shorts/dQw4w9WgXcQ", "https://www.youtube.com/shorts/dQw4w9WgXcQ"),
        ("https://www.facebook.com/bao/videos/123456789/", "https://www.facebook.com/bao/videos/123456789/"),
        ("https://m.facebook.com/bao.vn/videos/lu-ve/123456789", "https://www.facebook.com/bao.vn/videos/lu-ve/123456789/"),
        ("https://web.facebook.com/watch/?v=123456789&ref=x", "https://www.facebook.com/watch/?v=123456789"),
        ("https://www.facebook.com/reel/123456789", "https://www.facebook.com/reel/123456789/"),
        ("https://www.facebook.com/bao/posts/pfbid0abcDEF123456?rdid=x", "https://www.facebook.com/bao/posts/pfbid0abcDEF123456"),
        ("https://www.facebook.com/permalink.php?story_fbid=123456&id=789012", "https://www.facebook.com/permalink.php?story_fbid=123456&id=789012"),
        ("https://fb.watch/aBc123_x/?mibextid=1", "https://fb.watch/aBc123_x/"),
        ("https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Freel%2F123456789&width=300", "https://www.facebook.com/reel/123456789/"),  # noqa: E501
        ("https://www.tiktok.com/@bao.vn/video/7301234567890123456?is_from_webapp=1", "https://www.tiktok.com/@bao.vn/video/7301234567890123456"),
        ("https://www.tiktok.com/embed/v2/7301234567890123456", "https://m.tiktok.com/v/7301234567890123456.html"),
        ("https://m.tiktok.com/v/7301234567890123456.html", "https://m.tiktok.com/v/7301234567890123456.html"),
    ],
)  # fmt: skip
def test_addresses_of_the_three_houses(address, canonical):
    embed = embeds.parse(address)

    assert embed.url == canonical
    assert embeds.parse(canonical) == embed
    origin = "/".join(embed.player.split("/")[:3])
    assert origin in embeds.EMBED_CSP["frame-src"]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "dQw4w9WgXcQ",
        "https://www.youtube.com/",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ%22onload",
        "https://www.youtube.com.bao.example/watch?v=dQw4w9WgXcQ",
        "https://bao.example/?https://youtu.be/dQw4w9WgXcQ",
        "https://youtu.be@bao.example/dQw4w9WgXcQ",
        "https://a:b@youtu.be/dQw4w9WgXcQ",
        "https://youtu.be:8443/dQw4w9WgXcQ",
        "ftp://youtu.be/dQw4w9WgXcQ",
        "javascript:https://youtu.be/dQw4w9WgXcQ",
        "https://www.facebook.com/login.php?next=x",
        "https://www.facebook.com/plugins/video.php?href=https://bao.example/",
        "https://www.facebook.com/plugins/video.php?href=" * 20,
        "https://vm.tiktok.com/ZM123/",
        "https://www.tiktok.com/@bao",
        "https://www.tiktok.com/@bao/video/12345678901٣",
        "https://[::1/x",
        "https://youtu.be/" + "a" * 3000,
    ],
)
def test_anything_else_is_no_embed(address):
    assert embeds.parse(address) is None


def test_every_player_belongs_to_the_policy_and_no_host_is_framed_besides():
    assert all(source.startswith("https://") for source in embeds.EMBED_CSP["frame-src"])
    assert "*" not in str(embeds.EMBED_CSP)


def test_a_body_keeps_an_embed_in_one_form():
    stored = embeds.stored(embeds.parse("https://youtu.be/dQw4w9WgXcQ?t=5"), "Lũ & <b>cá</b>")

    body = clean_body(f"<p>a</p><div>{stored}</div>")

    assert body == (
        f'<p>a</p><figure class="embed"><a href="{YOUTUBE}&amp;t=5s" rel="noopener">YouTube</a>'
        "<figcaption>Lũ &amp; &lt;b&gt;cá&lt;/b&gt;</figcaption></figure>"
    )
    assert clean_body(body) == body
    assert plain_text(body) == "a\nYouTube\nLũ & <b>cá</b>"


@pytest.mark.parametrize(
    "code",
    [
        '<iframe width="560" src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>',
        '<figure class="embed big" onclick="x" id="y"><p><a class="z" href="https://youtu.be/dQw4w9WgXcQ"><b>?</b></a></p></figure>',
        '<div data-href="https://youtu.be/dQw4w9WgXcQ">a</div>',
    ],
)  # fmt: skip
def test_codes_of_other_houses_are_read(code):
    assert clean_body(code) == (
        f'<figure class="embed"><a href="{YOUTUBE}" rel="noopener">YouTube</a></figure>'
    )


def test_a_figure_that_is_no_embed_is_text():
    body = clean_body('<figure class="embed"><a href="https://bao.example/x">a</a></figure>')

    assert body == '<p><a href="https://bao.example/x" rel="noopener">a</a></p>'


def test_readers_get_a_card_that_loads_nothing():
    body = clean_body(embeds.stored(embeds.parse(YOUTUBE), 'Lũ "về"'))

    shown = embeds.present(f"<p>trước</p>{body}<p>sau</p>")

    assert executable_in(shown) == []
    assert "<iframe" not in shown and "<img" not in shown
    assert 'data-player="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?' in shown
    assert f'href="{YOUTUBE}"' in shown
    assert shown.startswith("<p>trước</p>") and shown.endswith("<p>sau</p>")
    assert embeds.has_embeds(body) and not embeds.has_embeds("<p>a</p>")


@pytest.mark.django_db
def test_only_articles_pages_may_frame(client):
    from tests.factories import ArticleFactory

    article = ArticleFactory(public=True, body=embeds.stored(embeds.parse(YOUTUBE)))

    page = client.get(article.get_absolute_url())
    assert "frame-src https://www.youtube-nocookie.com" in page.headers["Content-Security-Policy"]
    assert "frame-src" not in client.get("/").headers["Content-Security-Policy"]
