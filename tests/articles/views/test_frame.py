"""What stands around the content of every public page: masthead, menu of sections, footer."""

import re

import pytest

from tests.factories import ArticleFactory, PublicationFactory, SectionFactory

pytestmark = pytest.mark.django_db


def part(html, start, end):
    return html[html.index(start) : html.index(end, html.index(start))]


def html_of(client, path):
    return client.get(path).content.decode()


@pytest.fixture
def sections():
    paper = PublicationFactory(
        name="Báo <Ấp>", tagline="Tiếng nói", editor_in_chief="Ứng Ẩn", licence="Số 1/GP"
    )
    top = SectionFactory(publication=paper, name="Kinh tế", slug="kinh-te")
    return top, SectionFactory(publication=paper, parent=top, name="Lúa & cá", slug="lua-ca")


def test_the_menu_and_the_footer_lead_to_every_section(client, sections):
    html = html_of(client, "/")

    for tree in (part(html, "<details", "</details>"), part(html, "<footer", "</footer>")):
        assert 'href="/kinh-te/"' in tree and 'href="/kinh-te/lua-ca/"' in tree
        assert "Lúa &amp; cá" in tree


def test_the_english_page_says_what_is_vietnamese(client, sections):
    html = html_of(client, "/en/")

    assert re.search(r'<ul class="tree" lang="vi">', html)
    assert '<p class="footer__name" lang="vi">Báo &lt;Ấp&gt;</p>' in html
    assert '<span lang="vi">Ứng Ẩn</span>' in html
    assert 'lang="vi"' not in part(html_of(client, "/"), "<body", "</body>")


def test_a_card_says_its_article_s_language(client, sections):
    ArticleFactory(public=True, language="en", title="English words", section=sections[0])
    ArticleFactory(public=True, language="km", title="ខ្មែរ", section=sections[0])

    html = html_of(client, "/")

    assert re.search(r'class="card__title" lang="en"><a [^>]*>English words', html)
    assert re.search(r'class="card__title" lang="km"><a [^>]*>ខ្មែរ', html)
    assert 'class="card__title" lang="en"' not in html_of(client, "/en/")


def test_the_masthead_leads_to_the_other_edition_and_repeats_nothing_that_was_asked(client):
    PublicationFactory()

    html = html_of(client, "/khong-co/?q=rubbish-here")

    head = part(html, '<header class="masthead"', "</header>")
    assert 'href="/en/"' in head and 'hreflang="en"' in head
    assert "rubbish-here" not in html


def test_the_frame_holds_before_anything_is_set_up(client):
    html = html_of(client, "/")

    assert "<details" not in html
    assert "footer__legal" not in html
    assert html.count("<time") == 1  # the day
