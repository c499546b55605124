"""Every kind of page in small windows, with wide spacing, by thumb, by keys, without a script."""

from itertools import pairwise

import pytest

from comments.models import Comment
from tests.browser.paper import REFUSED, make_paper, visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# WCAG 1.4.12: what a reader's own style sheet may ask.
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }"""  # noqa: E501
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"
# Boxes that cut what is in them without a way to scroll. A clamped lead is cut by intent: its
# whole text is one touch away, and its cut falls between lines.
CUT = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.checkVisibility() && !one.closest(".visually-hidden, .comment-form__trap, svg"))
  .filter((one) => ["hidden", "clip"].includes(getComputedStyle(one).overflowY))
  .filter((one) => one.clientHeight > 1 && getComputedStyle(one).webkitLineClamp === "none")
  .filter((one) => one.scrollHeight > one.clientHeight + 1)
  .map((one) => one.className || one.tagName)"""  # noqa: E501
# WCAG 2.5.8: 24 px, but for links in a sentence (and those that a card's own link lies over).
SMALL = """(least) => [...document.querySelectorAll(least === 24 ? "a, button, summary, input" : MAIN)]
  .filter((one) => one.checkVisibility() && !one.closest(".visually-hidden, .comment-form__trap, .skip"))
  .filter((one) => !one.closest(".card__title, .story__title, .most-read, .article__body p, .notice__text"))
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([, box]) => box.height < least - 0.1 || box.width < 24)
  .map(([one, box]) => `${one.className || one.outerHTML.slice(0, 90)} ${box.width} x ${box.height}`)""".replace(  # noqa: E501
    "MAIN",
    "'.bar__link, .menu__open, .masthead__search button, .masthead__search input, .button,"
    " .share__way, .comments__orders a, .comments__sign-in, .comments__follow a, .comment__head a,"
    " .comment__foot > *, .comment__answers a, .comments-page__article a, .comment-form p > a,"
    " .account a'",
)
HEADINGS = "[...document.querySelectorAll('h1, h2, h3, h4')].map((one) => +one.tagName[1])"


def test_no_page_scrolls_sideways_at_four_hundred_per_cent(reader_window):
    page = reader_window(width=320)

    for name, path in make_paper().items():
        visit(page, name, path)
        assert page.evaluate(TOO_WIDE) <= 0, name


def test_wider_spacing_cuts_nothing(reader_window):
    for width in (390, 1280):
        page = reader_window(width=width)
        for name, path in make_paper().items() if width == 390 else [("home", "/")]:
            visit(page, name, path)
            page.evaluate(
                "(css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
                " document.adoptedStyleSheets = [sheet]; }",
                SPACING,
            )
            assert page.evaluate(TOO_WIDE) <= 0, name
            assert page.evaluate(CUT) == [], name


def test_targets_are_large_enough_for_thumbs_and_headings_in_order(reader_window):
    page = reader_window()

    for name, path in make_paper().items():
        visit(page, name, path)
        assert page.evaluate(SMALL, 24) == [], name
        assert page.evaluate(SMALL, 44) == [], name
        levels = page.evaluate(HEADINGS)
        assert levels.count(1) == 1, name
        # The breaking line's heading stands before the page's own.
        after = levels[levels.index(1) :]
        assert all(b - a <= 1 for a, b in pairwise(after)), (name, levels)


def test_keys_reach_everything_and_the_focus_is_seen(reader_window):
    make_paper()
    page = reader_window(width=1280, reduced_motion="reduce")  # which scrolls at once
    visit(page, "home", "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"

    seen = """() => { const one = document.activeElement, box = one.getBoundingClientRect();
      const marked = [one, one.closest(".card")].filter(Boolean).map((some) => getComputedStyle(some));
      return [one.outerHTML.slice(0, 80), marked.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
        box.bottom > 0 && box.top < innerHeight]; }"""  # noqa: E501
    page.goto("/kinh-te/")
    for _ in range(35):
        page.keyboard.press("Tab")
        html, is_marked, is_in_view = page.evaluate(seen)
        assert is_marked and is_in_view, html


def test_the_menu_closes_by_escape_and_by_a_touch_elsewhere(reader_window):
    make_paper()
    page = reader_window()
    visit(page, "home", "/")
    page.focus(".menu__open")
    page.keyboard.press("Enter")
    assert page.locator(".menu__panel").is_visible()
    page.keyboard.press("Tab")

    page.keyboard.press("Escape")

    assert page.locator(".menu__panel").is_hidden()
    assert page.evaluate("document.activeElement.className") == "menu__open"
    page.click(".menu__open")
    page.mouse.click(200, 840)
    assert page.locator(".menu__panel").is_hidden()


def test_nothing_moves_for_whoever_wants_less_motion(reader_window):
    # What a reader moves by scrolling (the reading line) has no clock of its own.
    page = reader_window(reduced_motion="reduce")
    moving = """() => getComputedStyle(document.documentElement).scrollBehavior === "smooth"
      || document.getAnimations().some(({ timeline }) => timeline === document.timeline) || [...document.querySelectorAll("body *")].some((one) =>
        getComputedStyle(one).transitionDuration.split(",").some((time) => parseFloat(time) > 0.01))"""  # noqa: E501

    for name, path in make_paper().items():
        visit(page, name, path)
        assert not page.evaluate(moving), name


def test_all_is_read_and_a_comment_posted_without_a_script(reader_window):
    paper = make_paper()
    page = reader_window(java_script_enabled=False)
    for name, path in paper.items():
        if "errors" not in name:
            visit(page, name, path)
            assert page.locator("main").inner_text().strip(), name
            assert page.locator("h1").count() == 1, name

    page.goto("/")
    page.click(".menu__open")
    page.click(".menu__panel >> text=Nông nghiệp")
    assert page.url.endswith("/kinh-te/nong-nghiep/")
    page.goto(paper["article"])
    page.click("[data-comment-write]")
    page.fill("#viet [name=body]", "Ừ, ấm áp quá.")
    page.fill("#viet [name=name]", "Chị Ẩn")
    page.click("#viet [type=submit]")
    page.wait_for_selector("[data-comment-sent]")

    assert Comment.objects.filter(status="pending", body="Ừ, ấm áp quá.").count() == 1


def test_refused_pages_say_where_to_go_on(reader_window):
    paper = make_paper()
    page = reader_window()

    for name in REFUSED:
        visit(page, name, paper[name])
        page.click("main .button")
        assert page.url.endswith("/"), name
