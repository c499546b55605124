"""Signing in from the comment form in a real browser, and coming back to what one was writing."""

import re

import pytest

from comments.accounts import entry
from comments.models import Writer
from tests.factories import ArticleFactory, PublicationFactory

expect = pytest.importorskip("playwright.sync_api", reason="needs the [browser] extra").expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "Bà con mong có thêm kho lạnh."


@pytest.fixture
def article():
    PublicationFactory(name="Báo Thử Nghiệm")
    return ArticleFactory(public=True)


def in_the_mail(mailoutbox, pattern):
    return re.search(pattern, mailoutbox[-1].body, re.MULTILINE)[1]


def ask(page, email="hoa@example.com"):
    page.fill("[name=email]", email)
    page.click(".account__form [type=submit]")
    page.wait_for_selector("[name=code]")


def choose_name(page, name="Lê Thị Hoa"):
    page.wait_for_selector(".account__form [name=name]")
    page.fill(".account__form [name=name]", name)
    page.click(".account__form [type=submit]")


def test_the_draft_is_there_after_signing_in_by_the_code(open_browser, article, mailoutbox):
    page = open_browser()
    page.goto(article.get_absolute_url())
    page.click("[data-comment-write]")
    page.fill("#viet [name=body]", TEXT)
    page.click("#viet a[href*='dang-nhap']")
    ask(page)
    page.fill("[name=code]", in_the_mail(mailoutbox, r"^(\d{4} \d{4})$"))
    page.click(".account__form [type=submit]")
    choose_name(page)

    expect(page.locator("#viet [name=body]")).to_have_value(TEXT)  # a script puts it in
    assert page.url.endswith(f"/binh-luan/{article.pk}/#viet")
    assert page.inner_text("#viet .comment-form__account strong") == "Lê Thị Hoa"
    assert page.locator("#viet [type=email]").count() == 0
    assert page.evaluate("localStorage.getItem('binh-luan:co')") == "1"


def test_the_draft_is_there_after_signing_in_without_scripts(open_browser, article, mailoutbox):
    user = entry.account_for("hoa@example.com")
    Writer.objects.create(user=user, name="Lê Thị Hoa")
    page = open_browser(js=False)
    page.goto(f"/binh-luan/{article.pk}/")
    page.fill("#viet [name=body]", TEXT)
    assert not page.locator("#viet .comment-form__account--scripted").is_visible()

    page.click("#viet [formaction]")
    ask(page)
    path = in_the_mail(mailoutbox, r"http://127\.0\.0\.1:8000(\S+)")
    page.goto(path)
    assert "hoa@example.com" in page.inner_text(".account")
    page.click(".account__form [type=submit]")

    page.wait_for_selector("#viet [name=body]")
    assert page.input_value("#viet [name=body]") == TEXT
    assert page.inner_text("#viet .comment-form__account strong") == "Lê Thị Hoa"


def test_enter_sends_the_comment_and_not_to_sign_in(open_browser, article):
    page = open_browser(js=False)
    page.goto(f"/binh-luan/{article.pk}/")
    page.fill("#viet [name=body]", TEXT)
    page.press("#viet [name=name]", "a")
    page.press("#viet [name=name]", "Enter")

    page.wait_for_load_state()
    assert "/binh-luan/" in page.url


def test_signing_out_from_the_form_leads_back_to_it(open_browser, article, mailoutbox):
    page = open_browser(width=360)
    page.goto("/tai-khoan/dang-nhap/?next=/")
    ask(page)
    page.goto(in_the_mail(mailoutbox, r"http://127\.0\.0\.1:8000(\S+)"))
    page.click(".account__form [type=submit]")
    choose_name(page)
    page.goto(f"/binh-luan/{article.pk}/")
    page.click("#viet a[href*='thoat']")
    page.click(".account [type=submit]")

    page.wait_for_selector("#viet [name=name]:not([type=hidden])")
    assert page.url.endswith(f"/binh-luan/{article.pk}/#viet")


def test_the_door_under_an_article_leads_who_has_signed_in_to_their_account(
    open_browser, article, mailoutbox
):
    page = open_browser()
    page.goto("/tai-khoan/dang-nhap/?next=/")
    ask(page)
    page.goto(in_the_mail(mailoutbox, r"http://127\.0\.0\.1:8000(\S+)"))
    page.click(".account__form [type=submit]")
    choose_name(page)
    page.wait_for_load_state()
    page.goto(article.get_absolute_url())

    page.click("#binh-luan a[href$='/tai-khoan/']")

    page.wait_for_selector(".account [name=name]")
    assert page.input_value(".account [name=name]") == "Lê Thị Hoa"


def test_no_page_is_wider_than_a_small_telephone(open_browser, article, mailoutbox):
    page = open_browser(width=360)
    for path in ("/tai-khoan/dang-nhap/", "/tai-khoan/dang-nhap/ma/"):
        page.goto(path)
        if page.locator("[name=code]").count() == 0:
            ask(page, "mot.dia.chi.rat.dai.khong.co.cho.nao.ngat@mot-ten-mien-rat-dai.example.com")
            page.wait_for_load_state()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        for box in page.query_selector_all(".account button, .account a"):
            assert box.bounding_box()["height"] >= 44
