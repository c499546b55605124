"""Every address is asked with rubbish: odd ids, NUL, what no calendar has. None breaks."""

from uuid import UUID

import pytest

from tests.factories import UserFactory
from tests.newsroom.test_addresses import WHO, address, rows  # noqa: F401  (a fixture)

pytestmark = pytest.mark.django_db

HUGE = "9" * 30
# The last is a cursor of ours, far out of any time.
RUBBISH = ["", "a\x00b", "-1", HUGE, "٣", "9999-99", "'\"><%", "ffffffffffffff-fffffffffffffff"]
# Where every address is asked, by which much time passes.
FEW = ["", "a\x00b", HUGE]
ASKED = (
    *("q", "p", "o", "a", "b", "revision", "width", "before", "after", "pane", "section", "thang"),
    *("xem", "sau", "truoc", "url", "caption", "state__exact", "changed_at__gte", "_popup", "e"),
    *("app_label", "model_name", "field_name", "term", "check", "published_at__lt", "kind__exact"),
)
SENT = (
    *("base", "session", "sequence", "writer", "title", "lead", "body", "section", "keywords"),
    *("newest", "take", "part-title", "seen", "_do", "reason", "notice", "publish_at_0"),
    *("publish_at_1", "embargo_until_0", "embargo_until_1", "withdraw_at_0", "withdraw_at_1"),
    *("early_because", "text", "kind", "name", "note", "label", "lifetime", "html", "url"),
    *("reporter", "brief", "due_at_0", "due_at_1", "username", "password", "reading", "create"),
    *("captions-TOTAL_FORMS", "captions-INITIAL_FORMS", "captions-0-photo", "captions-0-placement"),
    *("upload", "choice", "credit", "photographer", "place", "files"),
    *("bylines-TOTAL_FORMS", "bylines-INITIAL_FORMS", "bylines-0-author", "pattern", "action"),
)
# What each page reads of its address, and what else must be there for it to be read.
LOOKED_AT = {
    "articles_article_changelist": "q p o e state__exact section changed_at__gte",
    "articles_article_titles": "q",
    "articles_article_address": "url caption",
    "articles_article_revisions": "before a b",
    "articles_article_compare": "a b",
    "articles_article_preview": "revision width",
    "articles_article_preview_page": "revision",
    "articles_article_schedule": "thang xem sau",
    "articles_article_own": "pane after section",
    "articles_article_desk": "pane after section",
    "articles_article_today": "pane section",
    "articles_photo_changelist": (
        "q p e o since until dated photographer shape used section lacking mine"
    ),
    "articles_photo_find": "q after shape mine",
    "articles_photo_names": "q",
    "articles_correction_changelist": "q p kind__exact section published_at__lt",
    "articles_withdrawal_changelist": "q p section",
}
FIXED = {"sau": {"xem": "danh-sach"}, "after": {"pane": "draft"}}
GOOD = {
    "captions-TOTAL_FORMS": "0",
    "captions-INITIAL_FORMS": "0",
    "bylines-TOTAL_FORMS": "0",
    "bylines-INITIAL_FORMS": "0",
}


@pytest.fixture
def chief(client):
    client.raise_request_exception = False
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def asked_with(text):
    return dict.fromkeys(ASKED, text)


def broken(name, what, response):
    if response.streaming:
        list(response.streaming_content)  # read to its end, a file is closed
    return [f"{name} {what!r}: {response.status_code}"] if response.status_code >= 500 else []


def others(name):
    """Whatever is the newsroom's own."""
    return name.startswith(("articles_", "comments_", "newsroom_", "autocomplete"))


@pytest.mark.parametrize("text", FEW, ids=["nothing", "nul", "huge"])
def test_rubbish_in_the_question_breaks_nothing(client, chief, rows, text):  # noqa: F811
    found = []
    for name in filter(others, WHO):
        found += broken(name, text, client.get(address(name, rows), asked_with(text)))

    assert found == []


def test_rubbish_in_one_word_breaks_no_page(client, chief, rows):  # noqa: F811
    """Alone: beside others that are refused first it would not be looked at."""
    found = []
    for name, keys in LOOKED_AT.items():
        for key in keys.split():
            for text in RUBBISH:
                page = client.get(address(name, rows), {key: text, **FIXED.get(key, {})})
                found += broken(name, (key, text), page)

    assert found == []


@pytest.mark.parametrize("text", FEW, ids=["nothing", "nul", "huge"])
def test_rubbish_that_is_sent_breaks_nothing(client, chief, rows, text):  # noqa: F811
    found = []
    for name in filter(others, WHO):
        url = address(name, rows)
        data = dict.fromkeys(SENT, text)
        found += broken(name, text, client.post(url, data))
        found += broken(name, text, client.post(url, {**data, **GOOD, "writer": chief.pk}))
    assert found == []


def test_a_filter_is_asked_for_no_nul(client, chief):
    """What only PostgreSQL fails at."""
    page = client.get("/admin/articles/correction/", {"kind__exact": "a\x00b", "x": "%00"})

    assert page.status_code == 302  # "x" is no filter
    assert "\x00" not in page.wsgi_request.GET["kind__exact"]
    assert client.get("/admin/articles/correction/?kind__exact=a%00b").status_code == 200


def test_odd_numbers_in_addresses_break_nothing(client, chief, rows):  # noqa: F811
    found = []
    for name in filter(others, WHO):
        for number in (0, 10**18, 2**63, int(HUGE)):
            # An upload's number has 128 bits.
            odd = {**dict.fromkeys(rows, number), "upload_id": UUID(int=number % 2**128)}
            url = address(name, odd)
            found += broken(url, "GET", client.get(url))
            found += broken(url, "POST", client.post(url))

    assert found == []


@pytest.mark.parametrize("path", ["/luot-doc/{}/", "/a/b-a{}.html", "/tim-kiem/?q={}", "/{}/"])
@pytest.mark.parametrize("text", ["0", "9" * 18, HUGE, "%00", "a%00b", "%ED%A0%80", "%FF"])
def test_what_readers_address_breaks_nothing(client, path, text):
    client.raise_request_exception = False
    url = path.format(text)

    assert [client.get(url).status_code >= 500, client.post(url).status_code >= 500] == [False] * 2


@pytest.mark.parametrize("page", ["rss/", "tim-kiem/", "dinh-chinh/"])
@pytest.mark.parametrize("text", RUBBISH)
def test_what_readers_ask_breaks_nothing(client, page, text):
    client.raise_request_exception = False

    for question in ({"q": text}, {"truoc": text}, {"q": "a", "truoc": text}):
        assert client.get(f"/{page}", question).status_code < 500
