"""The newsroom's bar on readers' pages: for whoever has signed in with this browser alone."""

import pytest

from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article(staff_window):
    return ArticleFactory(public=True, title="Cầu mới thông xe")


def asked(page):
    """Return what the page asks the newsroom for, as it is asked."""
    found = []
    page.on("request", lambda one: "/admin/" in one.url and found.append(one.url))
    return found


def test_a_readers_browser_asks_for_nothing(open_browser, article):
    page = open_browser()
    requests = asked(page)

    page.goto(article.get_absolute_url(), wait_until="networkidle")

    assert requests == []
    assert page.context.cookies() == []
    assert page.locator(".staffbar").count() == 0


@pytest.mark.parametrize("width", [390, 1280])
def test_staff_get_a_bar_that_moves_nothing(staff_window, article, width):
    page = staff_window(UserFactory(roles=["chief"]), width=width)
    page.add_init_script(
        "self.shifts = []; new PerformanceObserver((list) => list.getEntries().forEach("
        "(one) => shifts.push(one.value))).observe({type: 'layout-shift', buffered: true});"
    )
    held = []
    page.route("**/admin/bar/**", lambda route: held.append(route))
    with page.expect_request("**/admin/bar/**"):
        page.goto(article.get_absolute_url())
    page.wait_for_timeout(500)  # what the page's own scripts move has moved
    before = page.evaluate("shifts")
    assert page.locator(".staffbar").count() == 0
    held.pop().continue_()
    page.wait_for_selector(".staffbar")

    bar = page.locator(".staffbar").bounding_box()
    assert bar["y"] + bar["height"] == pytest.approx(844, abs=1)
    assert bar["width"] == pytest.approx(width, abs=16)
    assert page.evaluate("shifts") == before
    # The page is no wider for it, and prints without it.
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.emulate_media(media="print")
    assert not page.locator(".staffbar").is_visible()


def test_it_is_left_by_keyboard(staff_window, article):
    page = staff_window(UserFactory(roles=["chief"]))
    page.goto(article.get_absolute_url())
    page.locator(".staffbar a").first.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"

    page.keyboard.press("Enter")

    page.wait_for_url(f"**/admin/articles/article/{article.pk}/change/")


def test_after_signing_out_the_browser_asks_no_more(staff_window, article):
    page = staff_window(UserFactory(roles=["chief"]))
    page.goto(article.get_absolute_url())
    page.click(".staffbar button")
    page.wait_for_url("**/admin/logout/")
    page.goto(article.get_absolute_url(), wait_until="networkidle")  # asks once, and is told
    requests = asked(page)

    page.goto("/", wait_until="networkidle")

    assert requests == []
    assert page.evaluate("localStorage.getItem('newsroom-staff')") is None
