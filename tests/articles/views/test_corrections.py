"""Corrections as readers and machines find them."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from articles import corrections
from articles.models import Correction, Publication
from tests.factories import ArticleFactory, AuthorFactory, UserFactory
from tests.reading import hidden_articles, is_everybodys, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return UserFactory(roles=["chief"])


def corrected(chief, *texts, **fields):
    article = ArticleFactory(public=True, **fields)
    for text in texts:
        corrections.publish_correction(article, kind="correction", text=text, by=chief)
    return article


def facts_of(client, article):
    text = client.get(article.get_absolute_url()).content.decode()
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    return json.loads(found)


@pytest.mark.parametrize(("place", "before"), [("top", True), ("bottom", False)])
def test_the_box_stands_where_the_paper_wants_it(client, chief, place, before):
    article = corrected(chief, "Số đúng là 1.200.")
    Publication.objects.update(corrections_place=place)

    text = text_of(client.get(article.get_absolute_url()))

    assert text.count("Số đúng là 1.200.") == 1
    assert (text.index("Số đúng là") < text.index("Đoạn thứ nhất")) is before


def test_the_box_is_dated_has_its_kind_and_an_anchor(client, chief):
    article = corrected(chief, "Một dòng <b>.\n\nDòng hai.")
    row = Correction.objects.get()

    text = client.get(article.get_absolute_url()).content.decode()

    assert f'id="dinh-chinh-{row.pk}"' in text
    assert str(row.get_kind_display()) in text
    assert f"{timezone.localtime(row.published_at):%d/%m/%Y - %H:%M}" in text
    assert "<p>Một dòng &lt;b&gt;.</p>" in text


def test_an_article_without_corrections_has_no_box(client):
    text = client.get(ArticleFactory(public=True).get_absolute_url()).content.decode()

    assert "corrections.css" not in text
    assert "<aside" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_corrections_cost_the_article_s_page_no_query(
    client, chief, count, django_assert_num_queries
):
    article = corrected(chief, *["Một."] * count)

    with django_assert_num_queries(6):
        client.get(article.get_absolute_url())


def test_the_feed_s_entry_begins_with_the_newest(client, chief):
    article = corrected(chief, "Cũ hơn.", "Mới & đúng.", lead="Sapo của bài.")

    root = ElementTree.fromstring(client.get("/rss/").content)  # noqa: S314  (our own)

    description = root.findtext("channel/item/description")
    assert description.startswith("<p><strong>")
    assert "Mới &amp; đúng." in description
    assert "Cũ hơn" not in description
    assert description.endswith("<p>Sapo của bài.</p>")
    assert root.findtext("channel/item/guid").endswith(f":a{article.pk}")


def test_structured_data_says_what_the_page_says(client, chief):
    author = AuthorFactory(name="Lê Thị Hoa")
    article = corrected(chief, "Số đúng là 1.200.", authors=[author], photos=1, tag_names=["lúa"])
    article.refresh_from_db()

    facts = facts_of(client, article)

    address = f"http://127.0.0.1:8000{article.get_absolute_url()}"
    assert facts["@type"] == "NewsArticle"
    assert facts["headline"] == article.title
    assert facts["mainEntityOfPage"] == address
    assert facts["datePublished"].endswith("+07:00")
    assert facts["author"][0]["name"] == "Lê Thị Hoa"
    assert facts["articleSection"] == article.section.name
    assert facts["publisher"]["name"] == "Báo Thử Nghiệm"
    assert len(facts["image"]) == 1
    (comment,) = facts["correction"]
    assert comment["@type"] == "CorrectionComment"
    assert comment["text"] == "Số đúng là 1.200."
    assert comment["@id"] == f"{address}#dinh-chinh-{Correction.objects.get().pk}"


def test_structured_data_cannot_be_broken_out_of(client, chief):
    evil = "</script><script>alert(1)</script><!--\u2028&"
    article = corrected(chief, evil, title=evil)

    text = client.get(article.get_absolute_url()).content.decode()

    assert "<script>alert(1)" not in text
    assert facts_of(client, article)["correction"][0]["text"].startswith("</script><script>")


def test_an_article_without_anything_optional_has_structured_data(client):
    article = ArticleFactory(public=True, authors=[], lead="")

    facts = facts_of(client, article)

    assert "correction" not in facts and "image" not in facts and "author" not in facts


def test_the_page_lists_all_newest_first_and_only_of_public_articles(client, chief):
    first = corrected(chief, "Một.")
    second = corrected(chief, "Hai.")
    for article in hidden_articles():
        Correction.objects.create(article=article, text="Bí mật của bài ẩn.")

    response = client.get("/dinh-chinh/")

    text = text_of(response)
    assert text.index("Hai.") < text.index("Một.")
    assert first.title in text and second.title in text
    assert "Bí mật" not in response.content.decode()
    assert f"{first.get_absolute_url()}#dinh-chinh-" in response.content.decode()
    assert is_everybodys(response)


def test_pages_follow_one_another(client, monkeypatch):
    monkeypatch.setattr(corrections, "PAGE_SIZE", 2)
    moment = timezone.now()
    article = ArticleFactory(public=True)
    for number in range(5):
        Correction.objects.create(article=article, text=f"Số {number}.", published_at=moment)

    seen, address = [], "/dinh-chinh/"
    while address:
        page = client.get(address).context["page"]
        seen += [row.text for row in page.rows]
        address = page.older and f"/dinh-chinh/?truoc={page.older}"

    assert seen == [f"Số {number}." for number in (4, 3, 2, 1, 0)]
    assert client.get("/dinh-chinh/?truoc=x").status_code == 404
    assert client.get("/dinh-chinh/?truoc=1-1").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_runs_two_queries(client, chief, count, django_assert_num_queries):
    for _ in range(count):
        corrected(chief, "Một.")

    with django_assert_num_queries(2):
        client.get("/dinh-chinh/")


def test_a_paper_without_corrections_has_the_page_and_a_way_to_it(client):
    assert client.get("/dinh-chinh/").status_code == 200
    assert 'href="/dinh-chinh/"' in client.get("/").content.decode()
    assert client.post("/dinh-chinh/").status_code == 405
