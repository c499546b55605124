"""Uploading photos: several at once, over a bad line, by hand, keyboard and clipboard."""

import base64
import io
import random

import pytest
from django.contrib.sessions.models import Session
from django.utils.translation import gettext
from PIL import Image

from articles import lookalikes
from articles.models import Photo, PhotoUpload
from tests.factories import UserFactory, stored_photo
from tests.pictures import picture

playwright = pytest.importorskip("playwright.sync_api", reason="needs the [browser] extra")
expect = playwright.expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("media"),
]

PAGE = "/admin/articles/photo/upload/"
CHOOSE = "[data-choose]"
PIECES = "**/photo/uploads/*-*/"


def large_picture(seed=1):
    """A JPEG of about 2 MB, which takes more than one piece."""
    noise = random.Random(seed).randbytes(1700 * 1100 * 3)
    buffer = io.BytesIO()
    Image.frombytes("RGB", (1700, 1100), noise).save(buffer, "JPEG", quality=92)
    assert buffer.tell() > 1.2 * 1024**2
    return buffer.getvalue()


@pytest.fixture
def reporter():
    return UserFactory(username="phongvien")


@pytest.fixture
def page(staff_window, reporter):
    from newsroom.roles import group_for

    window = staff_window(reporter)
    reporter.groups.add(group_for("reporter"))
    window.goto(PAGE)
    expect(window.locator(".uploading--script")).to_be_visible()
    return window


@pytest.fixture
def files(tmp_path):
    """Give ``files(name=bytes, …)``: paths of files with that content."""

    def _files(**contents):
        paths = []
        for name, content in contents.items():
            paths.append(tmp_path / f"{name}.jpg")
            paths[-1].write_bytes(content)
        return paths

    return _files


def row(page, name):
    return page.locator(".upload", has=page.locator("[data-name]", has_text=f"{name}.jpg"))


def is_at(page, name, state):
    expect(row(page, name)).to_have_attribute("data-state", state, timeout=20_000)


def says(place, sentence):
    expect(place).to_contain_text(gettext(sentence).partition("{")[0].strip())


def offsets(page):
    """Return a list that fills with where each piece that is sent begins."""
    begun = []

    def hear(request):
        if request.method == "PATCH":
            begun.append(int(request.headers["upload-offset"]))

    page.on("request", hear)
    return begun


def test_three_at_once_and_a_bad_one_beside_them(page, files):
    good = {"một": picture(), "hai": picture(size=(500, 900)), "ba": large_picture()}

    page.set_input_files(CHOOSE, files(**good, trang=b"<html>"))

    for name in good:
        is_at(page, name, "done")
    is_at(page, "trang", "refused")
    says(row(page, "trang"), "Not taken: {text}")
    assert Photo.objects.count() == 3
    expect(page.locator("[data-summary]")).to_contain_text("4")
    row(page, "trang").locator("[data-remove]").click()
    expect(page.locator(".upload")).to_have_count(3)


@pytest.fixture
def held(page):
    """Pieces wait here until the test lets them go; ``held.let_go()`` lets all go from then on."""

    class Held(list):
        is_open = False

        def wait_for(self, number):
            while len(self) < number:
                page.wait_for_timeout(50)

        def let_go(self):
            self.is_open = True
            while self:
                self.pop().continue_()

    routes = Held()
    page.route(PIECES, lambda route: route.continue_() if routes.is_open else routes.append(route))
    return routes


def test_progress_is_shown_and_read(page, files, held):
    page.set_input_files(CHOOSE, files(lớn=large_picture()))
    held.wait_for(1)
    bar = row(page, "lớn").locator("progress")
    assert bar.get_attribute("aria-label") == "lớn.jpg"
    expect(row(page, "lớn").locator("canvas")).to_be_visible()

    held.pop().continue_()
    held.wait_for(1)
    assert 0.3 < bar.evaluate("one => one.value") < 1
    held.let_go()

    is_at(page, "lớn", "done")
    expect(bar).to_be_hidden()


def test_no_more_than_two_are_sent_at_once(page, files, held):
    three = files(a=picture(), b=picture((900, 600)), c=picture((700, 500)))
    page.set_input_files(CHOOSE, three)
    held.wait_for(2)
    page.wait_for_timeout(300)

    states = page.locator(".upload").evaluate_all("all => all.map((one) => one.dataset.state)")
    assert len(held) == 2 and states.count("waiting") == 1

    held.let_go()
    for name in "abc":
        is_at(page, name, "done")


def test_a_line_that_drops_is_waited_for_and_nothing_is_sent_twice(page, files):
    data = large_picture()
    begun = offsets(page)
    page.route(PIECES, lambda route: route.abort() if begun[-1] else route.continue_())
    page.set_input_files(CHOOSE, files(cầu=data))
    is_at(page, "cầu", "away")

    page.context.set_offline(True)
    page.unroute(PIECES)
    is_at(page, "cầu", "offline")
    says(row(page, "cầu"), "No network: goes on by itself when it is back.")
    expect(row(page, "cầu").locator("[data-cancel]")).to_be_visible()
    page.context.set_offline(False)

    is_at(page, "cầu", "done")
    # The first piece was sent once; the file goes on where it ends.
    assert begun.count(0) == 1
    assert Photo.objects.get().width == 1700


def test_a_closed_page_goes_on_where_it_stopped(page, files):
    paths = files(cầu=large_picture())
    begun = offsets(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.route(PIECES, lambda route: route.abort() if begun[-1] else route.continue_())
    page.set_input_files(CHOOSE, paths)
    is_at(page, "cầu", "away")
    page.goto("about:blank")
    page.unroute(PIECES)

    page.goto(PAGE)
    expect(page.locator("[data-begun]")).to_contain_text("cầu.jpg")
    del begun[:]
    page.set_input_files(CHOOSE, paths)

    is_at(page, "cầu", "done")
    expect(page.locator("[data-begun]")).to_be_hidden()
    assert begun and 0 not in begun
    assert PhotoUpload.objects.count() == 1


def test_what_is_cancelled_is_gone(page, files):
    def broken(route):
        route.abort() if route.request.method == "PATCH" else route.continue_()

    page.route(PIECES, broken)
    page.set_input_files(CHOOSE, files(nhầm=picture()))
    is_at(page, "nhầm", "away")

    with page.expect_response(lambda one: one.request.method == "DELETE"):
        row(page, "nhầm").locator("[data-cancel]").click()

    is_at(page, "nhầm", "cancelled")
    assert not PhotoUpload.objects.exists() and not Photo.objects.exists()


def test_an_ended_sign_in_is_said_and_gone_on_with(page, files, reporter, sign_in):
    Session.objects.all().delete()
    page.set_input_files(CHOOSE, files(cầu=picture()))
    is_at(page, "cầu", "expired")
    says(row(page, "cầu"), "You are not signed in any more. Sign in in another tab, then continue.")

    other = page.context.new_page()
    sign_in(other, reporter)
    other.wait_for_url("**/admin/")
    row(page, "cầu").locator("[data-continue]").click()

    is_at(page, "cầu", "done")
    assert Photo.objects.get().uploaded_by == reporter


def test_nothing_is_sent_in_somebody_elses_name(page, files, sign_in):
    from newsroom.roles import group_for

    other = UserFactory()
    other.groups.add(group_for("editor"))
    tab = page.context.new_page()
    tab.context.clear_cookies()
    sign_in(tab, other)
    tab.wait_for_url("**/admin/")

    page.set_input_files(CHOOSE, files(cầu=picture()))

    is_at(page, "cầu", "expired")
    assert not Photo.objects.exists()


def test_twins_are_shown_side_by_side_and_chosen_by_keyboard(page, files, monkeypatch):
    twin = stored_photo(picture(colour=(0, 0, 0)), caption="Bản trong kho")
    monkeypatch.setattr(lookalikes, "find", lambda look, exclude=None: [twin])
    page.set_input_files(CHOOSE, files(cầu=picture()))
    is_at(page, "cầu", "asking")
    choice = row(page, "cầu").locator("[data-choice]")
    expect(choice.locator("img")).to_have_count(2)
    expect(choice).to_contain_text("Bản trong kho")
    # Somebody else's photo: it is not the reporter's to replace.
    expect(choice.locator("[data-replace]")).to_be_hidden()

    page.locator(CHOOSE).focus()
    for _press in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("'use' in document.activeElement.dataset"):
            break
    page.keyboard.press("Enter")

    is_at(page, "cầu", "known")
    expect(row(page, "cầu").locator("[data-open]")).to_be_focused()
    assert Photo.objects.get() == twin


def test_a_question_is_asked_again_when_one_comes_back(page, files, monkeypatch):
    twin = stored_photo(picture(colour=(0, 0, 0)))
    monkeypatch.setattr(lookalikes, "find", lambda look, exclude=None: [twin])
    page.set_input_files(CHOOSE, files(cầu=picture()))
    is_at(page, "cầu", "asking")

    page.reload()
    is_at(page, "cầu", "asking")
    row(page, "cầu").locator("[data-new]").click()

    is_at(page, "cầu", "done")
    assert Photo.objects.count() == 2


BARE = """async ([data, choice]) => {
  const { choose, upload } = await import("/static/js/uploading/uploader.js");
  const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
  const shares = [];
  const result = await upload(new File([bytes], "cầu.jpg"), {
    address: "/admin/articles/photo/uploads/", onProgress: (share) => shares.push(share) });
  document.querySelector("input[name=csrfmiddlewaretoken]").value = "x".repeat(64);
  const end = await choose(result.address, choice, {});
  return [result.state, shares.at(-1), end.state, end.photo.id];
}"""


def test_other_pages_send_files_by_the_same_script(page, monkeypatch):
    """With a token that has gone out of date in between."""
    twin = stored_photo(picture(colour=(0, 0, 0)))
    monkeypatch.setattr(lookalikes, "find", lambda look, exclude=None: [twin])

    data = base64.b64encode(picture()).decode()

    assert page.evaluate(BARE, [data, f"twin:{twin.pk}"]) == ["asking", 1, "known", twin.pk]


def test_other_pages_hear_why_a_file_is_not_taken(page):
    data = base64.b64encode(b"<html>").decode()

    with pytest.raises(playwright.Error, match="JPEG"):
        page.evaluate(BARE, [data, "new"])


ADD = """async ([kind, data]) => {
  const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], `${kind}.jpg`, { type: "image/jpeg" }));
  const init = { bubbles: true, cancelable: true };
  document.body.dispatchEvent(kind === "paste"
    ? new ClipboardEvent("paste", { ...init, clipboardData: transfer })
    : new DragEvent("drop", { ...init, dataTransfer: transfer }));
}"""


@pytest.mark.parametrize("way", ["paste", "drop"])
def test_photos_come_by_clipboard_and_by_mouse(page, way):
    page.evaluate(ADD, [way, base64.b64encode(picture()).decode()])

    is_at(page, way, "done")
    assert Photo.objects.count() == 1


def test_texts_are_saved_by_themselves_and_put_into_all(page, files):
    page.set_input_files(CHOOSE, files(một=picture(), hai=picture(size=(500, 900))))
    for name in ("một", "hai"):
        is_at(page, name, "done")
    one, two = row(page, "một"), row(page, "hai")
    says(one.locator("[data-missing]"), "Missing: {names}")

    one.locator("[name=alt]").fill("Ghe xuồng trên sông")
    one.locator("[name=credit]").fill("Minh Châu")
    one.locator("[name=caption]").fill("Chợ nổi.")
    expect(one.locator("[data-saved][data-kind=good]")).to_be_visible()
    expect(one.locator("[data-missing]")).to_be_empty()
    for_all = page.locator("[data-for-all]")
    for_all.locator("[name=credit]").fill("Báo Vàm Lớn")
    for_all.locator("[name=place]").fill("Vàm Lớn")
    for_all.locator("[data-apply]").click()

    for one_row in (one, two):
        expect(one_row.locator("[name=place]")).to_have_value("Vàm Lớn")
        expect(one_row.locator("[data-saved][data-kind=good]")).to_be_visible()
    saved = Photo.objects.values_list("credit", "place", "caption").order_by("-caption")
    assert list(saved) == [
        ("Minh Châu", "Vàm Lớn", "Chợ nổi."),
        ("Báo Vàm Lớn", "Vàm Lớn", ""),
    ]


def test_texts_that_cannot_be_saved_stay_and_hold_the_page(page, files):
    page.set_input_files(CHOOSE, files(cầu=picture()))
    is_at(page, "cầu", "done")
    saved = row(page, "cầu").locator("[data-saved]")
    credit = row(page, "cầu").locator("[name=credit]")

    page.context.set_offline(True)
    credit.fill("Minh Châu")
    credit.blur()
    says(saved, "Not saved: no network. Tried again by itself.")
    page.once("dialog", lambda dialog: dialog.dismiss())
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    page.context.set_offline(False)

    expect(row(page, "cầu").locator("[data-saved][data-kind=good]")).to_be_visible()
    assert Photo.objects.get().credit == "Minh Châu"


def test_what_is_wrong_with_a_field_is_said_there(page, files):
    page.set_input_files(CHOOSE, files(cầu=picture()))
    is_at(page, "cầu", "done")
    credit = row(page, "cầu").locator("[name=credit]")

    credit.evaluate("one => { one.maxLength = 999; }")
    credit.fill("x" * 161)
    credit.blur()

    expect(row(page, "cầu").locator(".upload__field--credit [data-error]")).not_to_be_empty()
    expect(credit).to_have_attribute("aria-invalid", "true")
    credit.fill("Minh Châu")
    credit.blur()
    expect(row(page, "cầu").locator(".upload__field--credit [data-error]")).to_be_empty()


def test_without_scripts_it_is_a_plain_form(open_browser, reporter, sign_in, files):
    from django.apps import apps

    from newsroom.roles import create_groups, group_for

    create_groups(apps)
    reporter.groups.add(group_for("reporter"))
    page = open_browser(js=False)
    sign_in(page, reporter)
    page.wait_for_url("**/admin/")
    page.goto(PAGE)

    sent = files(một=picture(), trang=b"<html>", hai=picture(size=(500, 900)))
    page.set_input_files(CHOOSE, sent)
    page.click("form .submit-row [type=submit]")

    expect(page.locator(".upload")).to_have_count(3)
    states = [one.get_attribute("data-state") for one in page.locator(".upload").all()]
    assert states == ["done", "refused", "done"]
    assert Photo.objects.count() == 2
    page.locator(".upload a").first.click()
    page.wait_for_url("**/change/")


def test_the_page_fits_a_phone(page, files, monkeypatch):
    twin = stored_photo(picture(colour=(0, 0, 0)), caption="Bản trong kho")
    page.set_input_files(CHOOSE, files(một=picture(), trang=b"<html>"))
    is_at(page, "một", "done")
    monkeypatch.setattr(lookalikes, "find", lambda look, exclude=None: [twin])
    page.set_input_files(CHOOSE, files(hai=picture(size=(500, 900))))
    is_at(page, "hai", "asking")

    page.set_viewport_size({"width": 390, "height": 844})

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    heights = page.locator(".upload button:visible").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().height)"
    )
    assert heights and min(heights) >= 44
