"""Articles by the API: which, in what order, how much of each."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles import withdrawals
from articles.api.fields import load
from articles.api.listing import _changed
from articles.api.parameters import ArticleFilter
from articles.models import Article
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    SectionFactory,
    UserFactory,
    stored_photo,
)
from tests.pictures import picture
from tests.reading import hidden_articles

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
DEFAULT = (
    "id url title kicker lead dateline language kind section series authors byline_note source"
    " keywords published_at updated_at word_count photo"
).split()


def at(hours, **fields):
    """A public article of so many hours ago."""
    moment = timezone.now().replace(microsecond=0) - timedelta(hours=hours)
    return ArticleFactory(
        **{"public": True, "published_at": moment, "last_published_at": moment} | fields
    )


def ids(response):
    return [item["id"] for item in response.json()["items"]]


def test_only_public_articles_are_listed_newest_first(ask):
    older, newer = at(5), at(2)
    hidden_articles()

    response = ask("/articles")

    assert ids(response) == [newer.pk, older.pk]
    assert "Bí mật" not in response.content.decode()
    assert list(response.json()["items"][0]) == DEFAULT


def test_hidden_articles_are_not_there_one_by_one(ask):
    for article in hidden_articles():
        for path in (f"/articles/{article.pk}", f"/articles/{article.pk}/ninjs"):
            response = ask(path)

            assert response.status_code in (404, 410)
            assert "Bí mật" not in response.content.decode()


def test_nothing_of_the_newsroom_is_told(ask):
    reporter = UserFactory(username="phongvien", last_name="Lê", first_name="Kín")
    article = at(2, created_by=reporter, holder=reporter, photos=1)

    for path in ("/articles", f"/articles/{article.pk}", f"/articles/{article.pk}/ninjs"):
        response = ask(path)

        assert "phongvien" not in response.content.decode()
        assert "Lê Kín" not in response.content.decode()
        assert "Set-Cookie" not in response.headers
        assert "Cookie" not in response.headers.get("Vary", "")


def test_pages_follow_one_another_without_a_gap(ask, client):
    moment = timezone.now() - timedelta(hours=3)
    expected = [at(0, published_at=moment, last_published_at=moment).pk for _ in range(5)][::-1]

    seen, address = [], "/api/v1/articles?limit=2&language=vi"
    while address:
        response = client.get(address)
        assert response.headers.get("Link", "") in (f'<{response.json()["next"]}>; rel="next"', "")
        seen += ids(response)
        address = (response.json()["next"] or "").removeprefix(SITE)

    assert seen == expected


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"section": "kinh-te"}, "sub own"),
        ({"section": "kinh-te/nong-nghiep"}, "sub"),
        ({"author": "le-hoa"}, "own"),
        ({"keyword": "lua-gao"}, "own"),
        ({"language": "km"}, "khmer"),
        ({"kind": "photos"}, "khmer"),
        ({"author": "khong-co"}, ""),
        ({"section": "kinh-te", "author": "le-hoa", "keyword": "lua-gao"}, "own"),
    ],
)
def test_filters_narrow_the_list(ask, parameters, found):
    top = SectionFactory(name="Kinh tế")
    sub = SectionFactory(name="Nông nghiệp", parent=top)
    articles = {
        at(1, section=sub).pk: "sub",
        at(
            2, section=top, authors=[AuthorFactory(name="Lê Hoa")], tag_names=["lúa gạo", "đê"]
        ).pk: "own",
        at(3, language="km", kind="photos").pk: "khmer",
    }

    assert [articles[pk] for pk in ids(ask("/articles", **parameters))] == found.split()


def test_times_bound_the_list(ask):
    first, second, third = (
        at(0, published_at=moment, last_published_at=moment)
        for moment in (
            timezone.datetime(2026, 7, day, 6, tzinfo=timezone.get_fixed_timezone(420))
            for day in (7, 8, 9)
        )
    )

    def found(**parameters):
        return ids(ask("/articles", **parameters))

    assert found(since="2026-07-08T06:00:00+07:00") == [third.pk, second.pk]
    assert found(until="2026-07-08T06:00:00+07:00") == [first.pk]
    assert found(since="2026-07-08", until="2026-07-09") == [second.pk]
    assert found(since="2026-07-07T23:00:01Z") == [third.pk]
    assert found(since="2026-07-08T06:00:00 07:00") == [third.pk, second.pk]  # an unescaped plus


def test_a_mirror_hears_of_changes_in_their_order(ask, client):
    old, middle, new = at(9), at(6), at(3)
    now = timezone.now().replace(microsecond=0)
    Article.objects.filter(pk=old.pk).update(last_published_at=now)

    first = ask("/articles", updated_since=middle.last_published_at.isoformat(), limit=2)
    second = client.get(first.json()["next"].removeprefix(SITE))

    assert ids(first) == [middle.pk, new.pk]
    assert ids(second) == [old.pk]
    assert second.json()["next"] is None


def test_fields_are_those_that_were_asked_for(ask):
    at(2, body="<p>Một.</p><p>Hai.</p>")

    (item,) = ask("/articles", fields="title,body_text,title").json()["items"]

    assert list(item) == ["id", "title", "body_text"]
    assert item["body_text"] == "Một.\nHai."


def test_a_field_that_was_not_asked_for_is_not_loaded(ask, django_assert_num_queries):
    for _ in range(3):
        at(2, photos=1, tag_names=["lúa"])

    with django_assert_num_queries(1) as captured:
        ask("/articles", fields="title")

    statement = captured.captured_queries[0]["sql"]
    assert '"title"' in statement
    for column in ("body", "lead", "folded", "corrections_shown", "slug"):
        assert f'"articles_article"."{column}"' not in statement


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_articles(ask, count, django_assert_num_queries):
    for _ in range(count):
        at(2, photos=2, tag_names=["lúa", "gạo"], authors=AuthorFactory.create_batch(2))

    with django_assert_num_queries(3):  # articles, authors, keywords
        ask("/articles")
    with django_assert_num_queries(2):  # articles, photos
        ask("/articles", fields="url,photo,photos,body_html,corrections,series")


@pytest.mark.parametrize("count", [1, 3])
def test_one_article_takes_four_queries(ask, count, django_assert_num_queries):
    article = at(2, photos=count, authors=AuthorFactory.create_batch(count), tag_names=["a", "b"])

    with django_assert_num_queries(4):  # article, authors, keywords, photos
        ask(f"/articles/{article.pk}")


def test_one_article_is_told_whole(ask, media):
    photo = stored_photo(caption="Cầu.", alt="Cây cầu", credit="Minh Châu", rights="Báo giữ quyền")
    inside = stored_photo(data=picture(colour=(10, 120, 60)), credit="Văn Hải")
    body = (
        '<p>Xem <a href="/kinh-te/">kinh tế</a>.</p>'
        f'<figure class="photo" data-photo="{inside.pk}" data-alt="Một &quot;đê&quot;">'
        "<figcaption>Đê &amp; sông.</figcaption></figure>"
    )
    article = at(2, photos=[photo], body=body, kicker="Nông nghiệp", language="vi")
    article.captions.create(photo=inside, placement="text", position=1)

    facts = ask(f"/articles/{article.pk}").json()

    assert facts["url"] == f"{SITE}{article.get_absolute_url()}"
    assert facts["published_at"].endswith("+07:00")
    assert facts["photo"]["credit"] == "Minh Châu"
    assert facts["photo"]["rights"] == "Báo giữ quyền"
    assert [one["credit"] for one in facts["photos"]] == ["Minh Châu", "Văn Hải"]
    assert facts["photos"][1]["caption"] == "Đê & sông."
    assert {one["type"] for one in facts["photo"]["renditions"]} == {"image/jpeg", "image/webp"}
    assert f'<a href="{SITE}/kinh-te/">' in facts["body_html"]
    assert f'<img src="{SITE}{inside.full_url}" alt="Một &quot;đê&quot;">' in facts["body_html"]
    assert "<figcaption>Đê &amp; sông. Văn Hải</figcaption>" in facts["body_html"]
    assert "data-photo" not in facts["body_html"]


def test_a_withdrawn_article_is_gone_and_says_what_the_paper_says(ask):
    article = at(2, title="Điều đã sai")
    withdrawals.keep(article, by=None)
    Article.objects.filter(pk=article.pk).update(
        state="withdrawn", withdrawal_notice="Bài đã được gỡ."
    )

    response = ask(f"/articles/{article.pk}")

    assert response.status_code == 410
    assert response.json()["code"] == "withdrawn"
    assert response.json()["notice"] == "Bài đã được gỡ."
    assert "Điều đã sai" not in response.content.decode()


def test_a_program_that_has_it_already_is_told_so(ask, client):
    article = at(2)
    path = f"/articles/{article.pk}"
    tag = ask(path).headers["ETag"]

    again = client.get(f"/api/v1{path}", headers={"If-None-Match": tag})
    Article.objects.filter(pk=article.pk).update(title="Tít mới")
    changed = client.get(f"/api/v1{path}", headers={"If-None-Match": tag})

    assert again.status_code == 304 and again.content == b""
    assert again.headers["ETag"] == tag
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert changed.status_code == 200 and changed.json()["title"] == "Tít mới"
    assert changed.headers["Cache-Control"] == "public, max-age=30"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_can_only_be_read(client, method):
    for path in ("/api/v1/articles", "/api/v1/openapi.json", "/api/v1/khong-co"):
        response = getattr(client, method)(path)

        assert response.status_code == 405
        assert response.json()["code"] == "method-not-allowed"
        assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_it_answers_head_and_pages_of_other_sites(client):
    at(2)

    head = client.head("/api/v1/articles")
    asked = client.options("/api/v1/articles")

    assert head.status_code == 200 and head.content == b"" and head.headers["ETag"]
    assert asked.status_code == 204
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    assert asked.headers["Access-Control-Allow-Headers"] == "If-None-Match"
    assert "Access-Control-Allow-Credentials" not in asked.headers


@pytest.mark.parametrize("place", [{}, {"cursor": "1-1"}])
def test_a_mirror_s_list_is_a_range_of_an_index(place):
    asked = ArticleFilter(updated_since="2026-07-08", **place)

    plan = load(_changed(asked), ["title"])[:20].explain()

    assert "article_updated" in plan or connection.vendor == "postgresql"  # too few rows there
    assert "TEMP B-TREE" not in plan
