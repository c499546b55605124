"""Passing an article on: buttons where a browser has them, links without any script."""

import re

import pytest

from tests.factories import ArticleFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOUSES = re.compile(r"^https?://(?!localhost|127\.0\.0\.1)")
# A phone's own sheet and clipboard, and what they were given.
PHONE = """() => {
  window.given = [];
  const note = (name) => async (what) => window.given.push([name, what]);
  Object.defineProperty(navigator, "share", { value: note("share") });
  Object.defineProperty(navigator, "clipboard", { value: { writeText: note("copy") } });
  window.print = () => note("print")();
}"""
DESK = """() => {
  for (const name of ["share", "clipboard"]) {
    Object.defineProperty(navigator, name, { value: undefined });
  }
}"""


def open_article(page, article):
    """Open it, and return the list of the other houses' addresses that are asked for."""
    others = []

    def stop(route):
        others.append(route.request.url)
        route.fulfill(body="<p>theirs</p>", content_type="text/html")

    page.route(HOUSES, stop)
    page.goto(article.get_absolute_url())
    page.wait_for_load_state("networkidle")
    return others


def test_the_phones_own_ways_are_offered_and_get_the_canonical_address(open_browser, settings):
    article = ArticleFactory(public=True, title="Lũ về")
    page = open_browser()
    page.add_init_script(f"({PHONE})()")
    open_article(page, article)

    for way in ("native", "copy", "print"):
        page.locator(f"[data-share-{way}]").click()

    url = settings.SITE_URL + article.get_absolute_url()
    given = page.evaluate("window.given")
    assert given[0] == ["share", {"title": "Lũ về", "url": url}]
    assert given[1] == ["copy", url]
    assert given[2][0] == "print"
    assert page.locator("[data-share-status]").inner_text()


def test_what_a_browser_lacks_is_not_offered(open_browser):
    page = open_browser()
    page.add_init_script(f"({DESK})()")
    open_article(page, ArticleFactory(public=True))

    assert not page.locator("[data-share-native]").is_visible()
    assert not page.locator("[data-share-copy]").is_visible()
    assert page.locator("[data-share-print]").is_visible()


@pytest.mark.parametrize("js", [True, False])
def test_no_house_hears_of_the_reader_before_a_click(open_browser, js):
    page = open_browser(js=js)
    others = open_article(page, ArticleFactory(public=True))

    links = page.locator("#chia-se a")
    for number in range(links.count()):
        links.nth(number).hover()
        links.nth(number).focus()
    page.wait_for_timeout(200)
    assert others == []

    with page.expect_request(HOUSES):
        page.locator("#chia-se a", has_text="Zalo").click()
    assert others[0].startswith("https://button-share.zalo.me/share_external?d=")


def test_the_code_is_loaded_once_somebody_opens_it(open_browser):
    article = ArticleFactory(public=True)
    page = open_browser()
    asked = []
    page.on("request", lambda request: "/ma-qr/" in request.url and asked.append(request.url))
    open_article(page, article)
    page.locator("#chia-se").scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    assert asked == []

    with page.expect_response(re.compile(rf"/ma-qr/{article.pk}\.svg")) as answer:
        page.locator(".share__code summary").press("Enter")

    assert answer.value.ok
    page.wait_for_timeout(200)
    box = page.locator(".share__picture").bounding_box()
    assert (box["width"], box["height"]) == (220, 220)


def test_the_code_is_there_without_a_script(open_browser):
    """Browsers load no picture lazily without scripts; it opens all the same."""
    page = open_browser(js=False)
    open_article(page, ArticleFactory(public=True))

    page.locator(".share__code summary").press("Enter")

    assert page.locator(".share__picture").bounding_box()["width"] == 220


def test_every_way_is_large_enough_for_a_thumb(open_browser):
    page = open_browser(width=360)
    page.add_init_script(f"({PHONE})()")
    open_article(page, ArticleFactory(public=True))

    heights = page.locator(".share__way:visible").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().height)"
    )
    assert len(heights) == 8
    assert min(heights) >= 44
