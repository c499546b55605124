"""Authors, keywords, corrections, sections and the paper by the API."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Correction, Publication
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory, UserFactory
from tests.reading import hidden_articles

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


def test_authors_are_those_of_public_articles_in_the_order_of_given_names(ask):
    names = ["Trần Văn Bảo", "Lê Thị Ánh", "Nguyễn An"]
    for name in names:
        ArticleFactory(public=True, authors=[AuthorFactory(name=name, user=UserFactory())])
    secret = AuthorFactory(name="Bí mật")
    hidden_articles(authors=[secret])

    items = ask("/authors").json()["items"]

    assert [item["name"] for item in items] == ["Nguyễn An", "Lê Thị Ánh", "Trần Văn Bảo"]
    assert set(items[0]) == {"name", "slug", "url", "description"}


def test_keywords_are_those_of_public_articles(ask):
    ArticleFactory(public=True, tag_names=["lúa gạo", "an toàn"])
    hidden_articles(tag_names=["bí mật"])

    assert [item["slug"] for item in ask("/keywords").json()["items"]] == ["an-toan", "lua-gao"]


@pytest.mark.parametrize("path", ["/authors", "/keywords"])
def test_their_pages_follow_one_another(ask, path):
    authors = [AuthorFactory(name=f"Lê {letter}") for letter in "EDCBA"]
    ArticleFactory(public=True, authors=authors, tag_names=[f"từ {letter}" for letter in "edcba"])

    seen, cursor = [], {}
    while cursor is not None:
        answer = ask(path, limit=2, **cursor).json()
        seen += [item["name"][-1].upper() for item in answer["items"]]
        onward = answer["next"]
        cursor = {"cursor": onward.rpartition("cursor=")[2]} if onward else None

    assert seen == list("ABCDE")


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [("/authors", 1), ("/keywords", 1), ("/corrections", 1), ("/sections", 1), ("/paper", 1)],
)
def test_each_takes_one_query(ask, path, queries, count, django_assert_num_queries):
    for number in range(count):
        article = ArticleFactory(public=True, tag_names=[f"từ {number}"])
        Correction.objects.create(article=article, text="Số đúng là 1.")

    with django_assert_num_queries(queries):
        response = ask(path)

    if path in {"/authors", "/keywords", "/corrections", "/sections"}:
        assert len(response.json()["items"]) == count


def test_corrections_lead_to_their_place_on_the_page(ask):
    article = ArticleFactory(public=True)
    row = Correction.objects.create(
        article=article, kind="apology", text="Xin lỗi.", published_at=timezone.now()
    )
    for hidden in hidden_articles():
        Correction.objects.create(article=hidden, text="Bí mật.")

    (item,) = ask("/corrections").json()["items"]

    assert item["text"] == "Xin lỗi." and item["kind"] == "apology"
    assert item["url"] == f"{SITE}{article.get_absolute_url()}#dinh-chinh-{row.pk}"
    assert item["article"]["title"] == article.title


def test_sections_are_a_tree_in_the_paper_s_order(ask):
    second = SectionFactory(name="Thể thao", position=2)
    first = SectionFactory(name="Kinh tế", position=1, description="Làm ăn")
    SectionFactory(name="Nông nghiệp", parent=first, publication=first.publication)

    items = ask("/sections").json()["items"]

    assert [item["path"] for item in items] == ["kinh-te", second.slug]
    assert items[0]["description"] == "Làm ăn"
    assert [child["path"] for child in items[0]["children"]] == ["kinh-te/nong-nghiep"]


def test_the_paper_is_what_its_footer_says(ask):
    Publication.objects.create(name="Báo Đồng Khởi", licence="Giấy phép số 1", indexnow_key="a" * 9)

    facts = ask("/paper").json()

    assert facts["name"] == "Báo Đồng Khởi" and facts["licence"] == "Giấy phép số 1"
    assert facts["feed"] == f"{SITE}{reverse('machines:feed')}"
    assert "a" * 9 not in str(facts)


def test_a_paper_that_is_not_set_up_has_answers_too(ask):
    assert Article.objects.count() == 0

    for path in ("/paper", "/articles", "/authors", "/keywords", "/sections", "/corrections"):
        assert ask(path).status_code == 200


def test_a_cursor_tells_of_no_author_whom_readers_do_not_know(ask):
    ArticleFactory(public=True)
    secret = AuthorFactory(name="Bí mật")
    hidden_articles(authors=[secret])

    asked = ask("/authors", cursor=secret.slug)
    nobody = ask("/authors", cursor="khong-co-ai")

    assert asked.status_code == nobody.status_code == 422
    assert asked.content == nobody.content
