"""Who is counted as a reader."""

import threading

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client, override_settings

from articles import readers
from articles.models import Readership
from articles.readership import Tally
from tests.factories import ArticleFactory
from tests.together import at_once

pytestmark = pytest.mark.django_db

PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15"
    " (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"
)
BROWSER = {
    "User-Agent": PHONE,
    "Accept-Language": "vi",
    "Origin": "http://testserver",
    "Sec-Fetch-Site": "same-origin",
    "Sec-Fetch-Mode": "no-cors",
}


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    cache.clear()
    monkeypatch.setattr("articles.views.readership.tally", Tally())
    yield
    cache.clear()


@pytest.fixture
def article():
    return ArticleFactory(public=True)


def tell(article, *, address="198.51.100.7", **headers):
    """Send a beacon as a browser does; a header that is None is left out."""
    sent = {**BROWSER, **{name.replace("_", "-"): value for name, value in headers.items()}}
    sent = {name: value for name, value in sent.items() if value is not None}
    response = Client(REMOTE_ADDR=address).post(f"/luot-doc/{article.pk}/", headers=sent)
    assert (response.status_code, response.content) == (204, b"")
    assert not response.cookies
    return response


def counted(article):
    from articles.views.readership import tally

    tally.flush()
    return sum(Readership.objects.filter(article=article).values_list("reads", flat=True))


def test_a_reader_counts_once(article):
    for _ in range(3):
        tell(article)

    assert counted(article) == 1


def test_each_article_and_each_reader_counts(article):
    other = ArticleFactory(public=True)
    tell(article)
    tell(other)
    tell(article, address="198.51.100.8")
    tell(article, User_Agent=PHONE.replace("18_1", "17_0"))

    assert (counted(article), counted(other)) == (3, 1)


def test_after_half_an_hour_it_is_a_new_read(article, time_machine, settings):
    # Redis has a clock of its own, which no test moves.
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    time_machine.move_to("2026-11-26 03:00:00+00:00", tick=False)
    tell(article)
    time_machine.shift(29 * 60)
    tell(article)
    assert counted(article) == 1
    time_machine.shift(2 * 60)
    tell(article)

    assert counted(article) == 2


@pytest.mark.parametrize(
    "name",
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/130.0 Safari/537.36",
        "curl/8.9.1",
        "python-requests/2.32",
        "",
        None,
    ],
)
def test_programs_do_not_count(article, name):
    tell(article, User_Agent=name)

    assert counted(article) == 0


@pytest.mark.parametrize(
    "name",
    [
        PHONE,
        # Phones and the browsers within other applications that are common in Vietnam.
        "Mozilla/5.0 (Linux; Android 10; CUBOT X30) AppleWebKit/537.36 Chrome/120.0 Mobile Safari",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 coc_coc_browser/130.0 Chrome",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Mobile/15E148 Zalo iOS/620",
        "Mozilla/5.0 (Linux; Android 14; SM-A155F) Chrome/130 Mobile [FBAN/EMA;FBLC/vi_VN]",
        "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
    ],
)
def test_readers_browsers_count(article, name):
    tell(article, User_Agent=name)

    assert counted(article) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept_Language": None},
        {"Origin": None, "Sec_Fetch_Site": None},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://testserver.elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "https://[broken"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
        {"Sec_Fetch_Mode": "navigate"},
        {"Sec_Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"X_Moz": "prefetch"},
    ],
)
def test_what_no_page_of_ours_sent_does_not_count(article, headers):
    tell(article, **headers)

    assert counted(article) == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": None, "Sec_Fetch_Mode": None},  # an older Safari
        {"Origin": None},
        {"Origin": "http://127.0.0.1:8000"},  # the site's own public address
    ],
)
def test_older_browsers_count(article, headers):
    tell(article, **headers)

    assert counted(article) == 1


@pytest.mark.parametrize("address", ["", "không", "unix:"])
def test_who_has_no_address_does_not_count(article, address):
    tell(article, address=address)

    assert counted(article) == 0


def test_a_flood_from_one_network_does_not_count(article, monkeypatch):
    monkeypatch.setattr(readers, "MOST_A_MINUTE", 4)
    monkeypatch.setattr(readers.time, "time", lambda: 6000.0)  # one minute, however long it takes
    for number in range(9):
        tell(article, address=f"2001:db8::{number}", User_Agent=f"{PHONE} {number}")
    tell(article, address="2001:db8:1::1")

    assert counted(article) == 5


def test_nothing_of_a_reader_is_kept_but_a_hash(monkeypatch):
    kept = []
    monkeypatch.setattr(cache, "add", lambda key, value, timeout: kept.append((key, value)) or True)
    monkeypatch.setattr(cache, "incr", lambda key: 1)
    article = ArticleFactory(public=True, pk=10**11 + 7)  # in no hash by chance

    tell(article)

    text = str(kept)
    assert len(kept) == 2
    for part in ("198.51.100.7", "Mozilla", str(article.pk)):
        assert part not in text


def test_hashes_of_two_days_cannot_be_joined(time_machine):
    time_machine.move_to("2026-11-26 16:59:00+00:00")
    before = readers._hash("reader", "198.51.100.7")
    time_machine.move_to("2026-11-26 17:00:00+00:00")  # midnight in Vietnam

    assert readers._hash("reader", "198.51.100.7") != before


def test_without_the_cache_nobody_counts(article, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "newsroom.cache.GuardedRedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    for number in range(5):
        tell(article, address=f"198.51.100.{number}")

    assert counted(article) == 0


def test_the_limits_of_an_entry_in_the_middle_are_no_error(article, monkeypatch):
    def gone(key):
        raise ValueError(key)

    monkeypatch.setattr(cache, "incr", gone)
    tell(article)

    assert counted(article) == 1


@pytest.mark.django_db(transaction=True)
def test_on_several_hosts_at_once_a_reader_counts_once(settings):
    """Hosts that share Redis, each with a connection and a memory of its own."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL)")
    url = settings.CACHES["default"].get("LOCATION", "redis://127.0.0.1:6379/13")
    redis = {"BACKEND": "newsroom.cache.GuardedRedisCache", "LOCATION": url}
    redis["OPTIONS"] = {"socket_connect_timeout": 30, "socket_timeout": 30}
    with override_settings(CACHES={"default": redis}):
        caches["default"].clear()
        if not caches["default"].add("is-there", 1):
            pytest.skip("needs Redis at 127.0.0.1:6379")
        new = threading.Semaphore(0)
        from django.test import RequestFactory

        def host():
            request = RequestFactory(REMOTE_ADDR="198.51.100.7").post("/", headers=BROWSER)
            if readers.is_new(request, 7):
                new.release()

        at_once(*[host] * 8)
        caches["default"].clear()

    assert new.acquire(blocking=False)
    assert not new.acquire(blocking=False)
