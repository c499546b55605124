"""The photo library in a real browser: the focal point, names offered, the keyboard."""

import re

import pytest

from articles.models import Photo
from tests.factories import ArticleFactory, PhotoFactory, UserFactory, stored_photo
from tests.pictures import picture

playwright = pytest.importorskip("playwright.sync_api", reason="needs the [browser] extra")
expect = playwright.expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIST = "/admin/articles/photo/"


@pytest.fixture
def desk(open_browser, sign_in, transactional_db, media):
    """Give ``desk(width=1280, js=True)``: a window of the secretary's."""
    from django.apps import apps

    from newsroom.roles import create_groups

    create_groups(apps)
    user = UserFactory(roles=["secretary"])

    def _open(**options):
        window = open_browser(**{"width": 1280, **options})
        sign_in(window, user)
        return window

    return _open


def focus_of(window):
    return [float(window.locator(f"[name=focus_{axis}]").input_value()) for axis in "xy"]


def open_photo(window, photo):
    window.goto(f"{LIST}{photo.pk}/change/")
    window.wait_for_selector(".focus--live")
    frame = window.locator(".focus__picture")
    # It takes its place when the picture is there.
    frame.locator("img").evaluate("img => img.decode()")
    return frame


def test_the_focal_point_is_set_by_click_drag_and_keys(desk):
    photo = stored_photo(picture(size=(1200, 800)))
    window = desk()
    frame = open_photo(window, photo)
    box = frame.bounding_box()

    frame.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.75})
    assert focus_of(window) == pytest.approx([0.25, 0.75], abs=0.011)

    window.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.75)
    window.mouse.down()
    window.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.4, steps=4)
    window.mouse.up()
    assert focus_of(window) == pytest.approx([0.6, 0.4], abs=0.011)

    # Out of the picture is at its edge.
    window.mouse.down()
    window.mouse.move(box["x"] - 50, box["y"] - 20, steps=4)
    window.mouse.up()
    assert focus_of(window) == [0, 0]

    window.keyboard.press("ArrowRight")
    window.keyboard.press("Shift+ArrowDown")
    window.keyboard.press("ArrowUp")
    assert focus_of(window) == pytest.approx([0.02, 0.08])
    crop = window.locator(".crop--square img")
    assert crop.evaluate("one => one.style.objectPosition") == "2% 8%"

    window.locator("input[name=_save]").click()
    window.wait_for_selector(".messagelist")
    photo.refresh_from_db()
    assert (photo.focus_x, photo.focus_y) == pytest.approx((0.02, 0.08))


def test_the_sliders_move_the_point(desk):
    window = desk()
    open_photo(window, stored_photo())

    window.locator("[name=focus_x]").focus()
    window.keyboard.press("End")

    assert window.locator(".focus__point").evaluate("one => one.style.left") == "100%"


def test_without_scripts_the_sliders_are_the_way(desk):
    photo = stored_photo()
    window = desk(js=False)
    window.goto(f"{LIST}{photo.pk}/change/")

    expect(window.locator(".focus__point")).to_be_hidden()
    window.locator("[name=focus_x]").focus()
    window.keyboard.press("Home")
    window.locator("input[name=_save]").click()

    photo.refresh_from_db()
    assert photo.focus_x == 0


@pytest.mark.parametrize("width", [390, 1280])
def test_the_whole_plate_leads_to_its_photo_and_the_tick_does_not(desk, width):
    photos = [
        stored_photo(picture(colour=(50 * n, 80, 90)), caption=f"Ảnh số {n}") for n in range(5)
    ]
    window = desk(width=width)
    window.goto(LIST)
    plates = window.locator(".plate")
    tops = {round(plates.nth(n).bounding_box()["y"]) for n in range(2)}
    assert len(tops) == 1  # two columns on a phone
    assert window.evaluate("document.documentElement.scrollWidth <= innerWidth")

    plates.first.locator(".plate__choose").click()
    assert plates.first.locator("input").is_checked()
    assert window.url.endswith(LIST)

    box = plates.nth(1).locator(".plate__picture").bounding_box()
    window.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.8)
    window.wait_for_url(re.compile(rf"/{photos[3].pk}/change/"))


def test_names_are_offered_and_filters_become_chips(desk):
    PhotoFactory(widths=[], photographer="Bảo Trân", caption="Chợ nổi")
    PhotoFactory(widths=[], photographer="Đỗ Hoà", caption="Ruộng muối")
    window = desk()
    window.goto(LIST)
    window.locator(".library-filters summary").click()

    window.locator("#library-photographer").type("tran")
    window.wait_for_selector("#photographers option[value='Bảo Trân']", state="attached")
    window.locator("#library-photographer").fill("Bảo Trân")
    window.keyboard.press("Enter")

    expect(window.locator(".plate")).to_have_count(1)
    expect(window.locator(".plate__caption")).to_have_text("Chợ nổi")
    window.locator(".chip").first.click()
    expect(window.locator(".plate")).to_have_count(2)


def test_several_get_a_credit_at_once(desk):
    PhotoFactory.create_batch(2, widths=[], credit="")
    window = desk()
    window.goto(LIST)
    for tick in window.locator(".plate__choose").all():
        tick.click()
    window.locator("button[value=set_texts]").click()
    window.fill("[name=credit]", "Bảo Trân")
    window.locator("[name=apply]").click()
    window.wait_for_selector(".messagelist")

    assert list(Photo.objects.values_list("credit", flat=True)) == ["Bảo Trân"] * 2
    expect(window.locator(".mark-lacking")).to_have_count(0)


def test_one_in_use_is_not_deleted_and_says_where_it_is(desk):
    photo = stored_photo()
    ArticleFactory(title="Cầu Vàm Lớn thông xe", photos=[photo])
    window = desk()
    window.goto(f"{LIST}{photo.pk}/change/")
    window.locator(".deletelink").click()

    expect(window.locator(".photo-uses")).to_contain_text("Cầu Vàm Lớn thông xe")
    expect(window.locator("input[name=post]")).to_have_count(0)
