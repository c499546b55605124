"""The bar that staff see on readers' pages."""

import pytest
from django.test import Client

from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory(public=True, title="Cầu mới thông xe")


def bar(user=None, page="/"):
    client = Client()
    if user:
        client.force_login(user)
    return client.get("/admin/bar/", {"page": page})


def text_of(response):
    return " ".join(response.content.decode().split())


def test_who_is_no_staff_gets_nothing_and_is_remembered_nowhere(article):
    for user in (None, UserFactory(is_staff=False)):
        response = bar(user, article.get_absolute_url())

        assert (response.status_code, response.content) == (204, b"")
        assert response.headers["Cache-Control"] == "private, no-store"
        assert not response.cookies


def test_the_bar_is_for_one_person_and_no_other_site(article):
    response = bar(UserFactory(roles=["chief"]), article.get_absolute_url())

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "Cookie" in response.headers["Vary"]
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "<script" not in text_of(response)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_editor_is_led_to_the_article(article, prefix):
    text = text_of(bar(UserFactory(roles=["chief"]), prefix + article.get_absolute_url()))

    assert f'href="/admin/articles/article/{article.pk}/change/"' in text
    assert "<strong>Đã xuất bản</strong>" in text
    assert 'href="/admin/articles/article/today/"' in text
    assert 'action="/admin/logout/"' in text


def test_changes_that_wait_are_told(article):
    user = UserFactory(roles=["chief"])
    note = "Unpublished changes"
    client = Client()
    client.force_login(user)
    client.cookies["django_language"] = "en"
    page = {"page": article.get_absolute_url()}
    assert note not in text_of(client.get("/admin/bar/", page))

    article.newest_revision = article.revisions.create(number=99, content={})
    article.save()

    assert note in text_of(client.get("/admin/bar/", page))


def test_of_an_article_of_others_nothing_is_told(article):
    own = SectionFactory()
    editor = UserFactory(roles=["editor"])
    editor.sections.set([own])
    for user in (UserFactory(roles=["reporter"]), editor):
        text = text_of(bar(user, article.get_absolute_url()))

        assert "staffbar__state" not in text
        assert f"/article/{article.pk}/" not in text


@pytest.mark.parametrize(
    "page",
    ["", "/", "x", "/x/a-a99999999999999999999.html", "/x/y-a1.html/", '/"><script>-a0.html'],
)
def test_any_other_page_has_a_bar_without_an_article(page):
    response = bar(UserFactory(roles=["chief"]), page)

    assert response.status_code == 200
    assert "staffbar__state" not in text_of(response)
    assert "<script" not in text_of(response)


def test_moderators_alone_see_how_many_comments_wait(article):
    CommentFactory.create_batch(2, article=article, status="pending")

    seen = {one: text_of(bar(UserFactory(roles=[one]))) for one in ("moderator", "reporter")}

    assert 'href="/admin/comments/comment/desk/">2 bình luận' in seen["moderator"]
    assert "/admin/comments/" not in seen["reporter"]


def test_it_takes_few_queries(article, django_assert_max_num_queries):
    user = UserFactory(roles=["chief"])
    client = Client()
    client.force_login(user)

    with django_assert_max_num_queries(9):
        client.get("/admin/bar/", {"page": article.get_absolute_url()})


def test_after_signing_out_there_is_none():
    client = Client()
    client.force_login(UserFactory(roles=["chief"]))

    client.post("/admin/logout/")

    assert client.get("/admin/bar/").status_code == 204
