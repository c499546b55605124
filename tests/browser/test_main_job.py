"""The product's main job, done by the people who do it, in a real browser."""

import re

import pytest

from articles.models import Article
from comments.models import Comment
from tests.browser.texts import OWN_PARTS, OWN_TEXT, parts_of
from tests.factories import SectionFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def roles(transactional_db):
    """Make the roles' groups again: tests with transactions empty the tables."""
    from django.apps import apps

    from newsroom.roles import create_groups

    create_groups(apps)


@pytest.fixture
def staff(roles):
    return {
        role: UserFactory(roles=[role], username=role)
        for role in ("reporter", "secretary", "moderator")
    }


def assert_in_order(text, parts):
    """Each part stands in ``text`` once, and behind the one before."""
    place = -1
    for part in parts:
        assert text.count(part) == 1, part
        assert text.index(part) > place, part
        place = text.index(part)


def plain(text):
    return re.sub(r"[ \u00a0]*\n\s*", "\n", text)


def paste_as_draft(page, text):
    """The reporter pastes a text, looks at how it is read, makes the draft."""
    page.goto("/admin/articles/article/paste/")
    page.fill("textarea[name=text]", text)
    page.select_option("select[name=section]", index=1)
    page.click("input[name=read]")
    page.click("input[name=create]")
    page.wait_for_url("**/change/**")


def publish(page, article):
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.click("button[value=publish]")
    page.wait_for_selector(".messagelist .success")


def main_job(text, parts, open_browser, sign_in, staff):
    section = SectionFactory(name="Thời sự")
    desk = open_browser(width=1280)
    sign_in(desk, staff["reporter"])
    paste_as_draft(desk, text)
    article = Article.objects.get()
    reader = open_browser(width=390)
    hidden = reader.request.get(f"/{section.slug}/x-a{article.pk}.html")
    assert hidden.status == 404

    editor = open_browser(width=1280)
    sign_in(editor, staff["secretary"])
    publish(editor, article)

    reader.goto("/")
    reader.click(f"a[href$='-a{article.pk}.html'] >> nth=0")
    reader.wait_for_url(f"**-a{article.pk}.html")
    reader.wait_for_load_state()
    assert_in_order(plain(reader.inner_text("article")), parts)
    assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")

    comment(reader, article)
    assert "Cầu đẹp quá" not in read(open_browser(), article)

    moderator = open_browser(width=1280)
    sign_in(moderator, staff["moderator"])
    approve_all(moderator)

    shown = read(open_browser(), article)
    assert "Cầu đẹp quá" in shown
    assert "Chị Sáu" in shown
    assert "sau@bao.example" not in shown


def comment(page, article):
    page.goto(f"/binh-luan/{article.pk}/")
    page.fill("[name=body]", "Cầu đẹp quá, cảm ơn bà con!")
    page.fill("[name=name]", "Chị Sáu")
    page.fill("[name=email]", "sau@bao.example")
    with page.expect_response(lambda r: r.request.method == "POST") as answer:
        page.click(".comment-form [type=submit]")
    assert answer.value.status in (200, 303)
    page.wait_for_timeout(300)
    assert Comment.objects.get().status == "pending"


def approve_all(page):
    page.goto("/admin/comments/comment/")
    page.check("#action-toggle")
    page.click("button[name=action][value=approve]")
    page.wait_for_selector(".messagelist .success")


def read(page, article):
    page.goto(article.get_absolute_url())
    return page.inner_text("body")


def test_the_main_job_on_a_text_of_our_own(open_browser, sign_in, staff):
    main_job(OWN_TEXT, OWN_PARTS, open_browser, sign_in, staff)


def test_the_main_job_on_the_source_document(open_browser, sign_in, staff, seed_file):
    text = seed_file.read_text()

    main_job(text, parts_of(text), open_browser, sign_in, staff)


def test_a_reader_without_javascript_reads_and_comments(open_browser, sign_in, staff):
    from tests.factories import ArticleFactory

    article = ArticleFactory(public=True)
    reader = open_browser(js=False)
    reader.goto(article.get_absolute_url())

    reader.click(f"a[href^='/binh-luan/{article.pk}/']")
    reader.fill("[name=body]", "Cầu đẹp quá!")
    reader.fill("[name=name]", "Chị Sáu")
    reader.click(".comment-form [type=submit]")
    reader.wait_for_load_state()

    assert Comment.objects.get().body == "Cầu đẹp quá!"
    assert "da-gui" in reader.url


def test_a_reporter_writes_with_the_editor_and_sees_the_preview(open_browser, sign_in, staff):
    SectionFactory()
    page = open_browser(width=1280)
    sign_in(page, staff["reporter"])
    page.goto("/admin/articles/article/add/")
    page.fill("[name=title]", "Mùa nước nổi về Vàm Lớn")
    page.fill("[name=lead]", "Nước về sớm hơn mọi năm.")
    editor = page.locator(".cke_wysiwyg_div")
    editor.click()
    page.keyboard.type("Bông điên điển nở vàng hai bên bờ kênh.")
    page.click("button[value=preview]")
    page.wait_for_url("**/preview/")

    text = page.frame_locator("iframe").locator("article").inner_text()

    assert "Mùa nước nổi về Vàm Lớn" in text
    assert "Bông điên điển nở vàng hai bên bờ kênh." in text
    assert Article.objects.get().body == "<p>Bông điên điển nở vàng hai bên bờ kênh.</p>"
