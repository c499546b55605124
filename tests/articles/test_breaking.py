"""Breaking lines: on every page for their time, and never about what readers may not know."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import breaking, clock, due, publishing, revisions, workflow
from articles.content import Content
from articles.masthead import load_masthead
from articles.models import Article, BreakingNews, Publication
from articles.rules import Action
from tests.factories import ArticleFactory, PublicationFactory, SectionFactory, UserFactory
from tests.reading import text_of

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
TEXT = "Bão số 9 đổ bộ đêm nay"


@pytest.fixture
def section():
    return SectionFactory(slug="thoi-su")


def line(article=None, *, starts=0, ends=2, text=TEXT, **facts):
    now = clock.now()
    made = BreakingNews(
        text=text,
        article=article,
        starts_at=now + starts * HOUR,
        ends_at=now + ends * HOUR,
        **facts,
    )
    breaking.save(made, by=None)
    return made


def lines_at(hours=0):
    paper = Publication.objects.get()
    return [one.text for one in breaking.running(paper, clock.now() + hours * HOUR)]


def test_line_is_on_every_page_and_costs_no_query(client, section, django_assert_num_queries):
    article = ArticleFactory(public=True, section=section, authors=[])
    line(article)
    line(address="https://example.org/", text="Xem trực tiếp")

    for address, queries in (("/", 5), ("/thoi-su/", 4), ("/dinh-chinh/", 2)):
        with django_assert_num_queries(queries):
            html = client.get(address).content.decode()
        assert f'<a href="{article.get_absolute_url()}">{TEXT}</a>' in html
        assert '<a href="https://example.org/">Xem trực tiếp</a>' in html
    assert "tin-khan" in client.get("/khong-co/").content.decode()


def test_line_without_any_is_not_there(client, section):
    assert "tin-khan" not in client.get("/").content.decode()


def test_line_follows_the_interface_s_language(client, section):
    line(ArticleFactory(public=True, section=section, authors=[]))

    assert 'href="/en/thoi-su/' in client.get("/en/").content.decode().split('id="tin-khan"')[1]


def test_line_begins_and_ends_by_time_alone(section):
    line(starts=1, ends=3)

    assert [lines_at(hours) for hours in (0, 1, 2.9, 3)] == [[], [TEXT], [TEXT], []]


def test_ended_line_is_gone_at_once_and_one_to_come_never_begins(section):
    running, coming = line(), line(starts=1, ends=3, text="Sắp tới")
    breaking.end(running)
    breaking.end(coming)

    assert [lines_at(hours) for hours in (0, 1, 2)] == [[], [], []]
    assert BreakingNews.objects.count() == 2


def test_line_of_a_draft_waits_until_it_is_published(client, section):
    draft = ArticleFactory(section=section, photos=1)
    line(draft)
    assert lines_at() == []
    assert TEXT not in text_of(client.get("/"))

    publishing.publish(draft, by=UserFactory(is_superuser=True))
    assert lines_at() == [TEXT]


def test_line_of_a_scheduled_article_shows_from_its_publication_on(section):
    article = ArticleFactory(section=section, photos=1)
    by = UserFactory(is_superuser=True)
    publishing.set_embargo(article, by=by, until=clock.now() + HOUR)
    line(article, ends=5)
    publishing.publish(article, by=by, at=clock.now() + 2 * HOUR)

    assert [lines_at(hours) for hours in (0, 1, 2, 4)] == [[], [], [TEXT], [TEXT]]


def test_line_of_a_withdrawn_article_is_taken_back_with_its_address(client, section):
    article = ArticleFactory(public=True, section=section)
    line(article)
    workflow.move(article, Action.WITHDRAW, by=UserFactory(is_superuser=True), reason="Sai")

    html = client.get("/").content.decode()
    assert TEXT not in html
    assert article.slug not in html
    assert Publication.objects.get().breaking == []


def test_line_ends_with_its_article_by_time_alone(section):
    article = ArticleFactory(public=True, section=section, withdraw_at=clock.now() + HOUR)
    line(article)

    assert [lines_at(hours) for hours in (0, 1)] == [[TEXT], []]
    Article.objects.update(withdraw_at=timezone.now() - HOUR)
    due.withdraw_due()
    assert lines_at() == []


def test_line_of_a_deleted_article_says_nothing(section):
    draft = ArticleFactory(section=section)
    made = line(draft)
    draft.delete()
    breaking.refresh()

    made.refresh_from_db()
    assert (made.article_id, made.of_article) == (None, True)
    assert lines_at() == []


def test_line_leads_to_where_its_article_moved(client, section):
    article = ArticleFactory(public=True, section=section, photos=1)
    line(article)
    by = UserFactory(is_superuser=True)
    content = Content(**{**vars(revisions.newest_content(article)), "title": "Tít đã đổi"})
    revisions.save(article, content, by=by)
    publishing.publish(article, by=by)

    assert "/thoi-su/tit-da-doi-a" in client.get("/").content.decode().split('id="tin-khan"')[1]


def test_texts_and_addresses_are_escaped(client, section):
    line(text="<b>Khẩn</b>", address='https://example.org/"onclick=x')

    html = client.get("/").content.decode()
    assert "<b>Khẩn</b>" not in html
    assert 'org/"onclick' not in html


def test_latest_line_comes_first(section):
    line(starts=-1, text="Trước")
    line(text="Sau")

    assert lines_at() == ["Sau", "Trước"]


def test_paper_without_a_section_has_its_line_too():
    PublicationFactory()
    line()

    assert [one.text for one in load_masthead().breaking] == [TEXT]


@pytest.mark.parametrize(
    "facts",
    [{"text": ""}, {"ends": -1}, {"address": "/x", "article": True}],
)
def test_database_refuses_lines_that_make_no_sense(section, facts):
    if facts.get("article"):
        facts = {**facts, "article": ArticleFactory(section=section)}

    with pytest.raises(IntegrityError), transaction.atomic():
        line(**facts)
