"""What the page's script sends by itself, and what it is answered."""

import pytest

from articles import revisions
from articles.models import Article, Revision
from tests.articles.admin.saving import saved_by
from tests.factories import ArticleFactory, AuthorFactory, PhotoFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_what_is_typed_becomes_a_revision_and_the_time_is_told(window):
    page = window("editor", ArticleFactory())

    status, answer = page.autosave(title="Tít mới")

    newest = Article.objects.get().newest_revision
    assert status == 200
    assert (newest.content["title"], newest.kind) == ("Tít mới", "autosaved")
    assert answer["revision"] == newest.pk
    assert len(answer["saved"]) == len("10:32:05")


def test_all_parts_of_the_form_are_saved(window):
    author, photo = AuthorFactory(), PhotoFactory()
    page = window("editor", ArticleFactory())
    rows = {
        "bylines-TOTAL_FORMS": "1",
        "bylines-0-author": author.pk,
        "captions-TOTAL_FORMS": "1",
        "captions-0-photo": photo.pk,
        "captions-0-caption": "Chú thích",
        "captions-0-placement": "lead",
    }

    page.autosave(keywords="lúa; tôm", **rows)

    content = revisions.newest_content(Article.objects.get())
    assert content.authors == (author.pk,)
    assert [(use.photo, use.caption) for use in content.photos] == [(photo.pk, "Chú thích")]
    assert content.tags == ("lúa", "tôm")


def test_the_same_content_makes_no_revision(window):
    page = window("editor", ArticleFactory())

    page.autosave()
    page.autosave()

    assert Revision.objects.count() == 1


def test_a_new_article_that_saves_itself_twice_is_one(window):
    page = window("reporter")

    first, second = page.autosave(title="Bài"), page.autosave(title="Bài mới")

    article = Article.objects.get()
    assert (article.title, article.created_by, article.state) == ("Bài mới", page.user, "draft")
    assert first[1]["article"] == second[1]["article"] == article.pk
    assert second[1]["addresses"]["change"].endswith(f"/{article.pk}/change/")


def test_nothing_written_makes_no_article(window):
    status, answer = window("reporter").autosave(kicker="")

    assert (status, answer) == (200, {"revision": None})
    assert not Article.objects.exists()


def test_a_save_that_is_sent_twice_is_stored_once_also_when_somebody_saved_between(window):
    page = window("editor", ArticleFactory())
    page.autosave(title="Của tôi")
    saved_by(UserFactory(), page.article, title="Của bạn")
    page.sequence -= 1

    status, answer = page.autosave(title="Của tôi")

    assert status == 200
    assert answer["there"]["newest"]["own"] is False
    assert not Revision.objects.filter(kind="aside").exists()


def test_an_old_save_that_comes_late_changes_nothing(window):
    page = window("editor", ArticleFactory())
    late = page.sent(title="Cũ")
    page.autosave(title="Mới")

    page.client.post(f"/admin/articles/article/{page.article.pk}/autosave/", late)

    assert Article.objects.get().title == "Mới"


def test_a_save_on_a_stale_text_is_kept_aside_and_both_can_be_seen(window):
    page = window("editor", ArticleFactory())
    somebody = UserFactory()
    saved_by(somebody, page.article, title="Của bạn")

    status, answer = page.autosave(title="Của tôi")
    again, more = page.autosave(title="Của tôi, viết tiếp")

    aside = Revision.objects.get(kind="aside")
    assert (status, again) == (409, 409)
    assert aside.content["title"] == "Của tôi, viết tiếp"
    assert more["clash"].endswith(f"/clash/{aside.pk}/")
    assert answer["there"]["newest"]["by"] == str(somebody)
    assert Article.objects.get().title == "Của bạn"


def test_a_long_and_hostile_body_is_kept_harmless(window):
    page = window("editor", ArticleFactory())
    hostile = "<p onclick=x()>Một<script>x()</script><img src=x onerror=x()></p>"
    body = hostile + "<p>Đoạn văn dài của bài báo.</p>" * 5_000

    status, _answer = page.autosave(body=body)

    stored = Article.objects.get().body
    assert status == 200
    assert len(stored.encode()) > 200_000
    assert not any(word in stored for word in ("onclick", "script", "onerror", "img"))


def test_a_row_without_its_photo_does_not_hold_up_the_rest(window):
    page = window("editor", ArticleFactory())
    row = {"captions-TOTAL_FORMS": "1", "captions-0-caption": "Ảnh sẽ tới sau"}

    status, answer = page.autosave(title="Tít mới", **row)

    assert (status, answer["waiting"]) == (200, 1)
    assert Article.objects.get().title == "Tít mới"


@pytest.mark.parametrize("count", [1, 3])
def test_saving_runs_constant_queries(window, count, django_assert_max_num_queries):
    article = ArticleFactory()
    for number in range(count):
        window("editor", article).beat()
        saved_by(UserFactory(), article, title=f"Tít {number}")
    article.refresh_from_db()
    page = window("editor", article)

    with django_assert_max_num_queries(60) as seen:
        page.autosave(title="Tít cuối")

    assert len(seen) == QUERIES


QUERIES = 42
