"""Photos in the text, in a real browser: put in, described, moved, in galleries, for readers."""

import re

import pytest
from django.utils.translation import gettext

from articles.models import Article, Photo
from tests.browser.editing import data, save
from tests.browser.photos import (
    DIALOG,
    TEXT,
    figure,
    go,
    insert,
    library,
    option,
    plain,
    type_into,
)
from tests.factories import ArticleFactory, SectionFactory, UserFactory
from tests.pictures import picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
expect = pytest.importorskip("playwright.sync_api", reason="needs the [browser] extra").expect

from tests.browser.writing import is_saved, newest, opened  # noqa: E402


def test_a_photo_is_put_in_by_keyboard_alone_and_described_where_it_stands(writer):
    other, photo = library("Ruộng muối", "Chợ nổi")
    page = writer()
    keys = page.keyboard
    type_into(page, "Đoạn đầu.")
    keys.press("Control+Alt+a")
    option(page, photo).wait_for()
    keys.press("ArrowDown")
    expect(option(page, photo)).to_be_focused()
    keys.press("ArrowRight")
    expect(option(page, other)).to_be_focused()
    keys.press("ArrowLeft")
    keys.press("Enter")
    caption = page.locator(f"{DIALOG} [name=caption]")
    expect(caption).to_be_focused()
    assert caption.input_value() == "Chợ nổi"
    caption.fill("Chợ nổi lúc 5 giờ sáng")
    keys.press("Tab")
    keys.press("End")
    keys.type(" buổi sớm")
    page.locator(f"{DIALOG} [data-go]").focus()
    keys.press("Enter")
    page.locator(f"{TEXT} figure.photo img").wait_for()
    keys.type("Đoạn sau.")

    expect(page.locator(f"{TEXT} .newsphoto__credit")).to_have_text(
        gettext("Photo: {name}").format(name="Tác giả 2")
    )
    body = save(page)

    alt = "Có chợ nổi buổi sớm"
    assert plain(body) == (
        f"<p>Đoạn đầu.</p>{figure(photo, 'Chợ nổi lúc 5 giờ sáng', alt=alt)}<p>Đoạn sau.</p>"
    )
    page.locator(f"{TEXT} figure.photo img").wait_for()
    assert plain(data(page)) == plain(body)


def test_a_caption_is_written_in_place_and_the_size_by_button(writer):
    (photo,) = library("Cầu mới")
    page = writer()
    # Letters without accents: the driver types others without a key, which CKEditor takes for
    # writing that goes on.
    type_into(page, "Mot.")
    insert(page, photo)
    go(page)
    caption = page.locator(f"{TEXT} figure.photo > figcaption")
    caption.click()
    page.keyboard.press("End")
    page.keyboard.type(" & sau")
    page.keyboard.press("Enter")
    page.keyboard.type("Hai.")
    page.locator(f"{TEXT} .newsphoto__view").click()
    page.locator(f"{TEXT} [data-tool=wide]").click()
    assert plain(data(page)) == (
        f"<p>Mot.</p>{figure(photo, 'Cầu mới &amp; sau', ' photo--wide')}<p>Hai.</p>"
    )

    page.keyboard.press("Control+z")
    assert "photo--wide" not in data(page)
    page.keyboard.press("Control+y")
    assert "photo--wide" in data(page)
    expect(page.locator(f"{TEXT} [data-tool=wide]")).to_have_attribute("aria-pressed", "true")
    assert plain(save(page)).count("photo--wide") == 1


def test_a_photo_moves_by_keyboard_and_every_step_is_undone(writer):
    (photo,) = library("Cầu mới")
    page = writer()
    type_into(page, "Một.")
    page.keyboard.press("Enter")
    page.keyboard.type("Hai.")
    insert(page, photo)
    go(page)
    page.locator(f"{TEXT} .newsphoto__view").click()
    page.keyboard.press("Alt+ArrowUp")
    assert plain(data(page)).startswith(f"<p>Một.</p>{figure(photo)}<p>Hai.</p>")
    page.keyboard.press("Alt+ArrowUp")
    assert plain(data(page)).startswith(f"{figure(photo)}<p>Một.</p><p>Hai.</p>")
    page.keyboard.press("Alt+ArrowDown")
    assert plain(data(page)).startswith(f"<p>Một.</p>{figure(photo)}<p>Hai.</p>")

    page.keyboard.press("Control+z")
    assert plain(data(page)).startswith(f"{figure(photo)}<p>Một.</p><p>Hai.</p>")
    page.locator(f"{TEXT} .newsphoto__view img").wait_for()


def test_tab_leads_to_a_photos_tools_and_on_to_its_caption_and_out(writer):
    (photo,) = library("Cau")
    page = writer()
    type_into(page, "Mot.")
    insert(page, photo)
    go(page)
    page.locator(f"{TEXT} .newsphoto__view").click()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"{TEXT} [data-tool=wide]")).to_be_focused()
    page.keyboard.press("Enter")
    assert "photo--wide" in data(page)
    page.keyboard.press("Tab")
    page.keyboard.type("Moi: ")
    assert re.search("<figcaption>(Moi: Cau|Moi:)", data(page))
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('.cke')")


def test_what_is_written_below_a_photo_is_saved_by_itself(staff_window):
    (photo,) = library("Cau")
    user = UserFactory(roles=["reporter"])
    article = ArticleFactory(created_by=user, body=f"<p>Mot.</p>{figure(photo)}")
    page = staff_window(user)
    opened(page, article)
    page.locator(f"{TEXT} figure.photo img").wait_for()
    page.locator(f"{TEXT} figure.photo > figcaption").click()
    page.keyboard.press("End")
    page.keyboard.type(" moi")
    is_saved(page)
    assert "<figcaption>Cau moi</figcaption>" in newest().body

    page.locator(f"{TEXT} .newsphoto__view").click()
    with page.expect_response("**/autosave/"):
        page.locator(f"{TEXT} [data-tool=side]").click()
    is_saved(page)
    assert 'class="photo photo--side"' in newest().body


def test_a_photo_is_dragged_to_another_place(writer):
    (photo,) = library("Cầu mới")
    page = writer()
    type_into(page, "Một.")
    for text in ("Hai.", "Ba."):
        page.keyboard.press("Enter")
        page.keyboard.type(text)
    insert(page, photo)
    page.locator(f"{DIALOG} [name=size][value=side]").check()
    go(page)
    page.locator(f"{TEXT} .newsphoto__view").hover()
    handle = page.locator(f"{TEXT} .cke_widget_drag_handler").bounding_box()
    page.mouse.move(handle["x"] + 5, handle["y"] + 5)
    page.mouse.down()
    goal = page.locator(f"{TEXT} p", has_text="Hai.").bounding_box()
    page.mouse.move(goal["x"] + 40, goal["y"] + 20, steps=8)
    page.mouse.move(goal["x"] + 40, goal["y"] + 3, steps=8)
    page.wait_for_timeout(300)
    page.mouse.up()

    expect(page.locator(f"{TEXT} figure.photo img")).to_be_visible()
    body = plain(data(page))
    assert body.index("data-photo") < body.index("Ba.")
    assert body.count("data-photo") == 1


def test_a_gallery_is_made_ordered_and_changed(writer):
    first, second, third = library("Một", "Hai", "Ba")
    page = writer()
    type_into(page, "Đầu.")
    insert(page, first, second, third)
    page.check(f"{DIALOG} [name=shape][value=gallery]")
    page.fill(f"{DIALOG} [name=gallery-title]", "Mùa nước")
    rows = page.locator(f"{DIALOG} .photo-use")
    rows.nth(2).locator("[data-up]").click()
    rows.nth(0).locator("[name=caption]").fill("Một, viết lại")
    go(page)
    page.locator(f"{TEXT} .newsphoto__strip img").nth(2).wait_for()

    inner = figure(first, "Một, viết lại") + figure(third) + figure(second)
    gallery = f'<figure class="gallery">{inner}<figcaption>Mùa nước</figcaption></figure>'
    assert plain(save(page)) == f"<p>Đầu.</p>{gallery}"

    page.locator(f"{TEXT} .newsphoto__view").wait_for()
    page.locator(f"{TEXT} .gallery > figcaption").click()
    page.keyboard.press("End")
    page.keyboard.type(" nổi")
    page.locator(f"{TEXT} .newsphoto__view").click()
    page.keyboard.press("Enter")
    rows.nth(0).locator("[data-remove]").click()
    go(page)
    gallery = f'<figure class="gallery">{figure(third)}{figure(second)}<figcaption>Mùa nước nổi'
    assert gallery in plain(save(page))


def test_a_new_photo_is_asked_for_its_credit_and_goes_to_the_library(writer):
    page = writer()
    type_into(page, "Đầu.")
    page.keyboard.press("Control+Alt+a")
    file = {"name": "cho.jpg", "mimeType": "image/jpeg", "buffer": picture(colour=(9, 99, 9))}
    page.locator(f"{DIALOG} [data-files]").set_input_files(file)
    page.locator(f"{DIALOG} [role=option][aria-selected=true]").wait_for()
    page.click(f"{DIALOG} [data-go]")
    page.fill(f"{DIALOG} [name=caption]", "Chợ Vàm Lớn")
    page.click(f"{DIALOG} [data-go]")
    expect(page.locator(f"{DIALOG} [data-say]")).to_contain_text(
        gettext("Say whose photo it is: without a credit it cannot be published.")
    )
    page.fill(f"{DIALOG} [name=credit]", "Minh Nguyệt")
    page.fill(f"{DIALOG} [name=alt]", "Người đi chợ")
    go(page)

    photo = Photo.objects.get()
    assert (photo.credit, photo.alt, photo.caption) == (
        "Minh Nguyệt",
        "Người đi chợ",
        "Chợ Vàm Lớn",
    )
    expect(page.locator(f"{TEXT} .newsphoto__credit")).to_contain_text("Minh Nguyệt")
    expect(page.locator(f"{TEXT} .newsphoto__warning")).to_have_count(0)
    assert plain(save(page)) == f"<p>Đầu.</p>{figure(photo)}"


PASTE_FILE = """(bytes) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([new Uint8Array(bytes)], "tha.jpg", { type: "image/jpeg" }));
  document.querySelector(".cke_wysiwyg_div").dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true }));
}"""


def test_a_pasted_file_goes_to_the_library_and_stands_at_the_caret(writer):
    page = writer()
    type_into(page, "Đầu.")
    page.evaluate(PASTE_FILE, list(picture(colour=(1, 2, 90))))
    page.locator(f"{DIALOG} [name=credit]").fill("Minh Nguyệt")
    page.fill(f"{DIALOG} [name=alt]", "Mặt nước")
    go(page)

    photo = Photo.objects.get()
    assert f'data-photo="{photo.pk}" data-alt="Mặt nước"' in save(page)


def test_a_pasted_file_that_is_no_picture_is_refused_with_a_sentence(staff_window):
    SectionFactory()
    page = staff_window(UserFactory(roles=["reporter"]))
    page.goto("/admin/articles/article/add/")
    page.wait_for_selector(TEXT)
    type_into(page, "Đầu.")
    page.evaluate(PASTE_FILE, list(b"<html>no picture</html>"))

    expect(page.locator(f"{DIALOG} .photo-upload--refused")).to_contain_text("tha.jpg")
    page.locator(f"{DIALOG} button[value=cancel]").click()
    assert plain(data(page)) == "<p>Đầu.</p>"
    assert not Photo.objects.exists()


def test_a_photo_that_looks_like_another_is_asked_about(writer):
    (known,) = library("Cầu mới")
    page = writer()
    facts = {
        **{"id": known.pk, "caption": "Cầu mới", "alt": known.alt, "credit": known.credit},
        **{"width": 1200, "height": 800, "thumb": "/static/img/photo-missing.svg"},
        **{"picture": "/static/img/photo-missing.svg", "place": "", "address": "/"},
    }
    new = {"width": 1200, "height": 800, "thumb": "/static/img/photo-missing.svg"}
    asking = {"state": "asking", "address": "/x/choice/", "twins": [facts], "new": new}
    choices = []

    def begin(route):
        is_asked = route.request.headers["content-type"] == "application/json"
        begun = {"id": "x", "address": "/x/upload/", "offset": 0}
        route.fulfill(status=201, json=begun) if is_asked else route.fulfill(json=asking)

    def choose(route):
        choices.append(route.request.post_data_json)
        route.fulfill(json={"state": "known", "photo": facts})

    page.route("**/photo/uploads/", begin)
    page.route("**/x/upload/", lambda route: route.fulfill(json=asking))
    page.route("**/x/choice/", choose)
    type_into(page, "Đầu.")
    page.keyboard.press("Control+Alt+a")
    file = {"name": "cau.jpg", "mimeType": "image/jpeg", "buffer": b"x"}
    page.locator(f"{DIALOG} [data-files]").set_input_files(file)
    page.locator(f"{DIALOG} .photo-upload__twins button").click()
    expect(option(page, known)).to_have_attribute("aria-selected", "true")

    assert choices == [{"choice": f"twin:{known.pk}"}]


def test_a_photo_without_credit_or_gone_says_so_in_the_text(writer):
    (photo,) = library("Cầu mới")
    Photo.objects.update(credit="")
    gone = '<figure class="photo" data-photo="98765"></figure>'
    ArticleFactory(created_by=writer.user, body=f"<p>Đầu.</p>{figure(photo, alt='x')}{gone}")
    page = writer(path=f"/admin/articles/article/{Article.objects.get().pk}/change/")
    expect(page.locator(f"{TEXT} .newsphoto__warning")).to_contain_text(gettext("No credit"))
    expect(page.locator(f"{TEXT} .newsphoto__gone")).to_have_text(
        gettext("This photo is no longer in the library.")
    )
    page.locator(f"{TEXT} .newsphoto__warning").click()
    expect(page.locator(f"{DIALOG} [name=credit]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".editor-count")).to_contain_text(" 3 ")
    assert 'data-photo="98765"' in data(page)


def test_copy_and_paste_keeps_a_photo_here_and_in_another_article(writer):
    (photo,) = library("Cầu mới")
    page = writer()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    type_into(page, "Đầu.")
    insert(page, photo)
    go(page)
    page.locator(f"{TEXT} .newsphoto__view").click()
    page.keyboard.press("Control+c")
    page.wait_for_timeout(300)
    page.locator(f"{TEXT} p", has_text="Đầu.").click()
    page.keyboard.press("Control+v")
    expect(page.locator(f"{TEXT} figure.photo")).to_have_count(2)
    assert plain(data(page)).count(figure(photo)) == 2

    save(page)
    page.wait_for_load_state("networkidle")
    page.goto("/admin/articles/article/add/")
    page.wait_for_selector(TEXT)
    page.click(TEXT)
    page.keyboard.press("Control+v")
    page.locator(f"{TEXT} figure.photo img").wait_for()
    assert figure(photo) in plain(data(page))


def test_what_an_editor_publishes_has_figures_with_caption_and_credit(
    writer, open_browser, sign_in
):
    photos = library("Chợ nổi", "Cầu mới", "Ruộng muối")
    page = writer()
    type_into(page, "Đoạn đầu.")
    insert(page, *photos[:2])
    go(page)
    article = ArticleFactory(state="submitted", body=save(page), lead="Sa-pô.")
    editor = open_browser(width=1280)
    sign_in(editor, UserFactory(roles=["secretary"]))
    editor.goto(f"/admin/articles/article/{article.pk}/change/")
    editor.locator(f"{TEXT} figure.photo img").nth(1).wait_for()
    with editor.expect_navigation():
        editor.locator("[name=_do][value=publish]").click()
    article.refresh_from_db()
    editor.goto(article.get_absolute_url())

    shown = editor.locator(".article__body figure")
    expect(shown).to_have_count(2)
    for number, photo in enumerate(photos[:2]):
        expect(shown.nth(number)).to_contain_text(photo.caption)
        expect(shown.nth(number)).to_contain_text(photo.credit)
        assert shown.nth(number).locator("img").get_attribute("alt") == photo.alt
