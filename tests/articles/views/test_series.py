"""A series' own page: all its public parts, the first one first."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Series
from articles.views.series import PAGE_SIZE
from tests.factories import ArticleFactory
from tests.reading import hidden_articles, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    return Series.objects.create(name="Đi dọc kênh Vàm Lớn", description="Mười ngày trên ghe.")


def parts(series, count):
    start = timezone.now() - timedelta(days=9)
    # Pairs of one moment: the id decides between them.
    return [
        ArticleFactory(public=True, series=series, published_at=start + timedelta(hours=n // 2))
        for n in range(count)
    ]


def test_parts_come_in_their_order_page_by_page(client, series):
    made = parts(series, 2 * PAGE_SIZE + 1)
    url, shown, starts = series.get_absolute_url(), [], []

    while url:
        page = client.get(url).context["parts"]
        shown += page.articles
        starts.append(page.first)
        url = page.later and f"{series.get_absolute_url()}?sau={page.later}"

    assert shown == made
    assert starts == [1, PAGE_SIZE + 1, 2 * PAGE_SIZE + 1]


def test_the_page_names_the_series(client, series):
    parts(series, 1)

    text = text_of(client.get("/loat-bai/di-doc-kenh-vam-lon/"))

    assert "Đi dọc kênh Vàm Lớn" in text
    assert "Mười ngày trên ghe." in text


def test_hidden_parts_stay_hidden(client, series):
    parts(series, 1)
    Article.objects.filter(pk__in=[one.pk for one in hidden_articles()]).update(series=series)

    response = client.get(series.get_absolute_url())

    assert len(response.context["parts"].articles) == 1
    assert "Bí mật" not in response.content.decode()


def test_a_series_without_a_public_part_is_a_secret(client, series):
    ArticleFactory(series=series)

    hidden, none = (client.get(f"/loat-bai/{slug}/") for slug in (series.slug, "khong-co"))

    assert hidden.status_code == none.status_code == 404
    assert series.name not in hidden.content.decode()


@pytest.mark.parametrize("cursor", ["x", "1-", "ffffffffffffff-1", "1-1' or 1=1", "9" * 9999])
def test_a_cursor_that_is_none_of_ours_leads_nowhere(client, series, cursor):
    parts(series, 1)

    assert client.get(f"{series.get_absolute_url()}?sau={cursor}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_runs_constant_queries(client, series, count, django_assert_num_queries):
    for part in parts(series, count):
        ArticleFactory(public=True, photos=1, series=part.series)

    with django_assert_num_queries(3):  # series, parts, sections with the paper
        client.get(series.get_absolute_url())


def test_an_article_shows_its_place_in_the_series(client, series):
    first, second, third = parts(series, 3)

    html = client.get(second.get_absolute_url()).content.decode()

    nav = html[html.index('<nav class="part"') :].partition("</nav>")[0]
    assert f'rel="prev" href="{first.get_absolute_url()}"' in nav
    assert f'rel="next" href="{third.get_absolute_url()}"' in nav
    assert f'href="{series.get_absolute_url()}"' in nav
