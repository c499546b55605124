"""Two texts side by side, and the choice between them."""

import pytest

from articles import revisions
from articles.body.photos import BodyPhoto, stored
from articles.models import Article, Revision
from tests.articles.admin.saving import change_url, saved_by
from tests.factories import ArticleFactory, AuthorFactory, PhotoFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clash(window):
    """Give somebody's window, the address of both texts, and who saved first."""
    article = ArticleFactory(title="Gốc", lead="Sapo gốc")
    page = window("editor", article)
    somebody = UserFactory(last_name="Lê Thị", first_name="Bình")
    saved_by(somebody, article, title="Tít của Bình", lead="Sapo của Bình")
    address = page.press(title="Tít của tôi", lead="Sapo gốc").headers["Location"]
    return page, address, somebody


def choose(page, address, **data):
    newest = Article.objects.get().newest_revision_id
    return page.client.post(address, {"newest": newest, **data})


def newest():
    return revisions.newest_content(Article.objects.get())


def test_both_texts_stand_there_and_what_differs_is_marked(clash):
    page, address, somebody = clash

    response = page.client.get(address)

    text = response.content.decode()
    assert [part.name for part in response.context["different"]] == ["title", "lead"]
    assert all(word in text for word in ("Tít của Bình", "Tít của tôi", "Sapo của Bình"))
    assert str(somebody) in text
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]


def test_sections_bylines_photos_and_keywords_are_named(window):
    article = ArticleFactory(photos=1)
    page = window("editor", article)
    other = SectionFactory(name="Kinh tế biển")
    author, photo = AuthorFactory(name="Cao Thị Hoa"), PhotoFactory()
    use = {"photo": photo.pk, "caption": "Ghe về bến", "alt": "Ghe", "placement": "lead"}
    saved_by(UserFactory(), article, section=other.pk, authors=[author.pk], photos=[use])

    response = page.client.get(page.press(keywords="tôm").headers["Location"])

    names = [part.name for part in response.context["different"]]
    assert names == ["photos", "section", "authors", "tags"]
    text = response.content.decode()
    assert all(word in text for word in ("Kinh tế biển", "Cao Thị Hoa", "Ghe về bến", "tôm"))


def test_keeping_theirs_changes_nothing_and_keeps_mine_among_the_versions(clash):
    page, address, _somebody = clash
    before = Revision.objects.count()

    response = choose(page, address, take="theirs")

    assert response.headers["Location"] == change_url(page.article)
    assert newest().title == "Tít của Bình"
    assert Revision.objects.count() == before
    assert Revision.objects.get(kind="aside").content["title"] == "Tít của tôi"


def test_taking_mine_makes_a_new_revision_of_mine(clash):
    page, address, somebody = clash

    choose(page, address, take="mine")

    revision = Article.objects.get().newest_revision
    assert (revision.content["title"], revision.content["lead"]) == ("Tít của tôi", "Sapo gốc")
    assert (revision.created_by, revision.kind) == (page.user, "saved")
    assert revision.base.created_by == somebody
    assert {"Tít của Bình", "Gốc"} <= {r.content["title"] for r in Revision.objects.all()}


def test_each_part_can_be_chosen(clash):
    page, address, _somebody = clash

    choose(page, address, take="chosen", **{"part-title": "mine", "part-lead": "theirs"})

    assert (newest().title, newest().lead) == ("Tít của tôi", "Sapo của Bình")


def test_who_saved_meanwhile_is_not_overwritten_by_the_choice(clash):
    page, address, somebody = clash
    shown = Article.objects.get().newest_revision_id
    saved_by(somebody, Article.objects.get(), title="Bình viết tiếp")
    before = Revision.objects.count()

    response = page.client.post(address, {"newest": shown, "take": "mine"}, follow=True)

    assert newest().title == "Bình viết tiếp"
    assert "Bình viết tiếp" in response.content.decode()
    assert Revision.objects.count() == before


def test_looking_changes_nothing(clash):
    page, address, _somebody = clash
    before = list(Revision.objects.values())

    page.client.get(address)

    assert list(Revision.objects.values()) == before


@pytest.mark.parametrize("role", ["reporter", "moderator"])
def test_others_do_not_get_there(clash, window, role):
    _page, address, _somebody = clash

    assert window(role).client.get(address).status_code in (403, 404)
    assert window(role).client.post(address, {"take": "mine"}).status_code in (403, 404)


def test_only_texts_that_are_kept_aside_are_shown_there(clash):
    page, _address, _somebody = clash
    saved = Article.objects.get().newest_revision_id

    url = f"/admin/articles/article/{page.article.pk}/clash/{saved}/"

    assert page.client.get(url).status_code == 404


def test_a_writer_who_may_not_edit_any_more_may_look_and_not_choose(window):
    reporter = UserFactory(roles=["reporter"])
    article = ArticleFactory(created_by=reporter, state="submitted")
    page = window(reporter, article)
    saved_by(UserFactory(), article, title="Của bạn")
    address = page.press(title="Của tôi").headers["Location"]
    Article.objects.update(state="editing")

    assert "Của tôi" in page.client.get(address).content.decode()
    choose(page, address, take="mine")

    assert newest().title == "Của bạn"


def test_photos_in_the_texts_are_seen_with_their_credit(window):
    article = ArticleFactory(body="<p>Gốc.</p>")
    page = window("editor", article)
    photo = PhotoFactory(credit="Thanh Sang")
    body = stored(BodyPhoto(photo.pk, "Chợ nổi", "Ghe"))
    saved_by(UserFactory(), article, body=f"<p>Gốc.</p>{body}", kind="photos")

    response = page.client.get(page.press(title="Của tôi").headers["Location"])

    names = [part.name for part in response.context["different"]]
    assert names == ["kind", "title", "body"]
    text = response.content.decode()
    assert photo.url(min(photo.widths), "jpg") in text
    assert all(word in text for word in ("Chợ nổi", "Thanh Sang"))
    assert "data-photo" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_runs_constant_queries(window, count, django_assert_num_queries):
    article = ArticleFactory(photos=count, authors=AuthorFactory.create_batch(count))
    page = window("editor", article)
    saved_by(UserFactory(), article, title="Khác")
    address = page.press(title="Của tôi").headers["Location"]

    with django_assert_num_queries(QUERIES):
        page.client.get(address)


QUERIES = 11
