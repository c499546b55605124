"""A real Chromium in front of a real server."""

import os
import shutil
import threading
import time

import pytest
from django.core.signals import request_finished, request_started

# The shell draws the same pages without a desktop around them, in less time.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")

# Milliseconds for which what is to happen is waited for, on a machine that has more to do.
PATIENCE = 30_000


@pytest.fixture(scope="session")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the [browser] extra")
    if CHROMIUM is None:
        pytest.skip("needs Debian's chromium")
    # Playwright's loop runs in this thread, where tests also ask the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    playwright.expect.set_options(timeout=PATIENCE)
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True)
def _readers_may_sign_in(settings):
    """Every page is looked at with all that it may offer."""
    settings.SIGN_IN_BY_MAIL = True


class Answering:
    """How many requests the server has begun to answer and has not finished."""

    def __init__(self):
        self.number = 0
        self._lock = threading.Lock()

    def begin(self, **kwargs):
        self._count(1)

    def end(self, **kwargs):
        self._count(-1)

    def _count(self, by):
        # What a test asks for itself is answered in its own thread.
        if threading.current_thread() is not threading.main_thread():
            with self._lock:
                self.number += by


answering = Answering()
request_started.connect(answering.begin)
request_finished.connect(answering.end)


def close(contexts):
    """Close windows, and wait until the server has answered the last that they said.

    Chromium may hold a line open on which it says nothing more: for that it is not waited long.
    """
    for context in contexts:
        context.close()
    began = time.monotonic()
    while (passed := time.monotonic() - began) < 10:
        has_lines = any("process_request" in thread.name for thread in threading.enumerate())
        if answering.number <= 0 and (not has_lines or passed > 0.5):
            return
        time.sleep(0.02)


@pytest.fixture
def open_browser(browser, live_server, settings):
    """Give ``open_browser(width=390, js=True)``: a window of somebody's own, with its cookies.

    ``user_agent`` is what it calls itself; without one it says that it has no screen.

    What the browser complained of (console errors, refused requests) fails the test at its end.
    ``settings`` is asked for so that what a test has set, such as where photos' files are, holds
    until the last window is closed.
    """
    contexts, complaints = [], []

    def _open(width=390, js=True, user_agent=None):
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 844},
            java_script_enabled=js,
            locale="vi-VN",
            user_agent=user_agent,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: m.type == "error" and complaints.append(m.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield _open
    close(contexts)
    assert complaints == []


@pytest.fixture
def sign_in():
    """Give ``sign_in(page, user)``: through the newsroom's own sign-in page."""

    def _sign_in(page, user, password="secret"):
        page.goto("/admin/login/")
        page.fill("input[name=username]", user.username)
        page.fill("input[name=password]", password)
        page.click("[type=submit]")

    return _sign_in


@pytest.fixture
def writer(transactional_db, open_browser, sign_in):
    """Give ``writer(width=1280)``: a reporter's window with an empty article in the editor.

    The roles' groups are made again: tests with transactions empty the tables.
    """
    from django.apps import apps

    from newsroom.roles import create_groups
    from tests.factories import SectionFactory, UserFactory

    create_groups(apps)
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


@pytest.fixture
def staff_window(browser, live_server, transactional_db, sign_in):
    """Give ``staff_window(user)``: a window of somebody signed in, with cookies of its own.

    Unlike ``open_browser`` it lets answers pass that are no good news (401, 409, no network).
    """
    from django.apps import apps

    from newsroom.roles import create_groups

    create_groups(apps)
    contexts, complaints = [], []

    def hear(message):
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    def _open(user, width=1280):
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": 844}, locale="vi-VN"
        )
        context.set_default_timeout(PATIENCE)
        context.on("console", hear)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        contexts.append(context)
        page = context.new_page()
        sign_in(page, user)
        page.wait_for_url("**/admin/")
        return page

    yield _open
    close(contexts)
    assert complaints == []


@pytest.fixture
def reader_window(browser, live_server, transactional_db):
    """Give ``reader_window(width=390, **options)``: a page of a new window, in any scheme.

    Unlike ``open_browser`` it lets pages pass that are no good news (404, 410).
    """
    contexts = []

    def _open(width=390, **options):
        options = {"viewport": {"width": width, "height": 844}, "locale": "vi-VN"} | options
        context = browser.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield _open
    close(contexts)


@pytest.fixture
def at_desk(open_browser, staff_window, sign_in):
    """Give ``at_desk()``: a moderator's window with the moderators' desk open.

    ``refused=True`` lets answers pass that refuse something. The roles' groups and the prepared
    texts are made again: tests with transactions empty the tables.
    """
    from django.apps import apps

    from comments.models import PreparedText
    from newsroom.roles import create_groups
    from tests.factories import UserFactory

    create_groups(apps)
    PreparedText.objects.all().delete()  # what a migration has made is there for one test alone
    for kind, text in [
        ("reason", "Lạc đề"),
        ("reason", "Xúc phạm người khác"),
        ("reply", "Tòa soạn cảm ơn góp ý của bạn đọc."),
    ]:
        PreparedText.objects.create(kind=kind, text=text)

    def _open(*, refused=False, **options):
        user = UserFactory(roles=["moderator"])
        if refused:
            page = staff_window(user)
        else:
            page = open_browser(**{"width": 1280, **options})
            sign_in(page, user)
        page.goto("/admin/comments/comment/desk/")
        return page

    return _open
