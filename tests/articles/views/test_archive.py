"""The archive by days."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.querysets import cursor_of
from tests.factories import ArticleFactory, SectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(time_machine):
    """Half past six in the evening of 26 November 2025 in Vietnam.

    The database's clock goes its own way: what is public must be so by both.
    """
    time_machine.move_to(datetime(2025, 11, 26, 11, 30, tzinfo=UTC))


@pytest.fixture
def section():
    return SectionFactory()


@pytest.fixture
def out(section):
    """Make an article that came out at a time of Vietnam."""

    def make(text, **fields):
        moment = datetime.fromisoformat(f"{text}+07:00")
        return ArticleFactory(public=True, section=section, published_at=moment, **fields)

    return make


def test_a_day_is_called_as_papers_call_it(client, out):
    out("2024-12-31T10:00:00")

    html = client.get("/luu-tru/2024/12/31/").content.decode()

    assert "Thứ Ba, 31/12/2024</h1>" in html


def test_a_month_is_called_as_each_language_calls_it(client, out):
    out("2024-12-31T10:00:00")

    assert "Tháng 12/2024</h1>" in client.get("/luu-tru/2024/12/").content.decode()
    assert "December 2024</h1>" in client.get("/en/luu-tru/2024/12/").content.decode()


@pytest.mark.parametrize(
    ("url", "queries"),
    [
        ("/luu-tru/", 4),
        ("/luu-tru/2024/", 3),
        ("/luu-tru/2024/12/", 3),
        ("/luu-tru/2024/12/31/", 3),
    ],
)
@pytest.mark.parametrize("count", [1, 3])
def test_pages_run_constant_queries(client, out, url, queries, count, django_assert_num_queries):
    for number in range(count):
        out(f"2024-12-31T1{number}:00:00", photos=1)
        out(f"2024-{10 + number % 3}-0{1 + number}T10:00:00")

    with django_assert_num_queries(queries):
        response = client.get(url)

    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2024-12-31T23:59:59", "2024/12/31"),
        ("2025-01-01T00:00:00", "2025/01/01"),
        ("2024-02-29T06:59:00", "2024/02/29"),  # in UTC it is the 28th
        ("2025-02-17T07:00:00", "2025/02/17"),
    ],
)
def test_days_are_vietnams(client, out, moment, day):
    article = out(moment)

    assert client.get(f"/luu-tru/{day}/").context["listing"].articles == [article]
    year, month, _number = day.split("/")
    assert f'href="/luu-tru/{day}/"' in client.get(f"/luu-tru/{year}/{month}/").content.decode()
    assert f'href="/luu-tru/{year}/{month}/"' in client.get(f"/luu-tru/{year}/").content.decode()
    assert f'href="/luu-tru/{year}/"' in client.get("/luu-tru/").content.decode()


def test_a_months_calendar_begins_on_monday_and_links_days_with_articles(client, out):
    out("2025-11-01T00:00:00")  # a Saturday
    out("2025-11-26T18:00:00")
    out("2025-10-31T23:59:59")

    page = client.get("/luu-tru/2025/11/")

    weeks = page.context["weeks"]
    assert [day and day.day for day in weeks[0]] == [None] * 5 + [1, 2]
    assert [day and day.day for day in weeks[-1]] == [24, 25, 26, 27, 28, 29, 30]
    main = page.content.decode().partition("<main")[2]
    assert re.findall(r'href="/luu-tru/2025/11/(..)/"', main) == ["01", "26"]
    assert 'class="calendar__today" aria-current="date"' in main


def test_neighbours_are_the_nearest_with_articles(client, out):
    for moment in ("2024-08-02T08:00:00", "2024-12-31T23:59:59", "2025-03-01T00:00:00"):
        out(moment)

    day = client.get("/luu-tru/2024/12/31/").content.decode()
    month = client.get("/luu-tru/2024/12/").content.decode()
    year = client.get("/luu-tru/2024/").content.decode()

    assert 'href="/luu-tru/2024/08/02/" rel="prev"' in day
    assert 'href="/luu-tru/2025/03/01/" rel="next"' in day
    assert 'href="/luu-tru/2024/08/" rel="prev"' in month
    assert 'href="/luu-tru/2025/03/" rel="next"' in month
    assert 'href="/luu-tru/2025/" rel="next"' in year
    assert 'rel="prev"' not in year


def test_a_day_is_read_on(client, out):
    made = [out(f"2025-11-20T{number // 2:02}:{number % 2}0:00") for number in range(41)]

    seen, query = [], {}
    while True:
        listing = client.get("/luu-tru/2025/11/20/", query).context["listing"]
        seen += listing.articles
        query = {"truoc": listing.older}
        if not listing.older:
            break

    assert seen == made[::-1]


def test_a_cursor_leads_out_of_no_day(client, out):
    out("2025-11-19T08:00:00")
    inside = out("2025-11-20T08:00:00")

    response = client.get("/luu-tru/2025/11/20/", {"truoc": cursor_of(inside)})

    assert response.status_code == 404
    assert 'class="button" href="/luu-tru/2025/11/20/"' in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "2025/11/27/",  # tomorrow
        "2025/12/",
        "2026/",
        "9999/12/31/",
        "2025/02/30/",
        "2025/02/29/",
        "2025/13/",
        "2025/00/",
        "2025/11/00/",
        "0000/",
        "0001/01/01/",
        "1799/",
        "1/",
        "hom-nay/",
        "2025/11/26/18/",
        "٢٠٢٥/",
        "?ngay=x",
        "?ngay=2025-02-30",
    ],
)
def test_a_day_that_cannot_be_leads_to_the_archive(client, section, path):
    response = client.get(f"/luu-tru/{path}")

    assert response.status_code == 404
    assert 'class="button" href="/luu-tru/"' in response.content.decode()


@pytest.mark.parametrize("path", ["2025/11/20/", "2025/10/", "2021/"])
def test_where_nothing_was_published_the_nearest_days_are_named(client, out, path):
    out("2020-05-01T08:00:00")
    out("2025-11-26T08:00:00")

    response = client.get(f"/luu-tru/{path}")

    assert response.status_code == 404
    assert 'href="/luu-tru/2020/05/01/"' in response.content.decode()
    assert 'href="/luu-tru/2025/11/26/"' in response.content.decode()


@pytest.mark.parametrize("path", ["", "2025/", "2025/11/", "2025/11/26/"])
def test_what_is_not_over_may_be_empty(client, section, path):
    response = client.get(f"/luu-tru/{path}")

    assert response.status_code in (200, 302)


def test_short_numbers_lead_to_the_address(client, out):
    out("2025-01-02T08:00:00")

    for short in ("2025/1/2/", "2025/01/2/"):
        response = client.get(f"/luu-tru/{short}")
        assert (response.status_code, response.url) == (301, "/luu-tru/2025/01/02/")
    assert client.get("/en/luu-tru/2025/1/").url == "/en/luu-tru/2025/01/"


def test_the_form_leads_to_its_day(client, section):
    assert client.get("/luu-tru/?ngay=2025-11-26").url == "/luu-tru/2025/11/26/"


def test_what_ends_by_time_alone_goes_from_the_calendar(client, out):
    article = out("2025-11-02T08:00:00")
    link = 'href="/luu-tru/2025/11/02/"'
    assert link in client.get("/luu-tru/2025/11/").content.decode()

    type(article).objects.update(withdraw_at=timezone.now() - timedelta(days=9))

    assert link not in client.get("/luu-tru/2025/11/").content.decode()
    assert client.get("/luu-tru/2025/11/02/").status_code == 404
