"""The photos above the text in a real browser, and what the checks say of photos."""

import pytest

from articles import revisions
from articles.models import Article, Photo
from tests.browser.editing import save
from tests.browser.photos import DIALOG, TEXT, figure, go, library, option
from tests.factories import ArticleFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
expect = pytest.importorskip("playwright.sync_api", reason="needs the [browser] extra").expect


def row(page, number):
    return page.locator(f"#captions-{number}")


def choose(page, number, photo):
    row(page, number).locator("[data-row-choose]").click()
    option(page, photo).click()
    go(page)


def above(page):
    article = Article.objects.order_by("-pk").first()
    return [
        (use.photo, use.caption, use.placement) for use in revisions.newest_content(article).photos
    ]


def test_a_photo_is_chosen_for_a_row_and_its_texts_follow_it(writer):
    first, second = library("Cầu mới", "Chợ nổi")
    page = writer()
    page.fill("[name=title]", "Bài")
    choose(page, 0, first)
    caption = row(page, 0).locator("[name$=-caption]")
    expect(caption).to_have_value("Cầu mới")
    expect(row(page, 0).locator(".photo-card")).to_contain_text("Tác giả 1")

    choose(page, 0, second)
    expect(caption).to_have_value("Chợ nổi")
    caption.fill("Của tôi")
    choose(page, 0, first)
    expect(row(page, 0).locator("[name$=-alt]")).to_have_value(first.alt)
    expect(caption).to_have_value("Của tôi")

    save(page)
    assert above(page) == [(first.pk, "Của tôi", "lead")]


def test_rows_are_put_in_another_order(writer):
    photos = library("Một", "Hai", "Ba")
    article = ArticleFactory(created_by=writer.user, photos=photos)
    page = writer(path=f"/admin/articles/article/{article.pk}/change/")
    row(page, 2).locator("[data-row-up]").click()
    expect(row(page, 1).locator("[name$=-caption]")).to_have_value(
        revisions.newest_content(article).photos[2].caption
    )

    save(page)
    one, two, three = (photo.pk for photo in photos)
    assert [pk for pk, *_rest in above(page)] == [one, three, two]


def test_only_several_rows_have_an_order(writer):
    page = writer()
    order = page.locator(".photo-row__order:visible")
    page.locator("[data-row-choose]:visible").wait_for()
    expect(order).to_have_count(0)

    page.click(".photo-rows .add-row a")
    expect(order).to_have_count(2)


def test_above_the_text_no_size_is_asked_for(writer):
    (photo,) = library("Cầu mới")
    Photo.objects.update(alt="")
    page = writer()
    row(page, 0).locator("[data-row-choose]").click()
    option(page, photo).click()
    page.click(f"{DIALOG} [data-go]")
    expect(page.locator(f"{DIALOG} [name=alt]")).to_be_visible()
    expect(page.locator(f"{DIALOG} [data-sizes]")).to_be_hidden()


def test_a_row_says_at_once_that_alternative_text_is_missing(writer):
    (photo,) = library("Cầu mới")
    page = writer()
    choose(page, 0, photo)
    lacks = row(page, 0).locator("[data-row-lacks-alt]")
    expect(lacks).to_be_hidden()
    row(page, 0).locator("[name$=-alt]").fill(" ")
    expect(lacks).to_be_visible()


def test_without_scripts_a_photo_is_chosen_by_the_forms_own_fields(open_browser, sign_in, writer):
    page = open_browser(width=1280, js=False)
    sign_in(page, writer.user)
    page.goto("/admin/articles/article/add/")

    assert page.locator("[name=captions-0-upload]").is_visible()
    assert page.locator("[name=captions-0-credit]").is_visible()
    assert not page.locator("#captions-0 [data-row-choose]").is_visible()


def test_a_check_leads_to_the_photo_in_the_text(writer):
    good, bare = library("Cầu mới", "Chợ nổi")
    body = f"<p>Đầu.</p>{figure(good)}<p>Giữa.</p>" + figure(bare).replace(
        f' data-alt="{bare.alt}"', ""
    )
    article = ArticleFactory(created_by=writer.user, body=body)
    page = writer(path=f"/admin/articles/article/{article.pk}/change/")
    page.locator(f"{TEXT} figure.photo img").nth(1).wait_for()
    page.locator(f".checks__list a[data-photo='{bare.pk}']").click()

    focused = page.locator(f"{TEXT} .cke_widget_focused figure")
    expect(focused).to_have_attribute("data-photo", str(bare.pk))
    page.keyboard.press("Enter")
    expect(page.locator(f"{DIALOG} [name=caption]")).to_be_focused()


def test_a_photo_story_is_told_how_it_is_made(writer):
    page = writer()
    hint = page.locator(".newsphoto-story")
    expect(hint).to_be_hidden()
    page.select_option("[name=kind]", "photos")
    expect(hint).to_be_visible()
    page.select_option("[name=kind]", "text")
    expect(hint).to_be_hidden()
