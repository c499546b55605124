"""The full-screen viewer, as a reader with fingers, keys or no script meets it."""

import pytest
from django.urls import reverse

from articles.body.photos import BodyPhoto, Gallery, stored
from tests.factories import ArticleFactory, UserFactory, stored_photo
from tests.pictures import picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def article(media):
    """A lead photo, a high one in the text, and a gallery of two."""
    sizes = [(1200, 800), (600, 1100), (1000, 700), (900, 400)]
    photos = [
        stored_photo(picture(size, colour=(40 * number, 90, 60)), credit=f"Người chụp {number}")
        for number, size in enumerate(sizes, 1)
    ]
    uses = [BodyPhoto(photo.pk, f"Chú thích {photo.pk}", "Mô tả") for photo in photos[1:]]
    body = f"<p>a</p>{stored(uses[0])}<p>b</p>{stored(Gallery(tuple(uses[1:]), 'Bộ ảnh'))}<p>c</p>"
    made = ArticleFactory(public=True, photos=photos, body=body)
    made.captions.exclude(placement="lead").update(placement="text")
    return made


@pytest.fixture
def page(open_browser, article):
    """Give ``page(width=390)``: the article in a window."""

    def _open(**options):
        window = open_browser(**options)
        window.goto(article.get_absolute_url())
        return window

    return _open


def count(page):
    return page.locator(".viewer__count").text_content()


def wait_for_count(page, text):
    page.wait_for_function(
        "text => document.querySelector('.viewer__count')?.textContent === text", arg=text
    )


def shown_slide(page):
    """The number of the slide that fills the window, from 1."""
    return page.evaluate(
        "[...document.querySelectorAll('.viewer__slide')].findIndex("
        "s => Math.abs(s.getBoundingClientRect().left) < 2) + 1"
    )


def focused(page):
    return page.evaluate("document.activeElement.className")


def test_a_photo_opens_in_the_page_s_sequence_with_its_words(page):
    window = page()

    window.locator(".figure__open").nth(1).click()

    wait_for_count(window, "2/4")
    assert shown_slide(window) == 2
    slide = window.locator(".viewer__slide").nth(1)
    assert "Chú thích" in slide.text_content() and "Người chụp 2" in slide.text_content()
    assert window.locator(".viewer__slide").count() == 4
    window.wait_for_function(
        "() => document.querySelectorAll('.viewer__slide img')[1].naturalWidth > 0"
    )
    # The whole picture, within the window.
    box = slide.locator("img").bounding_box()
    assert box["x"] >= 0 and box["width"] <= 390 and box["y"] + box["height"] <= 844


def test_keys_go_through_the_photos(page):
    window = page(width=1280)
    window.locator(".figure__open").first.focus()
    window.keyboard.press("Enter")
    wait_for_count(window, "1/4")

    for key, text in [
        ("ArrowRight", "2/4"),
        ("End", "4/4"),
        ("ArrowRight", "4/4"),
        ("ArrowLeft", "3/4"),
        ("Home", "1/4"),
        ("ArrowLeft", "1/4"),
    ]:
        window.keyboard.press(key)
        wait_for_count(window, text)
    assert shown_slide(window) == 1


def test_a_key_pressed_twice_goes_two_photos_on(page):
    window = page(width=1280)
    window.locator(".figure__open").first.click()
    wait_for_count(window, "1/4")

    window.keyboard.press("ArrowRight")
    window.keyboard.press("ArrowRight")

    wait_for_count(window, "3/4")
    window.wait_for_function(
        "() => document.querySelector('.viewer__strip').scrollLeft === 2 * innerWidth"
    )
    assert count(window) == "3/4"


def test_escape_closes_and_the_focus_is_back_where_it_was(page):
    window = page(width=1280)
    link = window.locator(".figure__open").nth(2)
    link.focus()
    address = window.url
    window.keyboard.press("Enter")
    wait_for_count(window, "3/4")

    window.keyboard.press("Escape")

    window.wait_for_selector(".viewer", state="hidden")
    assert link.evaluate("link => link === document.activeElement")
    assert window.url == address


def test_back_button_closes_and_stays_on_the_page(page):
    window = page()
    window.locator(".figure__open").first.click()
    wait_for_count(window, "1/4")
    address = window.url

    window.go_back()

    window.wait_for_selector(".viewer", state="hidden")
    assert window.url == address
    assert window.locator("h1").is_visible()


def test_closing_leaves_no_step_behind_for_the_back_button(page, article):
    window = page()
    before = window.evaluate("history.length")
    for _time in range(2):
        window.locator(".figure__open").first.click()
        window.locator(".viewer [data-close]").click()
        window.wait_for_selector(".viewer", state="hidden")

    assert window.evaluate("history.length") == before + 1
    assert window.evaluate("history.state") is None


def test_tab_stays_within(page):
    window = page(width=1280)
    window.locator(".figure__open").nth(1).click()
    wait_for_count(window, "2/4")

    stops = []
    for _step in range(8):
        window.keyboard.press("Tab")
        stops.append(focused(window))

    assert all(stop.startswith("viewer__") for stop in stops), stops
    assert len(set(stops)) == 4
    window.keyboard.press("Shift+Tab")
    assert focused(window).startswith("viewer__")


def test_buttons_go_on_and_are_gone_at_the_ends(page):
    window = page(width=1280)
    window.locator(".figure__open").nth(2).click()
    wait_for_count(window, "3/4")

    window.locator("[data-next]").click()
    wait_for_count(window, "4/4")

    assert not window.locator("[data-next]").is_visible()
    assert window.locator("[data-previous]").is_visible()
    # The focus was on a button that is no more to be seen: it is still within.
    assert focused(window).startswith("viewer__")


def test_a_swipe_stops_at_the_next_photo(page):
    window = page()
    window.locator(".figure__open").first.click()
    wait_for_count(window, "1/4")

    style = window.evaluate(
        "(() => { const s = getComputedStyle(document.querySelector('.viewer__strip'));"
        " const t = getComputedStyle(document.querySelector('.viewer__slide'));"
        " return [s.scrollSnapType, t.scrollSnapAlign, t.scrollSnapStop, s.touchAction]; })()"
    )
    window.evaluate("document.querySelector('.viewer__strip').scrollBy({left: 300})")

    wait_for_count(window, "2/4")
    window.wait_for_function(
        "() => document.querySelector('.viewer__strip').scrollLeft === innerWidth"
    )
    # Fingers may do all that they can on any page: two of them make it larger.
    assert style == ["x mandatory", "center", "always", "manipulation"]


def test_a_first_move_by_more_than_half_a_photo_is_seen(page):
    """As by a bar that is drawn, which says only where it has come to."""
    window = page()
    window.locator(".figure__open").first.click()
    wait_for_count(window, "1/4")

    window.evaluate(
        "document.querySelector('.viewer__strip').scrollTo({left: innerWidth, behavior: 'instant'})"
    )

    wait_for_count(window, "2/4")


def test_motion_is_spared_who_asks_for_it(page):
    window = page(width=1280)
    window.locator(".figure__open").first.click()
    behaviour = "getComputedStyle(document.querySelector('.viewer__strip')).scrollBehavior"

    assert window.evaluate(behaviour) == "smooth"
    window.emulate_media(reduced_motion="reduce")
    assert window.evaluate(behaviour) == "auto"


def test_viewer_is_not_printed(page):
    window = page(width=1280)
    window.locator(".figure__open").first.click()
    window.emulate_media(media="print")

    assert not window.locator(".viewer").is_visible()
    assert not window.locator(".figure__open").first.is_visible()
    assert window.locator(".figure img").first.is_visible()


def test_a_new_window_of_the_reader_s_is_the_reader_s(page):
    window = page(width=1280)

    with window.context.expect_page() as opened:
        window.locator(".figure__open").first.click(modifiers=["Control"])

    opened.value.wait_for_url("**/*.jpg")
    assert not window.locator(".viewer").count()


def test_without_javascript_a_photo_is_a_link_to_its_largest_file(page):
    window = page(js=False)

    window.locator(".figure__open").first.click()

    assert window.url.endswith("/800.jpg")


def test_viewer_opens_in_the_newsroom_s_preview_where_links_are_dead(staff_window, article):
    window = staff_window(UserFactory(roles=["chief"]))
    window.goto(reverse("admin:articles_article_preview_page", args=[article.pk]))

    window.locator(".figure__open").nth(1).click()

    window.wait_for_selector(".viewer")
    assert shown_slide(window) == 2
    window.keyboard.press("Escape")
    window.wait_for_selector(".viewer", state="hidden")
