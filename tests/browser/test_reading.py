"""The size of the text, the line that says how far one is, listening."""

import json

import pytest

from tests.factories import ArticleFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Stands in for the browser's voices: notes what it is told, says a sentence when ``finish`` is
# called. ``voices`` come late, as they do in Chromium.
VOICES = """(voices) => {
  window.said = [];
  const stub = new EventTarget();
  let current = null;
  let known = [];
  Object.assign(stub, {
    getVoices: () => known,
    speak: (words) => {
      current = words;
      window.said.push([words.text, words.voice.name, words.rate]);
    },
    cancel: () => {
      const was = current;
      current = null;
      if (!was) return;
      window.said.push(["(cut off)"]);
      was.onerror?.({ error: "interrupted" });
    },
  });
  window.finish = () => { const was = current; current = null; was.onend(); };
  window.bringVoices = () => { known = voices; stub.dispatchEvent(new Event("voiceschanged")); };
  Object.defineProperty(window, "speechSynthesis", { value: stub });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
}"""
LINH = {"name": "Linh", "lang": "vi-VN", "localService": True}
AFAR = {"name": "Từ xa", "lang": "vi-VN", "localService": False}
ANNE = {"name": "Anne", "lang": "en_US", "localService": True}
BODY = (
    "<p>Câu một. Câu hai có <strong>chữ đậm</strong>!</p>"
    "<figure class='photo' data-photo='9'><figcaption>Chú thích</figcaption></figure>"
    "<aside class='box box--facts'><h3>Hộp</h3><p>Trong hộp.</p></aside>"
    "<table><tbody><tr><td>Ô bảng</td></tr></tbody></table>"
    "<h2>Tít phụ</h2><ul><li>Mục một</li></ul>"
)


def listen(open_browser, article, *voices):
    page = open_browser()
    page.add_init_script(f"({VOICES})({json.dumps(voices)})")
    page.goto(article.get_absolute_url())
    page.evaluate("bringVoices()")
    return page


@pytest.fixture
def article(transactional_db):
    return ArticleFactory(public=True, title="Lũ về", lead="Nước lên nhanh.", body=BODY)


def said(page):
    return [one[0] for one in page.evaluate("window.said")]


def test_the_article_is_read_sentence_by_sentence_without_what_is_no_text(open_browser, article):
    page = listen(open_browser, article, AFAR, ANNE, LINH)
    page.locator("[data-listen-play]").click()
    for _ in range(5):
        page.evaluate("finish()")
    assert page.locator("[data-listen-stop]").is_visible()
    page.evaluate("finish()")
    assert not page.locator("[data-listen-stop]").is_visible()

    assert said(page) == [
        *("Lũ về", "Nước lên nhanh.", "Câu một.", "Câu hai có chữ đậm!"),
        *("Tít phụ", "Mục một"),
    ]


def test_only_a_voice_of_the_articles_language_in_this_device_reads(open_browser, article):
    page = listen(open_browser, article, AFAR, ANNE)
    assert not page.locator("[data-listen]").is_visible()

    english = ArticleFactory(public=True, language="en", title="Floods")
    page = listen(open_browser, english, LINH, ANNE)
    page.locator("[data-listen-play]").press("Enter")

    assert page.evaluate("window.said") == [["Floods", "Anne", 1]]


def test_a_pause_holds_and_goes_on_with_the_sentence(open_browser, article):
    page = listen(open_browser, article, LINH)
    play = page.locator("[data-listen-play]")
    play.press("Enter")
    page.evaluate("finish()")
    pausing = play.inner_text()
    play.press("Enter")
    assert said(page) == ["Lũ về", "Nước lên nhanh.", "(cut off)"]
    assert play.inner_text() != pausing

    play.press("Enter")
    assert said(page)[-1] == "Nước lên nhanh."

    page.locator("[data-listen-speed] select").select_option("1.5")
    assert page.evaluate("window.said").pop() == ["Nước lên nhanh.", "Linh", 1.5]


def test_stopping_leaves_the_focus_and_no_mark_and_begins_anew(open_browser, article):
    page = listen(open_browser, article, LINH)
    page.locator("[data-listen-play]").click()
    page.evaluate("finish()")
    assert page.evaluate("CSS.highlights.has('listen')")

    page.locator("[data-listen-stop]").press("Enter")

    assert not page.evaluate("CSS.highlights.has('listen')")
    assert not page.locator("[data-listen-stop]").is_visible()
    assert page.evaluate("document.activeElement.hasAttribute('data-listen-play')")
    page.keyboard.press("Enter")
    assert said(page)[-1] == "Lũ về"


def test_the_sentence_that_is_read_is_marked(open_browser, article):
    page = listen(open_browser, article, LINH)
    page.locator("[data-listen-play]").click()
    for _ in range(3):
        page.evaluate("finish()")

    marked = page.evaluate("[...CSS.highlights.get('listen')].map(String)")

    assert [one.strip() for one in marked] == ["Câu hai có chữ đậm!"]


def test_leaving_the_page_silences_it(open_browser, article):
    page = listen(open_browser, article, LINH)
    page.locator("[data-listen-play]").click()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")

    assert said(page)[-1] == "(cut off)"


def test_the_size_of_the_text_is_kept(open_browser, article):
    page = open_browser()
    page.goto(article.get_absolute_url())
    size = "parseFloat(getComputedStyle(document.querySelector('.article__body > p')).fontSize)"
    headline = "getComputedStyle(document.querySelector('h1')).fontSize"
    before, title = page.evaluate(size), page.evaluate(headline)
    larger = page.locator("[data-step='1']")

    for _ in range(4):  # there are two steps up: more of them do nothing
        larger.press("Enter")
    page.reload()

    assert page.evaluate(size) > before * 1.3
    assert page.evaluate(headline) == title
    assert larger.get_attribute("aria-disabled") == "true"

    for _ in range(2):
        page.locator("[data-step='-1']").click()
    assert page.evaluate(size) == before
    assert page.evaluate("localStorage.length") == 0


def test_a_change_of_size_is_told_and_its_buttons_are_large(open_browser, article):
    page = open_browser(width=360)
    page.goto(article.get_absolute_url())

    page.locator("[data-step='1']").click()

    assert "4" in page.locator("[data-text-sizes] [role=status]").inner_text()
    box = page.locator("[data-step='1']").bounding_box()
    assert min(box["width"], box["height"]) >= 44


@pytest.mark.parametrize("kept", ["7", "x", "-3", "1e9", ""])
def test_what_is_kept_wrongly_does_nothing(open_browser, article, kept):
    page = open_browser()
    page.goto(article.get_absolute_url())
    page.evaluate("kept => localStorage.setItem('newsroom-text-size', kept)", kept)
    page.reload()

    assert page.evaluate("document.documentElement.dataset.textSize") is None


def test_without_a_script_nothing_is_offered_that_needs_one(open_browser, article):
    page = open_browser(js=False)
    page.goto(article.get_absolute_url())

    assert not page.locator(".tools button:visible").count()


def test_the_line_grows_with_what_is_read(open_browser):
    page = open_browser()
    page.goto(ArticleFactory(public=True, body="<p>Đoạn.</p>" * 200).get_absolute_url())
    style = "getComputedStyle(document.querySelector('.article'), '::before')"
    line = f"new DOMMatrix({style}.transform).a"
    top = page.evaluate(line)
    page.evaluate(
        "document.querySelector('.article__foot')"
        ".scrollIntoView({behavior: 'instant', block: 'end'})"
    )

    assert top == 0
    page.wait_for_function(f"() => Math.abs({line} - 1) < 0.000001")


def test_a_text_that_is_seen_at_once_has_no_line(open_browser):
    page = open_browser()
    page.goto(ArticleFactory(public=True, body="<p>Đoạn.</p>").get_absolute_url())

    style = "getComputedStyle(document.querySelector('.article'), '::before')"
    assert page.evaluate(f"{style}.display") == "none"
