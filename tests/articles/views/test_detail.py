"""An article's address: who gets what there."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import RelatedArticle, Series
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory
from tests.reading import hidden_articles, is_everybodys

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_article_runs_six_queries_whatever_it_holds(client, count, django_assert_num_queries):
    article = ArticleFactory(
        public=True,
        authors=AuthorFactory.create_batch(count),
        photos=count,
        tag_names=[f"từ khóa {number}" for number in range(count)],
    )
    CommentFactory.create_batch(count, article=article, status="approved")
    keep_company(article, count)
    url = article.get_absolute_url()

    with django_assert_num_queries(6):
        response = client.get(url)

    assert response.status_code == 200
    assert len(response.context["page"].captions) == count
    assert len(response.context["page"].tags) == count
    beside = response.context["page"].beside
    assert (len(beside.related), len(beside.more)) == (min(2 * count, 5), count)
    assert beside.part.number == 2


def keep_company(article, count):
    """Put ``count`` stories into each place beside the article, with photos and without."""
    article.series = Series.objects.create(name="Loạt bài")
    article.save()
    before = article.published_at - timedelta(hours=1)
    ArticleFactory(public=True, series=article.series, published_at=before)
    for number in range(count):
        ArticleFactory(public=True, section=article.section, photos=number % 2)
        ArticleFactory(public=True, tag_names=["từ khóa 0"], photos=number % 2)
        target = ArticleFactory(public=True, photos=number % 2)
        RelatedArticle.objects.create(article=article, target=target, position=number)


def test_article_is_the_same_for_every_reader(client, admin_client):
    url = ArticleFactory(public=True, photos=1).get_absolute_url()

    response = client.get(url)

    assert response.content == admin_client.get(url).content
    assert is_everybodys(response)
    assert not response.cookies


def test_article_takes_no_posts(client):
    assert client.post(ArticleFactory(public=True).get_absolute_url()).status_code == 405


def test_article_answers_head(client):
    assert client.head(ArticleFactory(public=True).get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/cho-khac/{slug}-a{id}.html",
        "/{path}/tit-cu-a{id}.html",
        "/{path}/-a{id}.html",
        "/a/b/c/x-a{id}.html",
    ],
)
def test_other_addresses_lead_to_the_canonical_one(client, address):
    article = ArticleFactory(public=True)
    names = {"slug": article.slug, "id": article.pk, "path": article.section.path}

    response = client.get(address.format(**names))

    assert response.status_code == 301
    assert response.headers["Location"] == article.get_absolute_url()


def test_redirect_keeps_the_query_string(client):
    article = ArticleFactory(public=True)

    response = client.get(f"/x/y-a{article.pk}.html?utm_source=zalo&b=%C3%A1")

    assert response.headers["Location"] == article.get_absolute_url() + "?utm_source=zalo&b=%C3%A1"


def test_article_of_a_subsection_has_both_sections_in_its_address(client):
    section = SectionFactory(parent=SectionFactory(slug="kinh-te"), slug="nong-nghiep")
    article = ArticleFactory(public=True, section=section, title="Lúa được mùa")

    assert article.get_absolute_url() == f"/kinh-te/nong-nghiep/lua-duoc-mua-a{article.pk}.html"
    assert client.get(article.get_absolute_url()).status_code == 200


def test_hidden_articles_cannot_be_told_from_none(client):
    articles = hidden_articles()
    none = client.get("/x/y-a999999999999999999.html").content

    for article in articles:
        response = client.get(f"/x/{article.slug}-a{article.pk}.html")

        assert response.status_code in (404, 410), article.title
        assert "Bí mật" not in response.content.decode()
        if response.status_code == 404:
            assert response.content == none


def test_only_what_readers_had_is_gone(client):
    codes = {
        article.title: client.get(f"/x/{article.slug}-a{article.pk}.html").status_code
        for article in hidden_articles()
    }

    assert {title for title, code in codes.items() if code == 410} == {
        "Bí mật đã gỡ",
        "Bí mật hết hạn",
    }


def test_gone_says_so(client):
    article = next(a for a in hidden_articles() if a.state == "withdrawn")

    response = client.get(f"/x/y-a{article.pk}.html")

    assert _("Article withdrawn") in response.content.decode()
    assert 'name="robots" content="noindex"' in response.content.decode()


def test_scheduled_article_is_public_at_its_time_though_nothing_ran(client):
    article = ArticleFactory(public=True, state="scheduled")

    assert client.get(article.get_absolute_url()).status_code == 200


def test_no_browser_keeps_the_word_that_an_article_is_gone(client):
    article = ArticleFactory(
        state="withdrawn", published_at=timezone.now() - timedelta(hours=1), title="Đã gỡ"
    )

    response = client.get(article.get_absolute_url())

    assert response.status_code == 410
    assert response.headers["Cache-Control"] == "no-cache"
