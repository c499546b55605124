"""Canonical addresses, versions in other languages, Open Graph, feeds: what a page's head names."""

from datetime import timedelta

import pytest

from articles import fronts
from articles.models import Article, ShareCard
from articles.sharecards import name_of, text_of
from tests.articles.metadata.reading import head_of
from tests.factories import ArticleFactory, AuthorFactory, PhotoFactory, SectionFactory

pytestmark = pytest.mark.django_db

SITE = "https://bao.example"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


@pytest.fixture
def article():
    section = SectionFactory(slug="kinh-te", name="Kinh tế")
    return ArticleFactory(
        public=True,
        section=section,
        authors=[AuthorFactory(name="Cỏ May")],
        photos=[PhotoFactory()],
        tag_names=["lúa", "gạo"],
    )


def test_every_page_names_itself_and_its_versions_both_ways(client, article):
    paths = [
        "/",
        "/kinh-te/",
        "/tac-gia/co-may/",
        "/tu-khoa/lua/",
        "/dinh-chinh/",
        article.get_absolute_url(),
    ]
    for path in paths:
        wanted = {"vi": SITE + path, "en": f"{SITE}/en{path}", "x-default": SITE + path}
        for own in (path, f"/en{path}"):
            head = head_of(client, own)
            assert head.href("canonical") == head.meta["og:url"][0] == SITE + own
            assert head.versions() == wanted


def test_older_pages_of_a_list_name_themselves_and_the_same_page_in_english(
    client, article, monkeypatch
):
    monkeypatch.setattr(fronts, "PAGE_SIZE", 6)
    ArticleFactory.create_batch(9, public=True, section=article.section, authors=[])
    text = client.get("/kinh-te/").content.decode()
    older = text[text.index("?truoc=") :].split('"')[0]

    head = head_of(client, f"/en/kinh-te/{older}")

    assert head.href("canonical") == f"{SITE}/en/kinh-te/{older}"
    assert head.versions()["vi"] == head.versions()["x-default"] == f"{SITE}/kinh-te/{older}"


def test_an_article_tells_open_graph_all(client, article):
    Article.objects.update(last_published_at=article.published_at + timedelta(hours=2))

    meta = head_of(client, article.get_absolute_url()).meta

    assert meta["og:type"] == ["article"]
    assert meta["article:section"] == ["Kinh tế"]
    assert sorted(meta["article:tag"]) == ["gạo", "lúa"]
    assert meta["article:author"] == [f"{SITE}/tac-gia/co-may/"]
    assert meta["article:published_time"] < meta["article:modified_time"]
    photo = article.captions.get().photo
    assert meta["og:image"] == [f"{SITE}/anh/{photo.key}/chia-se.jpg"]
    assert meta["og:image:type"] == ["image/jpeg"]
    assert (meta["og:image:width"], meta["og:image:height"]) == (["1200"], ["630"])
    assert meta["og:image:alt"] == ["Cây cầu nhìn từ bờ sông"]
    assert meta["twitter:card"] == ["summary_large_image"]


@pytest.mark.parametrize(
    ("language", "locale"), [("vi", "vi_VN"), ("en", "en_US"), ("km", "km_KH"), ("rad", "rad_VN")]
)
def test_locale_is_the_article_s(client, article, language, locale):
    Article.objects.update(language=language)

    for prefix in ("", "/en"):
        meta = head_of(client, prefix + article.get_absolute_url()).meta
        assert meta["og:locale"] == [locale]
        assert "og:locale:alternate" not in meta


def test_locale_of_a_list_is_the_interface_s(client, article):
    assert head_of(client, "/kinh-te/").meta["og:locale"] == ["vi_VN"]
    english = head_of(client, "/en/kinh-te/").meta
    assert (english["og:locale"], english["og:locale:alternate"]) == (["en_US"], ["vi_VN"])


def test_each_list_names_its_own_feed(client, article):
    named = {path: path for path in ("/kinh-te/", "/tac-gia/co-may/", "/tu-khoa/lua/")}
    for path, feed in {**named, article.get_absolute_url(): "/kinh-te/"}.items():
        for page in (path, f"/en{path}"):
            own = head_of(client, page).feeds()[-1]
            assert own == f"/rss{feed}"
            assert client.get(own).status_code == 200


def test_without_a_photo_the_card_stands_for_an_article_once_it_says_what_the_article_says(client):
    article = ArticleFactory(public=True, title="Lúa được mùa")
    path, paper = article.get_absolute_url(), article.section.publication
    assert head_of(client, path).meta["og:image"] == [f"{SITE}/static/img/card.png"]

    name = name_of(text_of(article, paper))
    card = ShareCard.objects.create(article=article, name="0" * 16)
    assert head_of(client, path).meta["og:image"] == [f"{SITE}/static/img/card.png"]

    ShareCard.objects.update(name=name)
    head = head_of(client, path)
    assert head.meta["og:image"] == [f"{SITE}/the/{card.pk}-{name}.png"]
    assert head.meta["og:image:type"] == ["image/png"]
    assert head.meta["og:image:alt"] == ["Lúa được mùa"]
    assert head.node("NewsArticle")["image"][0]["contentUrl"] == head.meta["og:image"][0]


def test_a_photo_in_the_text_stands_for_an_article_without_a_lead_photo(client):
    article = ArticleFactory(public=True, photos=1)
    article.captions.update(placement="body")
    key = article.captions.get().photo.key

    meta = head_of(client, article.get_absolute_url()).meta

    assert meta["og:image"] == [f"{SITE}/anh/{key}/chia-se.jpg"]
