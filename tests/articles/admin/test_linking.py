"""What the editor asks the server: titles, clean pastes, addresses."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db

TITLES = "/admin/articles/article/titles/"
CLEAN = "/admin/articles/article/clean/"
ADDRESS = "/admin/articles/article/address/"


@pytest.fixture
def reporter(client):
    user = UserFactory(roles=["reporter"])
    client.force_login(user)
    return user


def titles(client, q):
    return [one["title"] for one in client.get(TITLES, {"q": q}).json()["titles"]]


def test_titles_are_found_without_accents_and_unfinished(client, reporter):
    ArticleFactory(public=True, title="Cầu Vàm Lớn thông xe")
    ArticleFactory(public=True, title="Bán hàng trên sông")

    for query in ("cau vam", "CẦU VÀM LỚN", "thong x", "vam", "lon cau "):
        assert titles(client, query) == ["Cầu Vàm Lớn thông xe"], query
    assert titles(client, "va ") == []
    assert titles(client, "ang") == []
    assert titles(client, "") == titles(client, "  ") == titles(client, "\x00") == []


def test_words_in_a_title_go_before_words_in_a_lead(client, reporter):
    now = timezone.now()
    ArticleFactory(public=True, title="Tin mới", lead="Giá lúa tăng.", published_at=now)
    ArticleFactory(public=True, title="Lúa", published_at=now - timedelta(days=90))

    assert titles(client, "lua") == ["Lúa", "Tin mới"]


def test_only_what_readers_may_read_is_found_newest_first(client, reporter):
    now = timezone.now()
    old = ArticleFactory(public=True, title="Lúa cũ", published_at=now - timedelta(days=9))
    new = ArticleFactory(public=True, title="Lúa mới", published_at=now - timedelta(days=1))
    ArticleFactory(title="Lúa nháp", created_by=reporter)
    ArticleFactory(public=True, title="Lúa hẹn", published_at=now + timedelta(days=1))

    found = client.get(TITLES, {"q": "lua"}).json()["titles"]

    assert [one["path"] for one in found] == [new.get_absolute_url(), old.get_absolute_url()]
    assert found[0]["section"] == new.section.name
    assert found[0]["published"]


@pytest.mark.parametrize("count", [1, 3])
def test_titles_run_constant_queries(client, reporter, count, django_assert_num_queries):
    for number in range(count):
        ArticleFactory(public=True, title=f"Lúa {number}")
    client.get(TITLES, {"q": "lua"})

    with django_assert_num_queries(5):
        assert len(titles(client, "lua")) == count


def test_at_most_ten_titles(client, reporter):
    for number in range(12):
        ArticleFactory(public=True, title=f"Lúa {number}")

    assert len(titles(client, "lua")) == 10


def test_a_paste_comes_back_clean(client, reporter):
    answer = client.post(CLEAN, {"html": "<h1>a</h1><img src=x><p onclick=x>b</p><IMG>"}).json()

    assert answer == {"html": "<h2>a</h2><p>b</p>", "images": 2}
    assert not Article.objects.exists()


def test_a_paste_that_cannot_be_cleaned_says_why(client, reporter):
    response = client.post(CLEAN, {"html": "<ul><li>" * 100})

    assert response.status_code == 422
    assert response.json()["error"]


def test_cleaning_is_asked_by_post_with_its_token(reporter):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(reporter)

    assert strict.post(CLEAN, {"html": "a"}).status_code == 403
    assert strict.get(CLEAN).status_code == 405


def test_an_address_is_an_embed_or_a_link(client, reporter):
    embed = client.get(ADDRESS, {"url": " https://youtu.be/dQw4w9WgXcQ ", "caption": "Lũ <b>"})
    own = client.get(ADDRESS, {"url": "http://127.0.0.1:8000/thoi-su/"}).json()
    other = client.get(ADDRESS, {"url": 'bao.example/a"><script>'}).json()

    assert embed.json()["kind"] == "embed"
    assert "<figcaption>Lũ &lt;b&gt;</figcaption>" in embed.json()["html"]
    assert (own["kind"], own["href"]) == ("link", "/thoi-su/")
    assert other["href"] == "https://bao.example/a%22%3E%3Cscript%3E"
    assert "<script" not in other["html"]
    assert other["no_embed"]


@pytest.mark.parametrize("url", ["", "javascript:x()", "không phải địa chỉ", "\x00"])
def test_no_address_is_told_so(client, reporter, url):
    response = client.get(ADDRESS, {"url": url})

    assert response.status_code == 422
    assert response.json()["error"]


@pytest.mark.parametrize("address", [TITLES, CLEAN, ADDRESS])
def test_who_may_not_see_articles_is_refused(client, address):
    ask = client.post if address == CLEAN else client.get
    assert ask(address).status_code == 302

    client.force_login(UserFactory(roles=["moderator"]))
    assert ask(address).status_code == 403


def test_the_form_counts_against_the_papers_own_limits(client, reporter):
    from tests.factories import PublicationFactory

    PublicationFactory(title_best=40, title_most=60, lead_best=20, lead_most=33)

    html = client.get("/admin/articles/article/add/").content.decode()

    for part in ('data-count-best="40"', 'data-count-most="60"', 'data-count-most="33"'):
        assert part in html
    assert 'id="editor-link"' in html
