"""Saving by itself: through a dead network, a crashed tab, an expired session."""

from contextlib import suppress

import pytest
from django.contrib.sessions.models import Session

from articles.models import Article, Revision
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory, UserFactory

playwright = pytest.importorskip("playwright.sync_api", reason="needs the [browser] extra")
Error = playwright.Error
expect = playwright.expect

from tests.browser.writing import STATE, is_saved, newest, opened, says, type_body  # noqa: E402

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(staff_window):
    """The window of an editor."""
    from newsroom.roles import group_for

    user = UserFactory(username="bich", last_name="Nguyễn Thị", first_name="Bích")
    window = staff_window(user)
    user.groups.add(group_for("editor"))
    return window


def test_what_is_typed_is_saved_by_itself(page):
    opened(page, ArticleFactory(authors=AuthorFactory.create_batch(2)))
    says(page, "What you write is saved by itself.")

    page.fill("[name=title]", "Tít tự lưu")
    type_body(page, " Câu mới.")
    is_saved(page)

    saved = Article.objects.get().newest_revision
    assert (saved.kind, saved.content["title"]) == ("autosaved", "Tít tự lưu")
    assert "Câu mới." in saved.content["body"]
    assert len(saved.content["authors"]) == 2
    # What goes well is said once, in the bar; the line above the form is for what is in the way.
    assert page.locator(".saving [data-saving-state]").inner_text() == ""


def test_nothing_typed_saves_nothing(page):
    opened(page, ArticleFactory())
    page.wait_for_timeout(4_500)

    assert Revision.objects.count() == 1


def test_rows_that_are_taken_out_and_choices_are_saved(page):
    one, two = AuthorFactory.create_batch(2)
    opened(page, ArticleFactory(authors=[one, two]))

    page.locator("#bylines-group .inline-deletelink").first.click()
    is_saved(page)

    assert newest().authors == (two.pk,)


def test_what_cannot_be_saved_is_said_and_saved_when_it_can(page):
    opened(page, ArticleFactory())

    page.fill("[name=title]", "Tít mới")
    page.fill("[name=keywords]", "k" * 101)
    says(page, "Not saved: {text}")
    assert Revision.objects.count() == 1

    page.fill("[name=keywords]", "ngắn lại")
    is_saved(page)
    assert (newest().title, newest().tags) == ("Tít mới", ("ngắn lại",))


def test_a_dead_network_is_said_and_what_was_written_is_sent_when_it_is_back(page):
    opened(page, ArticleFactory())
    page.context.set_offline(True)

    page.fill("[name=title]", "Viết lúc mất mạng")
    says(page, "No network: kept in this browser, will be sent when the network is back.")
    assert newest().title != "Viết lúc mất mạng"
    page.click("[name=_continue].default")
    page.wait_for_timeout(500)
    assert page.input_value("[name=title]") == "Viết lúc mất mạng"

    page.context.set_offline(False)
    is_saved(page)
    assert newest().title == "Viết lúc mất mạng"


def test_a_browser_that_keeps_nothing_says_so_and_holds_the_page(page):
    page.add_init_script("indexedDB.open = () => { throw new Error('forbidden'); }")
    opened(page, ArticleFactory())
    page.context.set_offline(True)
    page.fill("[name=title]", "Không giữ được ở đây")
    says(
        page,
        "No network, and this browser keeps nothing: do not close the page before it is saved.",
    )
    page.on("dialog", lambda dialog: dialog.dismiss())

    with page.expect_event("dialog") as question:
        page.close(run_before_unload=True)

    assert question.value.type == "beforeunload"
    page.context.set_offline(False)
    is_saved(page)
    assert newest().title == "Không giữ được ở đây"


def reopened(page, path):
    """Close the tab with what is unsent, come back later in the same browser."""
    context = page.context
    page.close(run_before_unload=False)
    context.set_offline(False)
    again = context.new_page()
    again.goto(path)
    return again


def test_a_closed_tab_is_offered_again(page):
    article = ArticleFactory(authors=AuthorFactory.create_batch(1))
    opened(page, article)
    page.context.set_offline(True)
    page.fill("[name=title]", "Chưa kịp gửi")
    type_body(page, " Câu chưa gửi.")
    says(page, "No network: kept in this browser, will be sent when the network is back.")

    again = reopened(page, f"/admin/articles/article/{article.pk}/change/")
    says(again, "This browser kept what you wrote at {time} and could not send.", ".saving")
    assert again.input_value("[name=title]") == article.title
    again.click("[data-restore]")
    is_saved(again)

    assert newest().title == "Chưa kịp gửi"
    assert "Câu chưa gửi." in newest().body
    again.reload()
    expect(again.locator(STATE)).not_to_be_empty()
    assert again.locator("[data-restore]").count() == 0


def test_what_was_kept_of_a_crashed_tab_is_offered_in_another(page):
    article = ArticleFactory()
    opened(page, article)
    page.route("**/autosave/", lambda route: route.abort())
    page.fill("[name=title]", "Trước khi sập")
    says(page, "No network: kept in this browser, will be sent when the network is back.")
    other = page.context.new_page()
    opened(other, article)
    assert other.locator("[data-restore]").count() == 0

    crash(page)

    says(other, "This browser kept what you wrote at {time} and could not send.", ".saving")
    other.click("[data-restore]")
    is_saved(other)
    assert newest().title == "Trước khi sập"


def crash(page):
    """Let the tab's process die without a word."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")


def test_a_kept_text_can_be_thrown_away(page):
    article = ArticleFactory()
    opened(page, article)
    page.context.set_offline(True)
    page.fill("[name=title]", "Bỏ đi")
    says(page, "No network: kept in this browser, will be sent when the network is back.")

    again = reopened(page, f"/admin/articles/article/{article.pk}/change/")
    again.on("dialog", lambda dialog: dialog.accept())
    again.click("[data-discard]")
    expect(again.locator("[data-discard]")).to_have_count(0)
    again.reload()
    expect(again.locator(STATE)).not_to_be_empty()

    assert again.locator("[data-discard]").count() == 0
    assert newest().title == article.title


def test_a_new_article_survives_a_crash_and_is_one(page):
    SectionFactory()
    page.goto("/admin/articles/article/add/")
    expect(page.locator(STATE)).not_to_be_empty()
    page.fill("[name=title]", "Bài mới")
    is_saved(page)
    article = Article.objects.get()
    assert page.url.endswith(f"/{article.pk}/change/")
    page.fill("[name=title]", "Bài mới, sửa")
    expect(page.locator(STATE)).to_have_attribute("data-kind", "busy")
    is_saved(page)
    page.click("[name=_continue].default")
    page.wait_for_selector(".messagelist .success")

    assert Article.objects.get().title == "Bài mới, sửa"


def test_a_new_article_that_never_reached_the_server_is_offered_again(page):
    page.goto("/admin/articles/article/add/")
    expect(page.locator(STATE)).not_to_be_empty()
    page.context.set_offline(True)
    page.fill("[name=title]", "Chưa có số")
    says(page, "No network: kept in this browser, will be sent when the network is back.")

    again = reopened(page, "/admin/articles/article/add/")
    again.click("[data-restore]")
    is_saved(again)

    assert Article.objects.get().title == "Chưa có số"


def test_an_expired_session_is_renewed_in_place_and_nothing_is_lost(page):
    opened(page, ArticleFactory())
    Session.objects.all().delete()

    page.fill("[name=title]", "Viết khi phiên đã hết")
    dialog = page.locator("dialog[open]")
    expect(dialog).to_be_visible()
    assert dialog.locator("[data-username]").input_value() == "bich"
    dialog.locator("[data-password]").fill("sai")
    page.keyboard.press("Enter")
    expect(dialog.locator("[data-error]")).to_be_visible()
    dialog.locator("[data-password]").fill("secret")
    page.keyboard.press("Enter")
    is_saved(page)

    assert newest().title == "Viết khi phiên đã hết"
    page.click("[name=_continue].default")
    page.wait_for_selector(".messagelist .success")


def test_who_writes_on_after_the_session_has_been_found_ended_is_asked(page, monkeypatch):
    monkeypatch.setattr("articles.presence.BEAT", 1)
    opened(page, ArticleFactory())
    Session.objects.all().delete()
    expect(page.locator("[data-saving-state] button")).to_be_visible()

    page.fill("[name=title]", "Viết khi phiên đã hết")

    dialog = page.locator("dialog[open]")
    expect(dialog).to_be_visible()
    dialog.locator("[data-password]").fill("secret")
    page.keyboard.press("Enter")
    is_saved(page)
    assert newest().title == "Viết khi phiên đã hết"


def test_a_chosen_file_is_said_to_wait_for_the_button(page, tmp_path, media):
    from tests.pictures import picture

    file = tmp_path / "anh.jpg"
    file.write_bytes(picture())
    opened(page, ArticleFactory())
    page.fill("[name=title]", "Có ảnh")
    page.set_input_files("[name=captions-0-upload]", file)
    page.fill("[name=captions-0-caption]", "Ghe về bến")

    says(page, "New photos are kept only when you press “Save draft”.", "[data-saving-note]")
    is_saved(page)
    assert newest().title == "Có ảnh"
    page.click("[name=_continue].default")
    page.wait_for_selector(".messagelist .success")

    assert [use.caption for use in newest().photos] == ["Ghe về bến"]
