"""Reading without a network, in a real browser."""

import time

import pytest

from articles.models import Article, Publication
from tests.factories import ArticleFactory, PublicationFactory, stored_photo

expect = pytest.importorskip("playwright.sync_api", reason="needs the [browser] extra").expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GONE = """async () => (await navigator.serviceWorker.getRegistrations()).length === 0
  && (await caches.keys()).length === 0"""
# The paths of all that the browser's caches hold, in their order.
KEPT = """async () => (await Promise.all((await caches.keys()).map(async (name) =>
  (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname)))).flat()"""


@pytest.fixture
def reader(browser, live_server, media):
    """A reader's window; without a network it complains of that, which is no fault."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 390, "height": 844})
    context.set_default_timeout(15_000)
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.set_offline(False)
    context.close()
    assert errors == []


def until(found):
    """Wait until ``found()`` is true; pages' policy lets no script be waited for inside them."""
    end = time.monotonic() + 15
    while not found():
        assert time.monotonic() < end
        time.sleep(0.1)


def kept(page, start=""):
    return [path for path in page.evaluate(KEPT) if path.startswith(start)]


def until_kept(page, path):
    until(lambda: path in kept(page))


def until_ready(page):
    until(lambda: page.evaluate("navigator.serviceWorker.controller !== null"))


def article(**fields):
    return ArticleFactory(public=True, section__publication=PublicationFactory(), **fields)


def test_an_article_that_was_read_can_be_read_again_without_a_network(reader):
    photo = stored_photo()
    first, unread = article(title="Bài đã đọc", photos=[photo]), article(title="Bài chưa đọc")
    reader.goto(first.get_absolute_url())
    until_ready(reader)
    until_kept(reader, first.get_absolute_url())
    until(lambda: kept(reader, "/anh/"))

    reader.context.set_offline(True)
    reader.reload()

    expect(reader.locator("h1")).to_have_text("Bài đã đọc")
    assert reader.evaluate("getComputedStyle(document.querySelector('h1')).lineHeight") != "normal"
    assert reader.evaluate("document.querySelector('figure img').naturalWidth") > 0

    reader.goto(unread.get_absolute_url())
    expect(reader.locator("[data-kept-list] a")).to_have_text(["Bài đã đọc"])
    assert reader.locator("[data-kept-list] a").get_attribute("href") == first.get_absolute_url()

    reader.goto("/en/")
    expect(reader.locator("html")).to_have_attribute("lang", "en")
    reader.click("[data-kept-list] a")
    expect(reader.locator("h1")).to_have_text("Bài đã đọc")


def test_twenty_articles_are_kept_and_nothing_but_articles(reader):
    articles = [article() for _ in range(22)]
    reader.goto("/")
    until_ready(reader)
    for one in articles:
        reader.goto(one.get_absolute_url())
        until_kept(reader, one.get_absolute_url())
    for path in ("/tim-kiem/?q=lúa", "/binh-luan/1/", "/api/v1/articles", "/khong-co/"):
        reader.goto(path)
    reader.goto("/ngoai-tuyen/")

    expect(reader.locator("[data-kept-list] a")).to_have_count(20)
    addresses = [one.get_absolute_url() for one in articles]
    pages = [path for path in kept(reader) if path.endswith(".html")]
    assert pages == addresses[2:]
    other = {path for path in kept(reader) if not path.startswith("/static/")} - {*pages}
    assert other == {"/ngoai-tuyen/", "/en/ngoai-tuyen/"}


def test_a_withdrawn_article_is_not_read_again_and_not_kept(reader):
    photo = stored_photo()
    one = article(title="Điều đã sai", photos=[photo])
    reader.goto(one.get_absolute_url())
    until_ready(reader)
    until_kept(reader, one.get_absolute_url())
    until(lambda: kept(reader, "/anh/"))
    Article.objects.filter(pk=one.pk).update(state="withdrawn")

    reader.reload()
    expect(reader.locator("main")).not_to_contain_text("Điều đã sai")
    until(lambda: one.get_absolute_url() not in kept(reader))
    until(lambda: not kept(reader, "/anh/"))

    reader.context.set_offline(True)
    reader.goto(one.get_absolute_url())
    expect(reader.locator("[data-kept-none]")).to_be_visible()


def test_what_was_withdrawn_meanwhile_goes_when_the_list_is_opened(reader):
    gone, stays = article(title="Điều đã sai"), article(title="Bài còn đó")
    for one in (gone, stays):
        reader.goto(one.get_absolute_url())
        until_ready(reader)
        until_kept(reader, one.get_absolute_url())
    Article.objects.filter(pk=gone.pk).update(state="withdrawn")

    reader.goto("/ngoai-tuyen/")
    until(lambda: gone.get_absolute_url() not in kept(reader))
    reader.reload()

    expect(reader.locator("[data-kept-list] a")).to_have_text(["Bài còn đó"])


def test_switched_off_everything_that_was_kept_goes(reader):
    one = article()
    reader.goto(one.get_absolute_url())
    until_ready(reader)
    until_kept(reader, one.get_absolute_url())
    Publication.objects.update(offline_reading=False)

    reader.reload()
    until(lambda: reader.evaluate(GONE))
