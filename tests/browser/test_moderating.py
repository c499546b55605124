"""Moderating by keyboard, two at once, and without any script."""

import pytest

from comments.models import Comment
from comments.moderation.decisions import decide
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def article():
    return ArticleFactory(public=True)


def waits(article, *bodies):
    return [CommentFactory(article=article, body=body) for body in bodies]


def statuses():
    return dict(Comment.objects.values_list("body", "status"))


def test_a_moderator_decides_by_keyboard_and_takes_it_back(at_desk, article):
    waits(article, "Bài hay.", "Mua ngay kẻo lỡ.", "Nói bậy bạ.", "Còn chờ.")
    page = at_desk()

    page.keyboard.press("a")
    page.wait_for_selector("text=Bài hay.", state="detached")
    page.keyboard.press("s")
    page.wait_for_selector("text=Mua ngay kẻo lỡ.", state="detached")
    page.keyboard.press("r")
    page.wait_for_selector("[data-why][open]")
    page.keyboard.press("2")
    page.wait_for_selector("text=Nói bậy bạ.", state="detached")

    assert statuses() == {
        "Bài hay.": "approved",
        "Mua ngay kẻo lỡ.": "spam",
        "Nói bậy bạ.": "rejected",
        "Còn chờ.": "pending",
    }
    assert Comment.objects.get(body="Nói bậy bạ.").events.get().reason == "Xúc phạm người khác"

    page.keyboard.press("u")
    page.wait_for_selector("text=Nói bậy bạ.")
    assert statuses()["Nói bậy bạ."] == "pending"


def test_a_reason_of_ones_own_is_typed_at_once(at_desk, article):
    """Whatever is typed goes into its field; neither a space nor Enter chooses a prepared one."""
    [comment] = waits(article, "Nói bậy bạ.")
    page = at_desk()

    page.keyboard.press("r")
    page.wait_for_selector("[data-why][open]")
    page.keyboard.type("nói sai sự thật")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-card]", state="detached")

    assert comment.events.get().reason == "nói sai sự thật"


def test_the_number_that_waits_follows_each_decision(at_desk, article):
    waits(article, "Một.", "Hai.", "Ba.")
    page = at_desk()
    number = page.locator("[data-waiting]")
    assert number.inner_text() == "3"

    page.keyboard.press("a")
    number.get_by_text("2", exact=True).wait_for()
    page.keyboard.press("u")
    number.get_by_text("3", exact=True).wait_for()


def test_news_that_are_older_than_a_decision_change_nothing(at_desk, article):
    waits(article, "Một.", "Hai.", "Ba.")
    page = at_desk()
    number = page.locator("[data-waiting]")
    held = []
    page.route("**/desk/news/", lambda route: held.append(route))

    with page.expect_request("**/desk/news/"):
        page.keyboard.press("a")
    number.get_by_text("2", exact=True).wait_for()
    old = held[0].fetch()
    page.keyboard.press("u")
    number.get_by_text("3", exact=True).wait_for()
    with page.expect_response("**/desk/news/"):
        held[0].fulfill(response=old)
    page.wait_for_timeout(200)

    assert old.json()["waiting"] == "2"
    assert number.inner_text() == "3"


def test_several_are_ticked_and_decided_at_once(at_desk, article):
    waits(article, "Một.", "Hai.", "Ba.")
    page = at_desk()

    for key in ("x", "j", "x", "a"):
        page.keyboard.press(key)
    page.wait_for_selector("text=Hai.", state="detached")

    assert sorted(statuses().values()) == ["approved", "approved", "pending"]


def test_two_moderators_see_different_comments_and_the_late_one_is_told(at_desk, article):
    [comment] = waits(article, "Của người đầu.")
    first = at_desk()
    [other] = waits(article, "Của người sau.")
    second = at_desk()

    assert second.locator("text=Của người sau.").count() == 1
    assert second.locator("text=Của người đầu.").count() == 0
    assert "đang đọc 1 bình luận" in second.inner_text("[data-others]")

    decide([comment.pk], "rejected", by=None)
    first.keyboard.press("a")
    first.wait_for_selector("[data-card]", state="detached")
    assert Comment.objects.get(pk=comment.pk).status == "rejected"
    assert Comment.objects.get(pk=other.pk).status == "pending"


def test_the_desk_works_without_a_script_on_a_phone(at_desk, article):
    waits(article, "Bài hay.")
    page = at_desk(width=390, js=False)

    page.click(".judge .judge__button--approved")

    page.wait_for_selector(".messagelist")
    assert statuses() == {"Bài hay.": "approved"}
    page.click("#desk-undo button")
    assert statuses() == {"Bài hay.": "pending"}
