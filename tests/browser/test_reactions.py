"""Liking, reporting, changing and withdrawing in a real browser, with and without its scripts."""

import pytest

from comments.models import Comment, Like, Report
from comments.moderation.decisions import decide
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory

expect = pytest.importorskip("playwright.sync_api", reason="needs the [browser] extra").expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def article():
    return ArticleFactory(public=True)


@pytest.fixture
def shown(article):
    return CommentFactory(article=article, status="approved", body="Có ai biết giờ mở cửa?")


def write(page, body, name="Chị Sáu"):
    page.click("[data-comment-write]")
    page.fill("#viet [name=body]", body)
    page.fill("#viet [name=name]", name)
    page.click("#viet [type=submit]")
    page.wait_for_selector("[data-comment-sent]")


def test_the_writer_alone_sees_changes_and_withdraws_what_waits(open_browser, article, shown):
    page, other = open_browser(), open_browser()
    page.goto(article.get_absolute_url())
    write(page, "Bảy giờ sáng bạn nhé.")
    own = page.locator("[data-own]")
    expect(own).to_contain_text("Bảy giờ sáng")

    page.reload()
    expect(own).to_contain_text("Bảy giờ sáng")
    other.goto(article.get_absolute_url())
    expect(other.locator(".comment")).to_have_count(1)
    assert "Bảy giờ" not in other.content()
    assert other.evaluate("localStorage.length") == 0

    own.locator("[data-seconds]").click()
    page.fill("dialog [name=body]", "Tám giờ sáng bạn nhé.")
    page.click("dialog button")
    expect(own).to_contain_text("Tám giờ sáng")
    expect(page.locator("dialog")).to_have_count(0)
    assert page.url.endswith(article.get_absolute_url())

    own.locator("a[href$='/rut/']").click()
    page.click("dialog form button")
    expect(own).to_have_count(0)
    waiting = Comment.objects.exclude(pk=shown.pk).get()
    assert (waiting.body, waiting.status) == ("Tám giờ sáng bạn nhé.", "withdrawn")


def test_a_waiting_reply_stands_under_what_it_answers(open_browser, article, shown):
    page = open_browser()
    page.goto(article.get_absolute_url())
    page.click(f"#binh-luan-{shown.pk} [data-comment-reply]")
    page.fill("#viet [name=body]", "Bảy giờ sáng.")
    page.fill("#viet [name=name]", "Chị Sáu")
    page.click("#viet [type=submit]")

    expect(page.locator(".thread__replies [data-own]")).to_contain_text("Bảy giờ sáng.")
    expect(page.locator("#cua-toi")).to_have_count(0)


def test_what_is_shown_already_is_changed_in_its_place(open_browser, article):
    page = open_browser()
    page.goto(article.get_absolute_url())
    write(page, "Hiện ngay")
    comment = Comment.objects.get()
    decide([comment.pk], "approved", by=None)
    page.reload()

    place = page.locator(f"#binh-luan-{comment.pk}")
    place.locator("[data-seconds]").click()
    page.fill("dialog [name=body]", "Đã sửa tại chỗ")
    page.click("dialog form button")
    expect(place.locator(".comment__body")).to_have_text("Đã sửa tại chỗ")
    place.locator("a[href$='/rut/']").click()
    page.click("dialog form button")
    expect(place.locator(".comment__body")).to_have_count(0)
    assert Comment.objects.get().status == "withdrawn"


def test_a_like_is_given_once_remembered_and_taken_back(open_browser, article, shown):
    page = open_browser()
    page.goto(article.get_absolute_url())
    assert page.context.cookies() == []
    button = page.locator("button[data-comment-like]")

    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_contain_text("1")
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert Like.objects.count() == 1

    button.focus()
    page.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert not Like.objects.exists()


def test_a_report_is_made_in_a_window_and_thanked_for(open_browser, article, shown):
    page = open_browser()
    page.goto(article.get_absolute_url())
    report = page.locator(f"#binh-luan-{shown.pk} a[href$='/bao-cao/']")

    report.click()
    page.check("dialog [value=insult]")
    page.fill("dialog [name=note]", "Gọi tên người khác")
    page.click("dialog form button")
    expect(page.locator("dialog [data-act-done]")).to_be_visible()
    page.click("dialog [data-act-back]")
    expect(page.locator("dialog")).to_have_count(0)
    expect(report).to_be_focused()
    assert Report.objects.get().note == "Gọi tên người khác"

    report.click()
    expect(page.locator("dialog [data-act-done]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)


def test_all_of_it_works_without_script(open_browser, article, shown):
    page = open_browser(width=360, js=False)
    page.goto(article.get_absolute_url())
    page.click("a[data-comment-like]")
    page.click("[name=thich]")
    assert Like.objects.count() == 1

    page.goto(article.get_absolute_url())
    page.click("a[href$='/bao-cao/']")
    page.check("[value=advert]")
    page.click("#viec form button")
    page.wait_for_selector("[data-act-done]")
    assert Report.objects.get().reason == "advert"

    page.goto(article.get_absolute_url())
    write(page, "Không cần mã")
    own = page.locator("[data-own]")
    expect(own).to_contain_text("Không cần mã")
    own.locator("[data-seconds]").click()
    page.fill("[name=body]", "Vẫn không cần mã")
    page.click("#viec form button")
    expect(own).to_contain_text("Vẫn không cần mã")
    own.locator("a[href$='/rut/']").click()
    page.click("#viec form button")
    expect(own).to_have_count(0)
    assert Comment.objects.exclude(pk=shown.pk).get().status == "withdrawn"


@pytest.mark.parametrize("width", [360, 1280])
def test_every_press_has_room_for_a_finger(open_browser, article, shown, width):
    page = open_browser(width=width)
    page.goto(article.get_absolute_url())
    expect(page.locator("button[data-comment-like]")).to_be_visible()

    sizes = page.locator(".comment__foot > *").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).map((box) => [box.width, box.height])"
    )

    assert len(sizes) == 3
    assert min(min(size) for size in sizes) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= width
