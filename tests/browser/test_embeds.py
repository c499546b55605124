"""Cards of other houses' videos, as readers meet them."""

import re

import pytest

from tests.factories import ArticleFactory

expect = pytest.importorskip("playwright.sync_api", reason="needs the [browser] extra").expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EMBED = (
    '<figure class="embed"><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">YouTube</a>'
    "<figcaption>Lũ về</figcaption></figure>"
)


def test_no_other_house_is_contacted_before_the_click(open_browser):
    article = ArticleFactory(public=True, body=f"<p>a</p>{EMBED}")
    page = open_browser()
    others = []

    def stop(route):
        others.append(route.request.url)
        route.fulfill(body="<p>player</p>", content_type="text/html")

    page.route(re.compile(r"^https?://(?!localhost|127\.0\.0\.1)"), stop)
    page.goto(article.get_absolute_url())
    page.wait_for_load_state("networkidle")
    button = page.locator(".embed__play")
    assert button.is_visible()
    assert page.locator("iframe").count() == 0
    assert others == []

    button.focus()
    page.keyboard.press("Enter")
    frame = page.locator("iframe.embed__frame")
    # The page has been idle once: to wait for that again would be to wait for nothing.
    expect(page.frame_locator("iframe.embed__frame").locator("p")).to_have_text("player")

    assert [url.split("?")[0] for url in others] == [
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
    ]
    assert frame.get_attribute("title") == "Lũ về"
    assert "allow-top-navigation" not in frame.get_attribute("sandbox")


def test_without_javascript_an_embed_is_a_link(open_browser):
    article = ArticleFactory(public=True, body=EMBED)
    page = open_browser(js=False)
    page.goto(article.get_absolute_url())

    assert page.locator(".embed a").get_attribute("href").startswith("https://www.youtube.com/")
    assert not page.locator(".embed__play").is_visible()
    assert not page.locator(".embed__note").is_visible()
