"""Articles as IPTC ninjs 2.1, held to what the standard allows."""

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

from articles import corrections, withdrawals
from articles.models import Article
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    PhotoFactory,
    UserFactory,
    stored_photo,
)

pytestmark = pytest.mark.django_db

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "schemas" / "ninjs-2.1.json").read_text(encoding="utf-8")
)
SITE = "http://127.0.0.1:8000"
MORNING = datetime(2026, 7, 8, 6, 30, tzinfo=timezone(timedelta(hours=7)))


@pytest.fixture
def item(ask):
    """Give ``item(article)``: the article's ninjs, which the standard allows."""

    def _item(article, status=200):
        response = ask(f"/articles/{article.pk}/ninjs")
        assert response.status_code == status
        facts = response.json()
        Draft202012Validator(SCHEMA).validate(facts)
        return facts

    return _item


def full(**fields):
    return ArticleFactory(
        **{
            "public": True,
            "published_at": MORNING,
            "title": "Đê Vàm Lớn vỡ",
            "kicker": "Thiên tai",
            "dateline": "BTN",
            "lead": "Nước tràn vào ba xã.",
            "body": "<p>Ba xã ngập.</p><h2>Cứu hộ</h2><p>Bộ đội đã đến.</p>",
            "byline_note": "tổng hợp",
            "authors": [AuthorFactory(name="Lê Hoa"), AuthorFactory(name="Trần An")],
            "tag_names": ["đê điều"],
        }
        | fields
    )


def test_an_article_is_told_whole(item):
    article = full()

    facts = item(article)

    assert facts["type"] == "text" and facts["pubstatus"] == "usable"
    assert facts["language"] == "vi"
    assert facts["firstcreated"] == "2026-07-08T06:30:00+07:00"
    assert facts["headlines"] == [
        {"role": "main", "contenttype": "text/plain", "value": "Đê Vàm Lớn vỡ"},
        {"role": "kicker", "contenttype": "text/plain", "value": "Thiên tai"},
    ]
    assert [(one["role"], one["value"]) for one in facts["descriptions"]] == [
        ("dateline", "BTN"),
        ("summary", "Nước tràn vào ba xã."),
    ]
    assert facts["by"] == "Lê Hoa, Trần An (tổng hợp)"
    assert ("about", "đê điều", f"{SITE}/tu-khoa/de-dieu/") in [
        (one["rel"], one["name"], one["uri"]) for one in facts["subjects"]
    ]
    html, text = facts["bodies"]
    assert html["contenttype"] == "text/html" and "<h2>Cứu hộ</h2>" in html["value"]
    assert text["value"] == "Ba xã ngập.\nCứu hộ\nBộ đội đã đến."
    assert (text["wordcount"], text["charcount"]) == (9, 33)
    assert facts["copyrightnotice"] == "© 2026 Báo Thử Nghiệm"
    assert facts["renditions"][0]["href"] == f"{SITE}{article.get_absolute_url()}"


def test_its_uri_is_the_one_in_the_feed(item, client):
    article = full()

    feed = ElementTree.fromstring(client.get("/rss/").content)  # noqa: S314  (our own)

    assert item(article)["uri"] == feed.findtext("channel/item/guid")


def test_photos_come_with_their_files_and_words(item, media):
    photo = stored_photo(caption="Đê vỡ.", alt="Nước qua đê", credit="Minh Châu", rights="Cấm bán")

    (picture,) = item(full(photos=[photo]))["associations"]

    assert picture["by"] == "Minh Châu" and picture["usageterms"] == "Cấm bán"
    assert [one["value"] for one in picture["descriptions"]] == ["Đê vỡ.", "Nước qua đê"]
    widest = max(picture["renditions"], key=lambda one: one["width"])
    assert (widest["width"], widest["height"]) == (800, 533)
    assert {one["contenttype"] for one in picture["renditions"]} == {"image/jpeg", "image/webp"}
    assert picture["uri"] == f"{SITE}{photo.full_url}"


def test_a_photo_that_is_still_to_come_is_left_out(item):

    assert "associations" not in item(
        full(photos=[PhotoFactory(widths=[], sha256=None, width=None, height=None)])
    )


def test_a_text_from_an_agency_is_not_the_paper_s(item):
    facts = item(full(source="TTXVN"))

    assert facts["infosources"] == [{"name": "TTXVN"}]
    assert "copyrightholder" not in facts


def test_corrections_are_told_to_editors_and_for_print(item):
    article = full()
    corrections.publish_correction(
        article, kind="correction", text="Hai xã, không phải ba.", by=UserFactory(roles=["chief"])
    )

    facts = item(article)

    assert "Hai xã, không phải ba." in facts["ednote"]
    assert facts["descriptions"][-1]["role"] == "correction"
    assert facts["versioncreated"] > facts["firstcreated"]


@pytest.mark.parametrize("kind", ["text", "photos"])
def test_the_barest_article_is_allowed_too(item, kind):
    facts = item(
        full(kind=kind, kicker="", dateline="", lead="", body="", authors=[], tag_names=[])
    )

    assert facts["type"] == {"text": "text", "photos": "composite"}[kind]
    assert "bodies" not in facts and "by" not in facts


def test_a_withdrawn_article_is_canceled_and_nothing_is_left_of_it(item):
    article = full(title="Điều đã sai")
    uri = item(article)["uri"]
    withdrawals.keep(article, by=None)
    Article.objects.filter(pk=article.pk).update(state="withdrawn")

    facts = item(article, status=410)

    assert set(facts) == {"standard", "uri", "pubstatus"}
    assert facts["pubstatus"] == "canceled" and facts["uri"] == uri


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_five_queries(ask, count, django_assert_num_queries):
    article = full(photos=count, authors=AuthorFactory.create_batch(count))

    with django_assert_num_queries(5):  # article, authors, keywords, photos, the paper
        ask(f"/articles/{article.pk}/ninjs")
