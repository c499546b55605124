"""The editor in a real browser: by keyboard alone, its dialogs, what it says."""

import re

import pytest
from django.utils.translation import gettext

from articles.models import Article
from tests.browser.editing import data, paste, save
from tests.factories import ArticleFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
expect = pytest.importorskip("playwright.sync_api", reason="needs the [browser] extra").expect


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
    # No hand is quicker: CKEditor looks where the caret is a little later.
    keys.type("Xem ", delay=100)
    page.wait_for_timeout(300)
    keys.press("Control+k")
    keys.insert_text("cau vam")
    page.wait_for_selector("#editor-link .finder__hit")
    keys.press("ArrowDown")
    keys.press("Enter")
    page.wait_for_selector("#editor-link", state="hidden")
    keys.type(" nhé.", delay=100)
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


def test_a_pasted_address_becomes_a_card_and_a_caption_stays(writer):
    page = writer()
    page.click(".cke_wysiwyg_div")
    paste(page, "", "https://youtu.be/dQw4w9WgXcQ?t=30")
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
        keys.insert_text(f"lua duoc mua {article.title[-1]}")
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


def test_the_browsers_own_menu_opens_outside_tables(writer):
    page = writer()
    page.click(".cke_wysiwyg_div")
    page.keyboard.type("mọt từ sai")
    page.locator(".cke_wysiwyg_div p").click(button="right")
    page.wait_for_timeout(300)

    assert page.locator(".cke_menu_panel").count() == 0


def test_the_tools_are_reached_by_key_and_tab_leads_on(writer):
    page = writer()
    page.click(".cke_wysiwyg_div")
    page.keyboard.press("Alt+F10")
    assert page.evaluate("document.activeElement.matches('.cke_button')")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.cke_wysiwyg_div')")
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('.cke')")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("!!document.activeElement.closest('.cke')")
