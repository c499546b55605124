"""From a reporter's first line to a published and corrected article, by those who do it."""

import re

import pytest
from django.core import mail

from articles.models import Article, Correction
from newsroom.roles import group_for
from tests.factories import AuthorFactory, SectionFactory, UserFactory

playwright = pytest.importorskip("playwright.sync_api", reason="needs the [browser] extra")
expect = playwright.expect

from tests.browser.writing import is_saved  # noqa: E402

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people(staff_window):
    """Windows of a reporter, an editor and a secretary, each in a browser of their own."""
    windows = {}
    for role in ("reporter", "editor", "secretary"):
        user = UserFactory(username=role, email=f"{role}@bao.example", last_name=role.title())
        windows[role] = staff_window(user)
        user.groups.add(group_for(role))
        if role == "reporter":
            AuthorFactory(name="Lê Hồng", user=user)
    SectionFactory(name="Kinh tế")
    return windows


def press(window, step):
    with window.expect_navigation():
        window.locator(f"button[name=_do][value={step}]").first.click()
    window.wait_for_selector(".messagelist")


def write(window):
    window.goto("/admin/articles/article/add/")
    window.wait_for_selector(".cke_wysiwyg_div")
    window.fill("[name=title]", "Cầu Vàm Lớn thông xe")
    window.locator(".cke_wysiwyg_div").click()
    window.keyboard.type("Sáng nay xe qua cầu.")
    is_saved(window)
    window.locator(".article-save button[name=_continue]").click()
    window.wait_for_selector(".next-step")
    return Article.objects.get()


def choose_section(window):
    window.locator(".field-section .select2-selection").click()
    window.locator(".select2-search__field").fill("Kinh")
    window.locator(".select2-results__option", has_text="Kinh tế").click()


def test_from_the_first_line_to_a_correction(people, open_browser):
    reporter, editor, secretary = (people[role] for role in ("reporter", "editor", "secretary"))
    article = write(reporter)
    press(reporter, "submit")

    # The editor finds it at the desk, takes it over and gives it back with a reason.
    editor.goto("/admin/articles/article/desk/")
    editor.get_by_role("link", name="Cầu Vàm Lớn thông xe").first.click()
    press(editor, "take")
    editor.fill("[name=reason]", "Thiếu sapo và chuyên mục.")
    press(editor, "return")
    (message,) = [one for one in mail.outbox if one.to == ["reporter@bao.example"]]
    assert "Thiếu sapo và chuyên mục." in message.body

    # The reporter reads why, at the top of the article, and sends it again.
    reporter.goto(f"/admin/articles/article/{article.pk}/change/")
    expect(reporter.locator(".article-returned")).to_contain_text("Thiếu sapo và chuyên mục.")
    reporter.fill("[name=lead]", "Cầu bắc qua sông Tân, dài 412 m.")
    press(reporter, "submit")

    # Sending for approval lists what still lacks, with a way to its field.
    editor.goto(f"/admin/articles/article/{article.pk}/change/")
    press(editor, "propose")
    problem = editor.locator(".messagelist .error a")
    assert problem.get_attribute("href") == "#id_section"
    choose_section(editor)
    press(editor, "propose")
    article.refresh_from_db()
    assert article.state == "awaiting_approval"

    # The secretary publishes; readers have it at once.
    secretary.goto(f"/admin/articles/article/{article.pk}/change/")
    press(secretary, "publish")
    article.refresh_from_db()
    reader = open_browser()
    reader.goto(article.get_absolute_url())
    expect(reader.locator("h1")).to_have_text("Cầu Vàm Lớn thông xe")

    # A correction stands on the article, and on the page of them all.
    secretary.goto(f"/admin/articles/article/{article.pk}/correct/")
    secretary.fill("[name=text]", "Cầu dài 421 m.")
    secretary.locator("#content-main [type=submit], #content [type=submit]").first.click()
    secretary.wait_for_selector(".messagelist .success")
    assert Correction.objects.get().text == "Cầu dài 421 m."
    for address in (article.get_absolute_url(), "/dinh-chinh/"):
        reader.goto(address)
        expect(reader.locator("main")).to_contain_text("Cầu dài 421 m.")

    # Everything that happened stands in the article's timeline.
    secretary.goto(f"/admin/articles/article/{article.pk}/change/")
    steps = secretary.locator(".timeline__event strong").all_inner_texts()
    assert [re.sub(r"\s+", " ", step) for step in steps][::-1] == [
        *("Chờ biên tập", "Đang biên tập", "Trả lại", "Chờ biên tập", "Chờ duyệt", "Đã xuất bản"),
    ]
