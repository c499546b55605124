"""Structured data: right by schema.org's vocabulary, and what search engines ask for is there."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from articles import corrections
from articles.models import Article, Publication, Series
from tests.articles.metadata.reading import head_of
from tests.factories import ArticleFactory, AuthorFactory, PhotoFactory, SectionFactory, UserFactory
from tests.schemas import problems_of_graph

pytestmark = pytest.mark.django_db

SITE = "https://bao.example"
HOSTILE = [
    "</script><script>alert(1)</script>",
    "]]><!--",
    "a\x01\x0b\ufffeb",
    "\u202eđảo ngược\u2066",
    'Nhân đôi "ngoặc" & \\ chéo',
    "Lúa 🌾👩‍🌾 gạo",
    "\u2028dòng\u2029",
]


@pytest.fixture
def article(settings, monkeypatch):
    """An article with everything that there is to tell."""
    settings.SITE_URL = SITE
    monkeypatch.setattr(Series, "get_absolute_url", lambda one: f"/loat-bai/{one.slug}/")
    section = SectionFactory(
        parent=SectionFactory(name="Kinh tế", slug="kinh-te"),
        name="Nông nghiệp",
        slug="nong-nghiep",
    )
    article = ArticleFactory(
        public=True,
        section=section,
        title="Lúa được mùa",
        source="TTXVN",
        authors=[AuthorFactory(name="Cỏ May"), AuthorFactory(name="Hồ Bảo Trân")],
        photos=[PhotoFactory(photographer="Minh Châu", rights="© Báo"), PhotoFactory()],
        tag_names=["lúa", "mùa vụ"],
        series=Series.objects.create(name="Chuyện đồng bằng"),
        published_at=datetime(2026, 7, 8, 17, 30, tzinfo=UTC),
        last_published_at=datetime(2026, 7, 9, 1, 0, tzinfo=UTC),
        word_count=321,
    )
    chief = UserFactory(roles=["chief"])
    corrections.publish_correction(article, kind="correction", text="Số đúng là 5.", by=chief)
    Publication.objects.update(
        tagline="Vì dân", email="bao@bao.example", phone="0275 3822 222", address="1 Đồng Khởi",
        governing_body="Tỉnh ủy",
    )  # fmt: skip
    return article


def pages(article):
    return [
        "/",
        article.get_absolute_url(),
        "/kinh-te/",
        "/kinh-te/nong-nghiep/",
        article.authors.first().get_absolute_url(),
        article.tags.first().get_absolute_url(),
        "/dinh-chinh/",
    ]


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("number", range(7))
def test_structured_data_is_right_by_schema_org(client, article, prefix, number):
    head = head_of(client, prefix + pages(article)[number])

    (graph,) = head.graphs
    assert problems_of_graph(graph) == []


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_leave_it_valid(client, article, hostile):
    Article.objects.update(title=hostile, lead=hostile, source=hostile, kicker=hostile)
    article.authors.filter(name="Cỏ May").update(name=hostile)
    Publication.objects.update(name=hostile, tagline=hostile)

    article.refresh_from_db()
    for path in pages(article):
        assert "<script>" not in client.get(path).content.decode()
        assert problems_of_graph(head_of(client, path).graphs[0]) == []


def test_the_validator_sees_what_is_wrong():
    def problems(**facts):
        node = {"@type": "NewsArticle", **facts}
        return problems_of_graph({"@context": "https://schema.org", "@graph": [node]})

    assert problems(headline="Tít") == []
    assert problems(wordCount="12") and problems(headline=3) and problems(datePublished="8-7")
    assert problems(slogan="x") and problems(nothing="x") and problems(author="Cỏ May")
    assert problems(author={"@type": "ImageObject"}) and problems(image={"@type": "Picture"})
    assert problems(isPartOf={"@id": "https://bao.example/nowhere"})


def test_the_article_tells_all(client, article):
    head = head_of(client, article.get_absolute_url())
    news = head.node("NewsArticle")

    assert news["headline"] == "Lúa được mùa"
    assert news["datePublished"] == "2026-07-09T00:30:00+07:00"
    assert datetime.fromisoformat(news["dateModified"]).utcoffset() == timedelta(hours=7)
    assert [one["name"] for one in news["author"]] == ["Cỏ May", "Hồ Bảo Trân"]
    assert news["author"][0]["url"] == f"{SITE}/tac-gia/co-may/"
    assert news["articleSection"] == ["Kinh tế", "Nông nghiệp"]
    assert sorted(news["keywords"]) == ["lúa", "mùa vụ"]
    assert news["wordCount"] == 321
    assert news["inLanguage"] == "vi"
    assert news["isAccessibleForFree"] is True
    assert news["isPartOf"]["name"] == "Chuyện đồng bằng"
    assert news["sourceOrganization"]["name"] == "TTXVN"
    assert [one["creditText"] for one in news["image"]] == ["Minh Châu", "Minh Châu"]
    assert news["image"][0]["creator"]["name"] == "Minh Châu"
    assert news["correction"][0]["text"] == "Số đúng là 5."
    assert news["publisher"]["logo"]["width"] >= 112


def test_the_way_to_the_article_has_every_step(client, article):
    crumbs = head_of(client, article.get_absolute_url()).node("BreadcrumbList")["itemListElement"]

    assert [one["position"] for one in crumbs] == [1, 2, 3, 4]
    assert [urlsplit(one["item"]).path for one in crumbs] == [
        "/",
        "/kinh-te/",
        "/kinh-te/nong-nghiep/",
        article.get_absolute_url(),
    ]
    assert crumbs[3]["name"] == "Lúa được mùa"


def test_both_versions_of_the_page_tell_of_one_article(client, article):
    path = article.get_absolute_url()

    assert head_of(client, path).graphs == head_of(client, f"/en{path}").graphs


def test_the_home_page_names_the_paper_and_how_to_search_it(client, article):
    head = head_of(client, "/")
    paper, site = head.node("NewsMediaOrganization"), head.node("WebSite")

    assert paper["parentOrganization"]["name"] == "Tỉnh ủy"
    assert paper["slogan"] == "Vì dân"
    target = site["potentialAction"]["target"]["urlTemplate"]
    assert target == f"{SITE}/tim-kiem/?q={{search_term_string}}"
    path = target.removeprefix(SITE).replace("{search_term_string}", "lua")
    assert article.get_absolute_url() in client.get(path).content.decode()
    assert site["publisher"]["@id"] == paper["@id"]


def test_an_author_s_page_is_a_profile(client, article):
    author = article.authors.get(name="Cỏ May")
    author.description = "Phóng viên"
    author.save()

    page = head_of(client, author.get_absolute_url()).node("ProfilePage")

    assert page["mainEntity"]["name"] == "Cỏ May"
    assert page["mainEntity"]["description"] == "Phóng viên"


def test_a_list_is_named_in_the_language_of_its_page(client, article):
    vietnamese = head_of(client, "/kinh-te/").node("CollectionPage")
    english = head_of(client, "/en/kinh-te/").node("CollectionPage")

    assert (vietnamese["url"], vietnamese["inLanguage"]) == (f"{SITE}/kinh-te/", "vi")
    assert (english["url"], english["inLanguage"]) == (f"{SITE}/en/kinh-te/", "en")


def test_an_empty_site_has_structured_data(client):
    assert problems_of_graph(head_of(client, "/").graphs[0]) == []
