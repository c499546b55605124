"""How much an article's page weighs, and whom it asks."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.browser.paper import make_paper, visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIMIT = 60_000
PHOTOS = re.compile(r"/anh/")


def test_an_article_is_light_and_asks_for_little(reader_window):
    paper = make_paper(comments=50)
    page = reader_window()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    asked, bytes_of = {}, {}
    session.on("Network.requestWillBeSent", lambda e: asked.update({e["requestId"]: e["request"]}))
    session.on(
        "Network.loadingFinished",
        lambda e: bytes_of.update({e["requestId"]: e["encodedDataLength"]}),
    )

    page.goto(paper["article"], wait_until="networkidle")

    weights = {}
    for number, request in asked.items():
        path = re.sub(r"^https?://[^/]+", "", request["url"])
        # A page that has been before somebody's eyes for long enough says so once.
        if PHOTOS.search(path) or path.startswith("/luot-doc/"):
            continue
        weights[path] = bytes_of.get(number, 0)
        if path.startswith("/static/"):
            # The tests' server sends these as they lie; a real one sends them compressed.
            file = Path(finders.find(path.removeprefix("/static/")))
            weights[path] = len(gzip.compress(file.read_bytes(), 6)) + 400
    assert page.locator(".comment").count() >= 20
    assert sum(weights.values()) < LIMIT, weights
    assert len(weights) <= 5, weights
    assert any(path.endswith("paper.css") for path in weights)


def test_no_page_asks_another_host_for_anything(reader_window, live_server):
    page = reader_window()
    others = []
    page.on(
        "request",
        lambda request: (
            others.append(request.url)
            if not request.url.startswith((live_server.url, "data:"))
            else None
        ),
    )

    for name, path in make_paper().items():
        visit(page, name, path)
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")

    assert others == []
