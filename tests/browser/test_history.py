"""Versions, previews and secret links, with two people at once in real browsers."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import revisions
from articles.models import Article, PreviewLink
from tests.factories import ArticleFactory, UserFactory, stored_photo

expect = pytest.importorskip("playwright.sync_api", reason="needs the [browser] extra").expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def roles(transactional_db):
    """Make the roles' groups again: tests with transactions empty the tables."""
    from django.apps import apps

    from newsroom.roles import create_groups

    create_groups(apps)


@pytest.fixture
def desk(open_browser, sign_in, roles):
    """Give ``desk("editor")``: a browser in which somebody of that role has signed in."""

    def _desk(role, **options):
        page = open_browser(**{"width": 1280, **options})
        sign_in(page, UserFactory(roles=[role], username=role))
        page.wait_for_url("**/admin/")
        return page

    return _desk


def address(article, rest):
    return f"/admin/articles/article/{article.pk}/{rest}"


def write(page, article, **fields):
    """Open the article's page, fill fields in, save."""
    page.goto(address(article, "change/"))
    for name, text in fields.items():
        page.fill(f"[name={name}]", text)
    page.click(".article-save button[name=_continue]")
    page.wait_for_selector(".messagelist .success")


def text_for_readers(open_browser, article):
    reader = open_browser()
    reader.goto(article.get_absolute_url())
    return reader.inner_text("article")


def test_readers_keep_the_old_text_until_the_new_one_is_published(open_browser, desk):
    article = ArticleFactory(public=True, lead="Bà con ra đồng từ sớm.")
    editor, chief = desk("editor"), desk("chief")
    write(editor, article, lead="Bà con ra đồng rất sớm.")
    assert "từ sớm" in text_for_readers(open_browser, article)

    # The second looks at what is new, then lets it out.
    chief.goto(address(article, "change/"))
    chief.click(".article-versions >> a[href*='compare']")
    part = chief.locator(".diff-part--lead")
    expect(part.locator("del")).to_have_text(["từ"])
    expect(part.locator("ins")).to_have_text(["rất"])
    assert "từ sớm" in text_for_readers(open_browser, article)
    chief.goto(address(article, "change/"))
    chief.click("button[value=publish]")
    chief.wait_for_selector(".messagelist .success")

    assert "rất sớm" in text_for_readers(open_browser, article)


@pytest.mark.parametrize("js", [True, False])
def test_any_two_are_compared_and_one_restored(desk, js):
    article = ArticleFactory(lead="Câu một.", photos=1)
    for n, lead in enumerate(("Câu hai.", "Câu ba."), start=1):
        content = revisions.newest_content(article)
        changed = {**content.to_json(), "lead": lead, "kicker": f"Lần {n}"}
        revisions.save(article, revisions.Content.from_json(changed), by=None)
    page = desk("editor", js=js, width=390)
    page.goto(address(article, "revisions/"))
    page.check("[name=a][value='1']")
    page.check("[name=b][value='2']")
    page.click("#compare button")
    assert page.locator(".diff-part--lead del").inner_text() == "một"
    assert page.locator(".diff-part--lead ins").inner_text() == "hai"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.locator(".diff-side button").first.click()
    page.wait_for_url("**/revisions/")

    newest = Article.objects.get().newest_revision
    assert (newest.number, newest.content["lead"]) == (4, "Câu một.")
    assert _("Version %d restored") % 1 in page.inner_text(".versions__table tbody tr >> nth=0")


def test_a_restore_and_a_save_at_once_keep_both_texts(desk):
    article = ArticleFactory(lead="Câu một.")
    revisions.save(article, revisions.Content(title="Bài", lead="Câu hai."), by=None)
    editor, chief = desk("editor"), desk("chief")
    chief.goto(address(article, "revisions/"))
    write(editor, article, lead="Câu của biên tập viên.")

    chief.locator("button[formaction*='/1/restore/']").click()
    chief.wait_for_url("**/compare/**")

    article = Article.objects.get()
    assert revisions.newest_content(article).lead == "Câu của biên tập viên."
    assert article.revisions.get(kind="aside").content["lead"] == "Câu một."
    assert chief.locator(".messagelist .warning").is_visible()


def test_a_version_is_named_and_the_other_sees_it(desk):
    article = ArticleFactory()
    editor, chief = desk("editor"), desk("chief")
    editor.goto(address(article, "revisions/1/"))
    editor.fill("[name=name]", "Bản gửi duyệt")
    editor.fill("[name=note]", "Chờ ý kiến anh Tư")
    editor.click(".frame__name button")
    editor.wait_for_selector(".messagelist .success")

    chief.goto(address(article, "revisions/"))

    row = chief.inner_text(".versions__table tbody")
    assert "Bản gửi duyệt" in row
    assert "Chờ ý kiến anh Tư" in row


def inner(page):
    page.wait_for_load_state("networkidle")
    [frame] = [frame for frame in page.frames if frame != page.main_frame]
    return frame


def test_the_preview_is_as_wide_as_a_phone_or_a_desk_and_does_nothing(open_browser, desk):
    article = ArticleFactory(public=True, lead="Câu đã đăng.")
    page, other = desk("editor"), desk("chief")
    write(other, article, lead="Câu đang sửa.")
    page.goto(address(article, "preview/"))
    frame = inner(page)
    assert frame.evaluate("innerWidth") == 390
    assert "Câu đang sửa." in frame.inner_text("article")
    assert frame.locator("#chia-se").is_visible()
    assert frame.locator("#binh-luan").is_visible()

    page.check("#width-desk")
    frame.wait_for_function("() => innerWidth === 1280")
    before = frame.url
    for dead in ("a[data-comment-write]", ".masthead__home", "#chia-se a >> nth=0"):
        frame.locator(dead).click()
    frame.fill(".masthead__search input", "lúa")
    frame.press(".masthead__search input", "Enter")
    page.wait_for_timeout(300)
    assert frame.url == before
    assert len(page.context.pages) == 1
    assert frame.locator("form[method=post]").count() == 0

    page.click(".frame__which a >> nth=1")
    page.wait_for_url("**revision=1**")
    assert "Câu đã đăng." in inner(page).inner_text("article")


def test_the_preview_works_without_javascript_on_a_phone(desk):
    article = ArticleFactory(title="Bản nháp của tôi")
    page = desk("editor", js=False, width=390)

    page.goto(address(article, "preview/?width=desk"))

    frame = page.frame_locator("iframe")
    assert "Bản nháp của tôi" in frame.locator("article").inner_text()
    assert page.is_checked("#width-desk")
    assert page.locator("iframe").evaluate("frame => frame.clientWidth") == 1280
    page.check("#width-phone")
    assert page.locator("iframe").evaluate("frame => frame.clientWidth") == 390
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture
def photo(media):
    return stored_photo()


def test_a_secret_link_is_read_without_an_account_until_it_is_closed(open_browser, desk, photo):
    article = ArticleFactory(title="Cầu Vàm Lớn", lead="Câu một.", photos=[photo])
    editor = desk("editor")
    editor.goto(address(article, "preview/links/"))
    editor.fill("[name=label]", "Phòng Văn hóa xã")
    editor.click(".links__form button")
    link = editor.input_value("[data-secret]")
    path = link[link.index("/xem-truoc/") :]

    guest = open_browser()
    guest.goto(path)
    guest.wait_for_load_state("networkidle")
    assert "Cầu Vàm Lớn" in guest.inner_text("h1")
    assert guest.locator(".preview").is_visible()
    assert guest.evaluate("document.querySelector('figure img').naturalWidth") > 0
    picture_address = guest.evaluate("document.querySelector('figure img').currentSrc")
    assert path in picture_address
    assert guest.context.cookies() == []

    write(editor, article, lead="Câu hai.")
    guest.reload()
    assert "Câu hai." in guest.inner_text("article")

    Article.objects.update(embargo_until=timezone.now() + timedelta(hours=1))
    forbidden = guest.request.get(path)
    assert forbidden.status == 403
    assert "Vàm Lớn" not in forbidden.text()
    assert guest.request.get(picture_address).status == 403
    Article.objects.update(embargo_until=None)
    assert guest.request.get(picture_address).status == 200

    editor.goto(address(article, "preview/links/"))
    assert path not in editor.content()
    editor.click(".links__list form button")
    editor.wait_for_selector(".messagelist .success")
    closed = guest.request.get(path)
    assert closed.status == 404
    assert "Vàm Lớn" not in closed.text()
    assert guest.request.get(picture_address).status == 404


def test_a_secret_link_ends_by_its_time(open_browser, desk):
    article = ArticleFactory(title="Cầu Vàm Lớn")
    editor = desk("editor", js=False)
    editor.goto(address(article, "preview/links/"))
    editor.fill("[name=label]", "Báo bạn")
    editor.select_option("[name=lifetime]", "1h")
    editor.click(".links__form button")
    link = editor.input_value("[data-secret]")
    guest = open_browser()
    path = link[link.index("/xem-truoc/") :]
    assert guest.request.get(path).status == 200

    PreviewLink.objects.update(expires_at=timezone.now() - timedelta(seconds=2))

    assert guest.request.get(path).status == 404
