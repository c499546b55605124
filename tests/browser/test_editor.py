"""The editor in a real browser: by keyboard alone, pastes, embeds, hostile bodies."""

import re

import pytest
from django.utils.translation import gettext

from articles.models import Article
from tests.articles.hostile_pastes import HOSTILE
from tests.articles.test_pastes import read as read_paste
from tests.articles.test_richtext_hostile import cleaned
from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EMBED = (
    '<figure class="embed"><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">YouTube</a>'
    "<figcaption>Lũ về</figcaption></figure>"
)
PASTE = """([html, text]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", text);
  document.querySelector(".cke_wysiwyg_div").dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""

expect = pytest.importorskip("playwright.sync_api", reason="needs the [browser] extra").expect


@pytest.fixture
def roles(transactional_db):
    from django.apps import apps

    from newsroom.roles import create_groups

    create_groups(apps)


@pytest.fixture
def writer(roles, open_browser, sign_in):
    """Give ``writer(width=1280)``: a reporter before an empty article."""
    SectionFactory()
    user = UserFactory(roles=["reporter"])

    def _open(width=1280, path="/admin/articles/article/add/"):
        page = open_browser(width=width)
        sign_in(page, user)
        page.goto(path)
        page.wait_for_selector(".cke_wysiwyg_div")
        return page

    _open.user = user
    return _open


def save(page):
    """Save by key; return the body that was stored."""
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    return Article.objects.order_by("-pk").first().body


def data(page):
    return page.evaluate("CKEDITOR.instances.id_body.getData()")


def test_an_article_is_written_by_keyboard_alone(writer):
    old = ArticleFactory(public=True, title="Cầu Vàm Lớn thông xe")
    page = writer()
    keys = page.keyboard
    page.locator("[name=kicker]").focus()
    keys.press("Tab")
    keys.type("Mùa nước nổi")
    keys.press("Tab")
    keys.press("Tab")
    keys.type("Nước về sớm.")
    keys.press("Tab")
    keys.type("Đoạn đầu.")
    keys.press("Enter")
    keys.press("Control+Alt+2")
    keys.type("Tít xen")
    keys.press("Enter")
    keys.press("Control+Shift+8")
    keys.type("một")
    keys.press("Enter")
    keys.type("hai")
    keys.press("Control+Enter")
    keys.type("Xem ")
    keys.press("Control+k")
    keys.type("cau vam")
    page.wait_for_selector("#editor-link .finder__hit")
    keys.press("ArrowDown")
    keys.press("Enter")
    keys.type(" nhé.")
    keys.press("Control+Alt+g")
    keys.type("Sâu 2 m")
    keys.press("Control+Enter")
    keys.type("Hết.")

    body = save(page)

    path, facts = old.get_absolute_url(), gettext("Facts")
    assert re.sub(r"\s*\n\s*", "", body) == (
        "<p>Đoạn đầu.</p><h2>Tít xen</h2><ul><li>một</li><li>hai</li></ul>"
        f'<p>Xem <a href="{path}" rel="noopener">Cầu Vàm Lớn thông xe</a> nhé.</p>'
        f'<aside class="box box--facts"><h3>{facts}</h3><p>Sâu 2 m</p></aside><p>Hết.</p>'
    )
    article = Article.objects.exclude(pk=old.pk).get()
    assert (article.title, article.lead) == ("Mùa nước nổi", "Nước về sớm.")


@pytest.mark.parametrize("name", ["word", "google_docs"])
def test_a_paste_is_clean_before_it_is_saved(writer, name):
    page = writer()
    page.click(".cke_wysiwyg_div")
    page.evaluate(PASTE, [read_paste(name), "x"])
    page.wait_for_selector(".cke_wysiwyg_div h2")

    shown = data(page)

    assert not re.search(r"style=|class=|<span|<o:p|docs-internal|mso", shown)
    assert "<table" in shown and "<strong>" in shown
    assert page.locator(".cke_notification").first.is_visible()
    assert "<img" not in save(page)


def test_two_hundred_kilobytes_pasted_arrive(writer):
    page = writer()
    page.click(".cke_wysiwyg_div")
    one = '<p class="MsoNormal"><span style="color:red">Nước lên, bà con thu hoạch.</span></p>'
    count = 200_000 // len(one.encode())
    page.evaluate(PASTE, [one * count, "x"])
    expect(page.locator(".cke_wysiwyg_div p")).to_have_count(count, timeout=20_000)

    assert "span" not in data(page)


def test_a_pasted_address_becomes_a_card_and_a_caption_stays(writer):
    page = writer()
    page.click(".cke_wysiwyg_div")
    page.evaluate(PASTE, ["", "https://youtu.be/dQw4w9WgXcQ?t=30"])
    page.wait_for_selector(".cke_wysiwyg_div .embed")
    page.click(".cke_wysiwyg_div figcaption")
    page.keyboard.type("Lũ về")
    page.keyboard.press("Control+Enter")
    page.keyboard.type("Sau đó.")

    body = save(page)

    assert re.sub(r"\s*\n\s*", "", body) == (
        '<figure class="embed"><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=30s"'
        ' rel="noopener">YouTube</a><figcaption>Lũ về</figcaption></figure><p>Sau đó.</p>'
    )
    page.wait_for_selector(".cke_wysiwyg_div .embed")
    assert "Lũ về" in data(page)


def test_related_articles_are_chosen_by_keyboard(writer):
    found = [ArticleFactory(public=True, title=f"Lúa được mùa {n}") for n in (1, 2)]
    page = writer()
    keys = page.keyboard
    page.click(".cke_wysiwyg_div")
    keys.press("Control+Alt+r")
    for article in found:
        keys.type(f"lua duoc mua {article.title[-1]}")
        page.locator("#editor-related .finder__hit", has_text=article.title).wait_for()
        keys.press("Enter")
        page.locator("#editor-related [data-chosen] li", has_text=article.title).wait_for()
    page.locator("#editor-related button[value=ok]").focus()
    keys.press("Enter")
    page.wait_for_selector(".cke_wysiwyg_div .box--related")

    body = save(page)

    assert '<aside class="box box--related"><h3>' in body
    assert all(
        f'<a href="{a.get_absolute_url()}" rel="noopener">{a.title}</a>' in body for a in found
    )


def test_the_editor_counts_speaks_vietnamese_and_fits(writer):
    page = writer(width=390)
    page.click(".cke_wysiwyg_div")
    page.keyboard.type("một hai ba bốn")
    expect(page.locator(".editor-count")).to_contain_text(" 4 ")
    area = page.locator(".cke_wysiwyg_div")

    assert area.get_attribute("lang") == "vi"
    assert area.get_attribute("spellcheck") == "true"
    assert area.get_attribute("aria-label")
    assert page.evaluate("CKEDITOR.instances.id_body.langCode") == "vi"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Control+/")
    assert page.locator("#editor-keys kbd").first.is_visible()


def test_no_other_house_is_contacted_before_the_click(open_browser):
    article = ArticleFactory(public=True, body=f"<p>a</p>{EMBED}")
    page = open_browser()
    others = []

    def stop(route):
        others.append(route.request.url)
        route.fulfill(body="<p>player</p>", content_type="text/html")

    page.route(re.compile(r"^https?://(?!localhost|127\.0\.0\.1)"), stop)
    page.goto(article.get_absolute_url())
    page.wait_for_load_state("networkidle")
    button = page.locator(".embed__play")
    assert button.is_visible()
    assert page.locator("iframe").count() == 0
    assert others == []

    button.focus()
    page.keyboard.press("Enter")
    frame = page.locator("iframe.embed__frame")
    frame.wait_for()
    page.wait_for_load_state("networkidle")

    assert [url.split("?")[0] for url in others] == [
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
    ]
    assert frame.get_attribute("title") == "Lũ về"
    assert "allow-top-navigation" not in frame.get_attribute("sandbox")


def test_without_javascript_an_embed_is_a_link(open_browser):
    article = ArticleFactory(public=True, body=EMBED)
    page = open_browser(js=False)
    page.goto(article.get_absolute_url())

    assert page.locator(".embed a").get_attribute("href").startswith("https://www.youtube.com/")
    assert not page.locator(".embed__play").is_visible()
    assert not page.locator(".embed__note").is_visible()


def test_hostile_bodies_run_nowhere(writer, open_browser):
    """In the text as it is stored, in the editor itself, on the page, in the preview."""
    from articles import revisions
    from articles.content import Content

    bodies = [body for body in map(cleaned, HOSTILE) if body]
    article = Article(created_by=writer.user)
    section = SectionFactory()
    content = Content(title="x", lead="x", body="".join(bodies), section=section.pk)
    revisions.save(article, content, by=writer.user)
    page = writer(path=f"/admin/articles/article/{article.pk}/change/")
    page.wait_for_timeout(500)
    assert page.evaluate("window.__pwned") is None

    page.click(".cke_wysiwyg_div")
    for hostile in HOSTILE:
        page.evaluate(PASTE, [hostile.encode("utf-8", "ignore").decode(), "x"])
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1000)
    assert page.evaluate("window.__pwned") is None

    page.goto(f"/admin/articles/article/{article.pk}/preview/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.__pwned") is None

    public = ArticleFactory(public=True, body="".join(bodies))
    page.goto(public.get_absolute_url())
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.__pwned") is None


def test_a_paste_without_network_is_cleaned_by_the_editor(writer):
    page = writer()
    page.route("**/clean/", lambda route: route.fulfill(status=200, body="<p>login</p>"))
    page.click(".cke_wysiwyg_div")
    dressed = "<p class=x style='color:red' onclick=a>một <b>hai</b><img src=x></p>"
    page.evaluate(PASTE, [dressed, "x"])
    expect(page.locator(".cke_wysiwyg_div p")).to_have_text("một hai")

    assert data(page).strip() == "<p>một <strong>hai</strong></p>"
    for hostile in HOSTILE:
        page.evaluate(PASTE, [hostile.encode("utf-8", "ignore").decode(), "x"])
    page.wait_for_timeout(1500)
    assert page.evaluate("window.__pwned") is None


def test_a_pasted_picture_is_refused_with_a_word(writer):
    page = writer()
    page.click(".cke_wysiwyg_div")
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["x"], "a.png", { type: "image/png" }));
          document.querySelector(".cke_wysiwyg_div").dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }"""
    )

    expect(page.locator(".cke_notification")).to_be_visible()
    assert "<img" not in data(page)


def test_the_browsers_own_menu_opens_outside_tables(writer):
    page = writer()
    page.click(".cke_wysiwyg_div")
    page.keyboard.type("mọt từ sai")
    page.locator(".cke_wysiwyg_div p").click(button="right")
    page.wait_for_timeout(300)

    assert page.locator(".cke_menu_panel").count() == 0
