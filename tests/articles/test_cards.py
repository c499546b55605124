"""Cards are printed once, and are never those of anything else."""

import pytest
from django.template import Context, Template
from django.utils import translation

from articles import cards
from articles.models import Article, Photo, PhotoCaption, Section
from tests.factories import ArticleFactory, PhotoFactory, SectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def prints(monkeypatch):
    """A list that grows with each card that is printed."""
    printed, render = [], cards.render_to_string
    monkeypatch.setattr(cards, "render_to_string", lambda *it: (printed.append(1), render(*it))[1])
    return printed


@pytest.fixture
def article():
    section = SectionFactory(name="Kinh tế", parent=SectionFactory(name="Thời sự"))
    article = ArticleFactory(public=True, title="Cá linh về đồng", section=section)
    PhotoCaption.objects.create(article=article, photo=PhotoFactory(alt="Mẻ cá"), placement="lead")
    return article


def card(article, options='look="row" lead=True dated=True'):
    """Return the card as a page prints it that loads the article now."""
    row = Article.objects.with_card_data().get(pk=article.pk)
    template = Template("{% load cards %}{% article_card article " + options + " %}")
    return template.render(Context({"article": row}))


def test_a_card_is_printed_once_for_all_who_read(article, prints):
    first = card(article)

    assert card(article) == first
    assert "Cá linh về đồng" in first
    assert len(prints) == 1


def test_two_articles_looks_and_languages_have_cards_of_their_own(article, prints):
    other = ArticleFactory(public=True, title="Cá linh về đồng", section=article.section)
    with translation.override("en"):
        english = card(article)

    assert len({card(article), card(other), card(article, 'look="lead"'), english}) == 4
    assert 'href="/en/' in english
    assert len(prints) == 4


@pytest.mark.parametrize(
    ("model", "change", "shown"),
    [
        (Article, {"title": "Cá linh chưa về"}, "Cá linh chưa về"),
        (Article, {"lead": "Nước nhỏ."}, "Nước nhỏ."),
        (Article, {"kicker": "Mùa nước"}, "Mùa nước"),
        (Section, {"slug": "duong-moi"}, "/duong-moi/"),
        (PhotoCaption, {"alt": "Người kéo lưới"}, "Người kéo lưới"),
        (Photo, {"focus_x": 0.9}, 'data-focus-x="90"'),
        (PhotoCaption, {"placement": "body"}, 'class="card card--row"'),
    ],
    ids=str,
)
def test_what_it_shows_is_never_old(article, model, change, shown):
    before = card(article)
    model.objects.update(**change)

    assert card(article) != before
    assert shown in card(article)


def test_an_article_without_its_photo_loaded_is_printed_each_time(article, prints):
    for alt in ("Một", "Hai"):
        PhotoCaption.objects.update(alt=alt)
        row = Article.objects.with_page_data().get(pk=article.pk)
        assert alt in cards.html("components/article_card.html", row, look="row")
    assert len(prints) == 2


def test_a_card_that_had_to_ask_for_its_section_is_printed_each_time(article, prints):
    for slug in ("mot", "hai"):
        Section.objects.update(slug=slug)
        row = Article.objects.with_card_data().select_related(None).get(pk=article.pk)
        assert f'href="/{slug}/{slug}/' in cards.html("components/article_card.html", row)
    assert len(prints) == 2


def test_not_more_than_so_many_are_kept(article, prints, monkeypatch):
    monkeypatch.setattr(cards, "MOST", 2)
    for look in ("row", "lead", "plain", "row"):
        card(article, f'look="{look}"')

    assert len(prints) == 4


def test_templates_that_are_edited_are_printed_anew(article, prints, settings):
    settings.DEBUG = True
    card(article)
    card(article)

    assert len(prints) == 2
