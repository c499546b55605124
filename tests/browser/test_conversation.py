"""Two people at two windows: a story is given out, notes go to and fro, nothing typed is lost."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.utils import timezone

from articles.models import Article, Note
from tests.factories import ArticleFactory, SectionFactory, UserFactory
from tests.together import eventually

expect = pytest.importorskip("playwright.sync_api", reason="needs the [browser] extra").expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def staff():
    from newsroom.roles import create_groups

    create_groups(apps)
    return {
        "editor": UserFactory(roles=["editor"], username="thai", email="thai@bao.example"),
        "reporter": UserFactory(roles=["reporter"], username="diep", email="diep@bao.example"),
    }


@pytest.fixture
def window(open_browser, sign_in, staff):
    """Give ``window(role)``: a signed-in window of that person's."""

    def _window(role, **options):
        page = open_browser(**{"width": 1280, **options})
        sign_in(page, staff[role])
        page.wait_for_selector("#user-tools")
        return page

    return _window


def change(article):
    return f"/admin/articles/article/{article.pk}/change/"


def test_an_editor_gives_a_story_and_both_talk_about_it(window, staff):
    SectionFactory(name="Thời sự")
    editor, reporter = window("editor"), window("reporter")
    editor.goto("/admin/articles/article/assign/")
    editor.fill("[name=title]", "Bến đò Vàm Lớn trước mùa nước nổi")
    editor.select_option("[name=section]", index=1)
    editor.select_option("[name=reporter]", str(staff["reporter"].pk))
    editor.fill("[name=brief]", "Hỏi ý kiến chủ đò và bà con.")
    due = timezone.localtime() + timedelta(hours=5)
    editor.fill("[name=due_at]", f"{due:%Y-%m-%dT%H:%M}")
    editor.click("#content-main [type=submit]")
    editor.wait_for_url("**/change/")
    article = Article.objects.get()

    reporter.goto("/admin/")
    reporter.click("text=Bến đò Vàm Lớn trước mùa nước nổi")
    reporter.wait_for_url(f"**{change(article)}")
    assert "Hỏi ý kiến chủ đò và bà con." in reporter.inner_text(".assignment")
    reporter.fill("[name=lead]", "Nước về sớm hơn mọi năm.")
    reporter.click(".note__people summary")
    reporter.click("[data-note-name='@thai']")
    reporter.keyboard.type("em cần xe đi cùng ạ")
    reporter.keyboard.press("Control+Enter")
    reporter.wait_for_selector(".timeline__event--note")

    assert "@thai em cần xe đi cùng ạ" in reporter.inner_text(".timeline")
    assert reporter.input_value("#conversation textarea") == ""
    # What was being written beside the note is still there, and still unsaved.
    assert reporter.input_value("[name=lead]") == "Nước về sớm hơn mọi năm."
    assert reporter.url.endswith(change(article))
    assert [message.to for message in mail.outbox] == [["diep@bao.example"], ["thai@bao.example"]]

    editor.goto(change(article))
    assert "em cần xe đi cùng ạ" in editor.inner_text(".timeline")


def test_a_note_that_cannot_be_sent_stays_and_is_sent_again(window, staff):
    article = ArticleFactory(created_by=staff["reporter"])
    page = window("reporter")
    page.goto(change(article))
    page.route("**/note/", lambda route: route.fulfill(status=200, body="<p>Đăng nhập</p>"))
    page.fill("#conversation textarea", "Em gửi bài chiều nay")
    page.click("[data-note-send]")
    expect(page.locator("[data-note-status]")).not_to_be_empty()

    assert page.input_value("#conversation textarea") == "Em gửi bài chiều nay"
    assert not Note.objects.exists()

    page.unroute("**/note/")
    page.click("[data-note-send]")
    page.wait_for_selector(".timeline__event--note")
    assert Note.objects.get().text == "Em gửi bài chiều nay"


def test_notes_are_sent_without_javascript_too(window, staff):
    article = ArticleFactory(created_by=staff["reporter"])
    page = window("reporter", js=False)
    page.goto(change(article))

    page.fill("#conversation textarea", "Em gửi bài chiều nay")
    page.click("[data-note-send]")
    page.wait_for_url("**/change/#conversation")

    assert "Em gửi bài chiều nay" in page.inner_text(".timeline")


def test_a_page_before_somebodys_eyes_is_counted_once(open_browser, staff, monkeypatch):
    from articles.models import Readership
    from articles.readership import Tally
    from tests.articles.test_readers import PHONE

    monkeypatch.setattr("articles.views.readership.tally", Tally())
    article = ArticleFactory(public=True)
    page = open_browser(user_agent=PHONE)
    page.clock.install(time=0)
    page.clock.pause_at(1_000)
    page.goto(article.get_absolute_url())
    page.clock.fast_forward(2_000)
    assert not Readership.objects.exists()

    with page.expect_request("**/luot-doc/**"):
        page.clock.fast_forward(4_000)
    eventually(lambda: Readership.objects.filter(article=article).exists())
    page.clock.fast_forward(60_000)
    page.wait_for_timeout(300)

    assert [one.reads for one in Readership.objects.filter(article=article)] == [1]
