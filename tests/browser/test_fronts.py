"""Arranging the home page: by dragging, and by keyboard."""

import json

import pytest

from articles.models import FrontVersion
from tests.factories import ArticleFactory, UserFactory

expect = pytest.importorskip("playwright.sync_api", reason="needs the [browser] extra").expect

pytestmark = pytest.mark.django_db(transaction=True)
HOME = "/admin/articles/front/home/arrange/"


@pytest.fixture
def desk(staff_window):
    """Give ``desk(width=1280)``: a secretary's window with the home page to arrange."""
    user = UserFactory(roles=["secretary"])

    def _open(width=1280, user=user):
        page = staff_window(user, width=width)
        page.goto(HOME)
        page.wait_for_selector(".fronts-by-hand")
        return page

    return _open


@pytest.fixture
def articles(staff_window):
    titles = ("Cầu mới thông xe", "Lúa mùa được giá", "Đò ngang ngừng chạy")
    return [ArticleFactory(public=True, title=title) for title in titles]


def stands(page, slot):
    return page.locator(f"[data-slot={slot}] [data-title]").all_inner_texts()


def drag(page, item, to, *, grip=False):
    """Drag with the mouse, from the item (or its handle) to the middle of where it goes."""
    start = (item.locator("[data-drag]") if grip else item).first
    start.scroll_into_view_if_needed()
    box = start.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 20, box["y"] + 30, steps=3)
    goal = to.bounding_box()
    page.mouse.move(goal["x"] + goal["width"] / 2, goal["y"] + goal["height"] / 2, steps=6)
    page.mouse.up()


def save(page):
    page.click("input[name=_save]")
    page.wait_for_selector(".messagelist")


def saved():
    arrangement = FrontVersion.objects.first().arrangement
    return {
        slot["slot"]: [one["article"] for one in slot["placements"]]
        for slot in arrangement
        if slot["placements"]
    }


def test_stories_are_dragged_into_places_and_between_them(desk, articles):
    a, b, _c = articles
    page = desk()
    lead = page.locator("[data-slot=lead] [data-rows]")
    second = page.locator("[data-slot=second-1] [data-rows]")

    drag(page, page.locator(f"[data-story='{a.pk}']"), lead)
    drag(page, page.locator(f"[data-story='{b.pk}']"), second, grip=True)
    assert (stands(page, "lead"), stands(page, "second-1")) == ([a.title], [b.title])
    drag(page, second.locator("[data-row]"), page.locator("[data-slot=lead] .front-slot__name"))
    assert sorted(stands(page, "lead")) == sorted([a.title, b.title])
    page.click(".front-bar > button")
    assert (stands(page, "lead"), stands(page, "second-1")) == ([a.title], [b.title])
    frame = page.frame_locator("iframe[name=front-preview]")
    frame.locator(".top__lead", has_text=a.title).wait_for()
    page.locator("[data-slot=lead] [data-shown]").wait_for()
    save(page)

    assert saved() == {"lead": [a.pk], "second-1": [b.pk]}


def test_a_drag_that_ends_nowhere_or_is_given_up_changes_nothing(desk, articles):
    page = desk()
    story = page.locator(f"[data-story='{articles[0].pk}']")

    drag(page, story, page.locator("h1").first)
    box = story.bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 12)
    page.mouse.down()
    goal = page.locator("[data-slot=lead] [data-rows]").bounding_box()
    page.mouse.move(goal["x"] + 20, goal["y"] + 10, steps=4)
    page.keyboard.press("Escape")
    page.mouse.up()

    assert page.locator("[data-row]").count() == 0
    assert page.locator(".front-ghost, .front-drop").count() == 0


def test_everything_goes_by_keyboard(desk, articles):
    a, b, c = articles
    page = desk()
    page.focus("[data-find]")
    page.keyboard.insert_text("do nga")
    old = page.wait_for_selector("[data-story]:only-child")
    page.keyboard.press("Enter")
    old.wait_for_element_state("hidden")  # another answer has taken its place
    page.focus(f"[data-story='{c.pk}'] [data-add]")
    page.keyboard.press("Enter")
    assert c.title in page.locator("#front-form [data-say]").inner_text()
    page.fill("[data-find]", "")
    for story in (b, a):
        page.wait_for_selector(f"[data-story='{story.pk}']")
        page.focus(f"[data-story='{story.pk}'] [data-add]")
        page.keyboard.press("Space")
    assert stands(page, "lead") == [a.title, b.title, c.title]

    first = page.locator("[data-slot=lead] [data-row]").first
    first.locator("[data-do=down]").focus()
    page.keyboard.press("Enter")
    assert stands(page, "lead") == [b.title, a.title, c.title]
    last = page.locator("[data-slot=lead] [data-row]").last
    last.locator("select").select_option("second-2")
    assert stands(page, "second-2") == [c.title]
    page.locator("[data-slot=lead] [data-row]").last.locator("[data-do=remove]").focus()
    page.keyboard.press("Enter")
    page.focus("input[name=_save]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".messagelist")

    assert saved() == {"lead": [b.pk], "second-2": [c.pk]}


def test_whoever_was_signed_out_keeps_what_was_arranged(desk, articles):
    page = desk()
    page.click(f"[data-story='{articles[0].pk}'] [data-add]")
    cookies = page.context.cookies()
    page.context.clear_cookies()

    page.click("input[name=_save]")
    texts = json.loads(page.locator("#front-desk").text_content())["texts"]
    page.locator("[data-state]", has_text=texts["signedOut"]).wait_for()
    assert stands(page, "lead") == [articles[0].title]
    page.context.add_cookies(cookies)
    save(page)

    assert saved() == {"lead": [articles[0].pk]}


def test_leaving_with_something_unsaved_warns(desk, articles):
    page = desk()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(HOME)
    assert asked == []
    page.click(f"[data-story='{articles[0].pk}'] [data-add]")
    page.goto("/admin/")

    assert asked == ["beforeunload"]


def test_two_editors_see_both_arrangements(desk, articles):
    a, b, _c = articles
    first, second = desk(), desk(user=UserFactory(roles=["chief"]))
    first.click(f"[data-story='{a.pk}'] [data-add]")
    second.click(f"[data-story='{b.pk}'] [data-add]")
    save(first)
    second.click("input[name=_save]")
    second.wait_for_selector(".front-clash")

    assert a.title in second.locator(".front-clash").inner_text()
    expect(second.locator("[data-slot=lead] [data-title]")).to_have_text([b.title])
    save(second)
    assert saved() == {"lead": [b.pk]}
    second.click(".front-bar__undo button")
    second.wait_for_selector(".messagelist")
    assert saved() == {"lead": [a.pk]}


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_is_no_wider_than_the_window(desk, articles, width):
    page = desk(width=width)
    page.click(f"[data-story='{articles[0].pk}'] [data-add]")
    page.click("[data-slot=lead] summary")

    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_finger_drags_at_the_handle(desk, articles):
    page = desk(width=390)
    client = page.context.new_cdp_session(page)
    grip = page.locator(f"[data-story='{articles[0].pk}'] [data-drag]")
    grip.scroll_into_view_if_needed()
    page.evaluate("document.querySelector('[data-slot=second-4]').scrollIntoView({block: 'start'})")
    start = grip.bounding_box()
    goal = page.locator("[data-slot=second-4] [data-rows]").bounding_box()

    def touch(kind, x, y):
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    x, y = start["x"] + 10, start["y"] + 10
    touch("touchStart", x, y)
    touch("touchMove", x + 5, y - 20)
    touch("touchMove", goal["x"] + 40, goal["y"] + 10)
    touch("touchEnd", 0, 0)

    assert stands(page, "second-4") == [articles[0].title]
