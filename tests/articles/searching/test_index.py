"""What search knows is what readers have: at once, and whatever else happens."""

import io

import pytest
from django.core.management import call_command
from django.db import connection

from articles import publishing, revisions, workflow
from articles.content import Content
from articles.models import Article, SearchEntry, Series, Tag
from articles.rules import Action
from articles.searching import index, terms
from articles.searching.finding import Wanted, search
from articles.searching.query import read_query
from articles.searching.words import MAX_WORDS
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


def ids(query, **wanted):
    return [hit.article.pk for hit in search(Wanted(read_query(query), **wanted)).hits]


@pytest.fixture
def chief():
    return UserFactory(roles=["chief"])


def written(by, **fields):
    article = Article(created_by=by)
    content = {
        "title": "Lúa chín",
        "section": SectionFactory().pk,
        "lead": "Bà con ra đồng.",
        "body": "<p>Máy gặt về.</p>",
        "authors": (AuthorFactory(name="Minh Châu").pk,),
        "tags": ("nông thôn mới",),
    }
    revisions.save(article, Content(**{**content, **fields}), by=by)
    return article


@pytest.mark.parametrize(
    "query", ["lúa", "bà con", "máy gặt", "minh châu", "nông thôn mới", "“nông thôn mới”"]
)
def test_published_is_found_by_every_text_and_withdrawn_no_more(chief, query):
    article = written(chief)
    assert ids(query) == []

    publishing.publish(article, by=chief)
    assert ids(query) == [article.pk]

    workflow.move(article, Action.WITHDRAW, by=chief, reason="Sai số liệu.")
    assert ids(query) == []
    assert not SearchEntry.objects.filter(pk=article.pk).exists()


def test_what_is_saved_and_not_published_is_not_found(chief):
    article = written(chief)
    publishing.publish(article, by=chief)

    content = revisions.newest_content(article)
    revisions.save(article, Content(**{**vars(content), "title": "Chuyện kín"}), by=chief)

    assert ids("chuyện kín") == []
    assert ids("lúa") == [article.pk]


def test_a_new_name_of_an_author_is_entered_by_the_timer(chief):
    article = written(chief)
    publishing.publish(article, by=chief)
    author = article.authors.get()
    author.name = "Bảo Trân"
    author.save()

    call_command("tick", stdout=io.StringIO())

    assert ids("bảo trân") == [article.pk]
    assert ids("minh châu") == []
    assert not SearchEntry.objects.filter(is_stale=True).exists()


def test_saving_an_author_under_the_same_name_makes_nothing_stale():
    article = ArticleFactory(public=True)
    author = article.authors.get()
    author.description = "Phóng viên"
    author.save()

    assert not SearchEntry.objects.filter(is_stale=True).exists()


def test_a_section_that_moves_takes_its_articles_along():
    article = ArticleFactory(public=True, title="Lúa")
    top = SectionFactory()
    section = article.section
    section.parent = top
    section.save()

    index.refresh_stale()

    assert ids("lúa", section=top) == [article.pk]


def test_articles_from_before_the_search_are_entered_by_the_command():
    articles = [ArticleFactory(public=True, title="Lúa") for _number in range(3)]
    draft = ArticleFactory(title="Lúa non")
    SearchEntry.objects.all().delete()
    SearchEntry.objects.create(article=draft, tokens="lua", head=" lua ", rest="")
    out = io.StringIO()

    call_command("search_index", stdout=out)

    assert sorted(ids("lúa")) == sorted(article.pk for article in articles)
    assert out.getvalue() == "entered 3 articles, removed 1\n"


def test_migrating_enters_what_is_missing():
    article = ArticleFactory(public=True, title="Lúa")
    SearchEntry.objects.all().delete()

    call_command("migrate", verbosity=0)

    assert ids("lúa") == [article.pk]


def test_migrating_makes_rows_of_an_older_release_again():
    article = ArticleFactory(public=True, title="Lúa chín vàng đồng")
    SearchEntry.objects.update(tokens="lua chin vang dong __m24322", is_stale=True)

    call_command("migrate", verbosity=0)

    assert ids("“lúa chín vàng đồng”") == [article.pk]
    assert not SearchEntry.objects.filter(is_stale=True).exists()


@pytest.mark.parametrize("size", [MAX_WORDS + 5_000, 40])
def test_a_text_too_long_for_the_index_is_kept_to_its_limits(size):
    longest = "x" * 900 if size == 40 else ""
    body = " ".join(f"tu{number}{longest}" for number in range(size))
    article = ArticleFactory(public=True, title="Dài", body=f"<p>{body}</p>")

    assert ids("dài") == [article.pk]
    assert ids(f"tu7{longest}"[:100]) == [article.pk]


def test_the_index_is_made_again_if_it_is_lost():
    if connection.vendor == "postgresql":
        lose = f"DROP INDEX {terms.INDEX}"
    else:
        lose = f"DROP TRIGGER {terms.INDEX}_insert"
    with connection.cursor() as cursor:
        cursor.execute(lose)

    terms.WORDS.prepare(connection)

    article = ArticleFactory(public=True, title="Lúa")
    assert ids("lúa") == [article.pk]


@pytest.mark.parametrize("count", [1, 3])
def test_entering_runs_constant_queries(count, django_assert_num_queries):
    articles = [ArticleFactory(public=True, photos=1, tag_names=["a"]) for _n in range(count)]
    SearchEntry.objects.all().delete()

    # Articles, bylines, captions, keywords, rows; and a savepoint round them.
    with django_assert_num_queries(7):
        index.refresh([article.pk for article in articles])


def test_a_new_name_of_a_series_is_entered_by_the_timer(chief):
    series = Series.objects.create(name="Chuyện mùa nước nổi")
    article = written(chief, series=series.pk)
    publishing.publish(article, by=chief)
    assert ids("mùa nước nổi") == [article.pk]

    series.name = "Đồng bằng khát nước"
    series.save()
    call_command("tick", stdout=io.StringIO())

    assert ids("đồng bằng khát") == [article.pk]
    assert ids("mùa nước nổi") == []


def test_a_keyword_that_is_deleted_finds_its_articles_no_more(chief):
    article = written(chief)
    publishing.publish(article, by=chief)

    Tag.objects.get().delete()
    call_command("tick", stdout=io.StringIO())

    assert ids("nông thôn mới") == []
    assert ids("lúa") == [article.pk]
