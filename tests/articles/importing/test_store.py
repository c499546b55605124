"""Storing: all or nothing, the same text once, the right author."""

import pytest
from django.db import IntegrityError

from articles.importing import store as module
from articles.importing.parts import Block, Kind
from articles.importing.store import body_of, find, first_section, store
from articles.importing.text import parse
from articles.models import Article, Author, Photo, Publication, Section, State
from articles.requirements import NotReady
from articles.vietnamese.dates import format_datetime
from tests.articles.importing.texts import text
from tests.factories import AuthorFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


def take_in(source, **options):
    return store(parse(source), text=source, **options)


def test_store_makes_a_filled_draft():
    section, writer = SectionFactory(), UserFactory()

    article, created = take_in(text("web"), section=section, by=writer)

    article = Article.objects.get(pk=article.pk)
    assert created
    assert (article.state, article.section, article.created_by) == (State.DRAFT, section, writer)
    assert article.title == "Vàm Lớn: Lúa hữu cơ mở đường cho hợp tác xã trẻ"
    assert format_datetime(article.published_at) == "22/10/2025 - 19:25"
    assert (article.dateline, article.source) == ("BTG", "TTXVN")
    assert article.body.count("<p>") == 3
    assert "<h2>Từ ruộng ra chợ</h2>" in article.body
    assert "<li>xây kho sấy thứ hai.</li>" in article.body
    assert [line.author.name for line in article.bylines.all()] == ["Hải Yến", "Đỗ Chang"]
    assert sorted(article.tags.names()) == ["An Phú Tây", "hợp tác xã", "lúa hữu cơ"]
    assert article.newest_revision.created_by == writer


def test_store_makes_photos_that_wait_for_their_picture():
    article, _ = take_in(text("web"))

    first, second = article.captions.select_related("photo").order_by("position")
    assert (first.placement, second.placement) == ("lead", "body")
    assert first.caption == "Nông dân xã An Phú Tây thu hoạch lúa hữu cơ."
    assert (first.photo.credit, first.photo.has_file) == ("Minh Châu", False)
    assert first.alt


def test_store_keeps_one_article_of_one_text():
    first, created = take_in(text("web"))
    again, created_again = take_in("\n\n" + text("web").replace("\n\n", "\r\n"))

    assert (created, created_again) == (True, False)
    assert first == again
    assert Article.objects.count() == 1
    assert Photo.objects.count() == 2
    assert first.revisions.count() == 1


def test_store_that_comes_second_at_the_same_moment_finds_the_first(monkeypatch):
    first, _ = take_in(text("word"))
    answers = [None]
    monkeypatch.setattr(module, "find", lambda source: answers.pop() if answers else find(source))

    assert take_in(text("word")) == (first, False)
    assert (Article.objects.count(), Photo.objects.count()) == (1, 1)


def test_store_gives_up_on_a_lasting_conflict(monkeypatch):
    take_in(text("word"))
    monkeypatch.setattr(module, "find", lambda source: None)

    with pytest.raises(IntegrityError):
        take_in(text("word"))


@pytest.mark.parametrize("known", ["HẢI YẾN", "Hải  Yến", "hải yến"])
def test_store_knows_an_author_in_any_case(known):
    author = AuthorFactory(name=known)
    AuthorFactory(name="Hải Yên")  # another name

    article, _ = take_in(text("web"))

    assert article.bylines.order_by("position").first().author == author


def test_store_knows_an_author_in_either_tone_style():
    author = AuthorFactory(name="Thuý Hoà")

    article, _ = take_in("Một tít đủ dài cho bài\n\nMột câu mở bài cho đủ.\n\nThúy Hòa")

    assert article.bylines.get().author == author


def test_store_prefers_the_author_of_exactly_that_name():
    AuthorFactory(name="HẢI YẾN")
    exact = AuthorFactory(name="Hải Yến")

    article, _ = take_in(text("web"))

    assert article.bylines.order_by("position").first().author == exact


def test_store_publishes_from_the_time_in_the_text():
    article, _ = take_in(text("web"), section=SectionFactory(), publish=True)

    article = Article.objects.public().get()
    assert format_datetime(article.published_at) == "22/10/2025 - 19:25"
    assert article.live_revision == article.newest_revision


def test_store_publishes_in_the_first_section_where_none_is_given():
    SectionFactory(position=7)
    first = SectionFactory(position=2)
    SectionFactory(position=1, parent=first)

    article, _ = take_in(text("web"), publish=True)

    assert article.section == first


def test_store_publishes_on_a_site_without_sections():
    article, _ = take_in(text("web"), publish=True)

    assert article.section == first_section()
    assert (Publication.objects.count(), Section.objects.count()) == (1, 1)
    assert article.get_absolute_url().startswith("/tin-tuc/")


def test_store_keeps_nothing_of_what_cannot_be_published():
    with pytest.raises(NotReady):
        take_in("Một tít đủ dài cho bài\n\nMột câu mở bài. Nhưng không ai ký tên.", publish=True)

    for model in (Article, Photo, Author, Section, Publication):
        assert not model.objects.exists()


def test_body_holds_markup_as_text():
    body = body_of(
        [
            Block(Kind.PARAGRAPH, "<script>alert(1)</script>"),
            Block(Kind.QUOTE, "- “A & B”"),
            Block(Kind.LIST, "<b>một</b>\n## hai"),
        ]
    )

    assert body == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"
        "<blockquote><p>- “A &amp; B”</p></blockquote>\n"
        "<ul><li>&lt;b&gt;một&lt;/b&gt;</li><li>## hai</li></ul>"
    )


@pytest.mark.parametrize("count", [1, 30])
def test_store_runs_constant_queries(count, django_assert_max_num_queries):
    for number in range(count):
        take_in(f"{text('word')}\n\nBản thứ {number} của cùng một bài.\n\nTác giả {number}")
    section = SectionFactory()

    with django_assert_max_num_queries(110):
        take_in(text("web"), section=section, publish=True)
