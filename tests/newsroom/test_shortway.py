"""Readers' pages go the short way, and nobody can tell by the answer."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve
from django.utils import timezone, translation

from articles.models import Series
from newsroom import shortway
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory
from tests.reading import hidden_articles

pytestmark = pytest.mark.django_db

OURS = "newsroom.shortway.ShortWayMiddleware"


@pytest.fixture
def ways(settings):
    """Two readers: one whose requests may go the short way, one whose requests never do."""
    short, long = Client(), Client()
    short.get("/healthz")  # loads the middleware as it is set now
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != OURS]
    long.get("/healthz")
    return short, long


@pytest.fixture
def addresses():
    """An address of each kind: readers' pages, others, and what is not there."""
    section = SectionFactory(slug="kinh-te")
    series = Series.objects.create(name="Mùa nước nổi")
    article = ArticleFactory(
        public=True, section=section, series=series, authors=[AuthorFactory()], tag_names=["lúa"]
    )
    comment = CommentFactory(article=article, status="approved")
    gone = next(one for one in hidden_articles() if one.state == "withdrawn")
    path, day = article.get_absolute_url(), timezone.localdate() - timedelta(days=1)
    return [
        "/", "/en/", path, f"/en{path}", f"/x/y-a{article.pk}.html", f"/x/y-a{gone.pk}.html",
        "/x/y-a999.html", "/vi/x/y-a999.html", "/admin/x/y-a1.html", section.get_absolute_url(),
        "/kinh-te", f"{path}?a=%00", "/kinh-te/?truoc=x", "/khong-co/", "/khong-co.html",
        article.authors.get().get_absolute_url(), article.tags.get().get_absolute_url(),
        series.get_absolute_url(), "/tac-gia/", "/tu-khoa/", "/dinh-chinh/", "/doc-nhieu/",
        f"/luu-tru/{day:%Y/%m/%d}/", "/tim-kiem/?q=x", "/rss/", "/sitemap.xml", "/healthz",
        f"/binh-luan/{article.pk}/", f"/binh-luan/{article.pk}/{comment.pk}/", "/admin/",
        "/manifest.webmanifest", "/api/v1/articles", "/ngoai-tuyen/",
    ]  # fmt: skip


def said(response):
    cookies = {name: morsel["path"] for name, morsel in response.cookies.items()}
    return response.status_code, headers_of(response), cookies, response.content


def headers_of(response):
    """Return the headers, but for the second in which one of them was written."""
    return {name: text for name, text in response.headers.items() if name != "Expires"}


def test_every_answer_is_the_same_either_way(ways, addresses):
    short, long = ways
    for address in addresses:
        assert said(short.get(address))[:3] == said(long.get(address))[:3], address
        assert headers_of(short.head(address)) == headers_of(long.head(address)), address


@pytest.mark.parametrize("index", [0, 2, 3, 9])
def test_so_is_every_page(ways, addresses, index):
    short, long = ways
    assert short.get(addresses[index]).content == long.get(addresses[index]).content


def test_other_hosts_and_schemes_are_refused_as_ever(ways, settings):
    short, long = ways
    for more in ({"host": "evil.example"}, {"content-type": "text/plain; charset=rot13"}):
        assert said(short.get("/", headers=more)) == said(long.get("/", headers=more))


def test_cookies_of_ours_go_the_long_way(ways):
    short, long = ways
    for client in ways:
        client.cookies["sessionid"] = "x"
        client.cookies["csrftoken"] = "not one of ours"
    one, other = short.get("/"), long.get("/")

    assert one.cookies["sessionid"].value == other.cookies["sessionid"].value
    assert one.headers == other.headers


def test_the_short_way_spares_what_it_says(client, monkeypatch):
    taken = []
    real = shortway._page
    monkeypatch.setattr(shortway, "_page", lambda request: (taken.append(1), real(request))[1])
    client.handler.load_middleware()

    response = client.get("/")

    assert taken == [1]
    assert not hasattr(response.wsgi_request, "session")


class Catching:
    """A middleware that knows what to do about an error."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error):
        return HttpResponse(str(error), status=503)


@pytest.mark.parametrize("place", [0, None])
def test_middlewares_hear_of_errors_as_ever(settings, monkeypatch, place):
    def fail(*args):
        raise LookupError("gone")

    names = [*settings.MIDDLEWARE]
    names.insert(len(names) if place is None else place, f"{__name__}.Catching")
    settings.MIDDLEWARE = names
    monkeypatch.setattr("articles.views.fronts.render", fail)

    response = Client().get("/")

    assert (response.status_code, response.content) == (503, b"gone")
    assert response.headers["Content-Security-Policy"]


def test_an_articles_view_is_the_one_that_its_address_leads_to(addresses):
    for address in addresses:
        path = address.partition("?")[0]
        with translation.override("en" if path.startswith("/en/") else "vi"):
            try:
                match = resolve(path)
            except shortway.Resolver404:
                continue
            found = shortway.find_view(path)
        assert (found.func, found.kwargs) == (match.func, match.kwargs), path
