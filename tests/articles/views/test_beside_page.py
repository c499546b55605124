"""What stands beside an article, as its page and its previews print it."""

import gzip
import re
from dataclasses import replace

import pytest
from django.urls import reverse

from articles import revisions
from articles.models import RelatedArticle, Series
from newsroom.bundles import make
from tests.articles.views.links import address, share
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, SectionFactory, UserFactory
from tests.reading import text_of

pytestmark = pytest.mark.django_db


def html_of(client, article):
    return client.get(article.get_absolute_url()).content.decode()


@pytest.mark.parametrize("view", ["preview", "preview_page"])
def test_previews_show_what_the_version_says_and_nothing_hidden(client, view):
    chief = UserFactory(roles=["chief"])
    article = ArticleFactory()
    series = Series.objects.create(name="Loạt mới")
    first = ArticleFactory(public=True, series=series, title="Kỳ đầu tiên")
    shown = ArticleFactory(public=True, title="Tin chọn tay")
    hidden = ArticleFactory(title="Bí mật nháp")
    content = replace(
        revisions.newest_content(article), series=series.pk, related=(hidden.pk, shown.pk)
    )
    revisions.save(article, content, by=None)

    if view == "preview":
        response = client.get(address(share(article, chief)))
    else:
        client.force_login(chief)
        response = client.get(reverse("admin:articles_article_preview_page", args=[article.pk]))

    text = text_of(response)
    assert "Tin chọn tay" in text
    assert first.title in text
    assert response.context["page"].beside.part.number == 2
    assert "Bí mật" not in text


def test_no_story_stands_twice_on_the_page(client):
    section, series = SectionFactory(), Series.objects.create(name="Loạt")
    articles = [
        ArticleFactory(public=True, section=section, series=series, tag_names=["lúa"])
        for _ in range(9)
    ]
    RelatedArticle.objects.create(article=articles[4], target=articles[5])

    html = html_of(client, articles[4])

    main = html[html.index("<article") : html.index("</main>")]
    links = re.findall(r'<a [^>]*href="/[^"]*-a(\d+)\.html"', main)
    assert len(links) == 8
    assert len(set(links)) == 8


def test_text_in_another_language_says_so_and_the_rest_does_not(client):
    article = ArticleFactory(public=True, language="km", kicker="ខ្មែរ", title="បុណ្យ", photos=1)

    html = html_of(client, article)

    assert article.get_absolute_url().count("-a") == 1
    for part in ("kicker", "title", "lead", "figures", "body"):
        assert f'class="article__{part}" lang="km"' in html
    assert html.count('lang="km"') == 5
    assert 'class="tools__minutes"' not in html  # words do not stand apart in Khmer
    assert 'lang="vi"' not in html_of(client, ArticleFactory(public=True)).split("<body")[1]


def test_reading_time_is_said(client):
    article = ArticleFactory(public=True)
    words = "chữ " * 640
    article.word_count = 640
    article.body = f"<p>{words}</p>"
    article.save()

    minutes = re.search(r'tools__minutes">(\d+)', html_of(client, article))

    assert minutes[1] == "4"


def test_a_page_with_fifty_comments_is_light(client):
    section = SectionFactory()
    article = ArticleFactory(public=True, photos=3, body="<p>Bà con ra đồng.</p>" * 60)
    ArticleFactory.create_batch(8, public=True, section=section, photos=1)
    CommentFactory.create_batch(50, article=article, status="approved")

    page = client.get(article.get_absolute_url(), headers={"accept-encoding": "gzip"})

    files = [gzip.compress(make(name).read_bytes()) for name in ("css/paper.css", "js/article.js")]
    assert page.headers["Content-Encoding"] == "gzip"
    assert len(page.content) + sum(map(len, files)) < 40_000


def test_the_end_of_the_page_leads_back_to_the_section(client):
    article = ArticleFactory(public=True)

    end = html_of(client, article).partition("</article>")[2]

    assert f'href="{article.section.get_absolute_url()}"' in end.partition("</main>")[0]
