"""Language, series and related articles in the newsroom's form: parts of a revision like others."""

import json
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import publishing, revisions, withdrawals
from articles.admin.records import readable
from articles.models import Article, Series
from tests.articles.admin.saving import saved_by
from tests.articles.admin.test_article_admin import change_url, form_data
from tests.factories import ArticleFactory, UserFactory
from tests.reading import hidden_articles, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def series():
    return Series.objects.create(name="Đi dọc kênh")


def press(client, article, **changes):
    return client.post(change_url(article), form_data(article, **changes))


def newest(article):
    return revisions.newest_content(Article.objects.get(pk=article.pk))


def save(article, **changes):
    return revisions.save(article, replace(newest(article), **changes), by=None)


def test_they_are_saved_and_shown_again(client, sign_in, series):
    sign_in("editor")
    first, second = (ArticleFactory(public=True, title=title) for title in ("Tin một", "Tin hai"))
    article = ArticleFactory()

    press(client, article, language="km", series=series.pk, related=f"{second.pk}, {first.pk}")

    content = newest(article)
    assert (content.language, content.series) == ("km", series.pk)
    assert content.related == (second.pk, first.pk)
    html = client.get(change_url(article)).content.decode()
    assert f'name="related" value="{second.pk}, {first.pk}"' in html
    assert html.index("Tin hai") < html.index("Tin một")
    assert f'<option value="{series.pk}" selected>Đi dọc kênh</option>' in html
    assert html.count('lang="km"') == 3


def test_addresses_are_taken_as_well_as_numbers(client, sign_in):
    sign_in("editor")
    one, other = ArticleFactory.create_batch(2, public=True)
    article = ArticleFactory()
    typed = f" http://bao.example{one.get_absolute_url()}#binh-luan ;{other.pk},{one.pk} "

    press(client, article, related=typed)

    assert newest(article).related == (one.pk, other.pk)


@pytest.mark.parametrize(
    "typed",
    ["x", "1 2 3.5", "-1", "9" * 19, "999999999", "<script>", "https://bao.example/"],
)
def test_what_names_no_article_of_readers_is_refused(client, sign_in, typed):
    sign_in("editor")
    article = ArticleFactory(title="Giữ nguyên")

    response = press(client, article, title="Đã gõ", related=typed)

    assert newest(article).title == "Giữ nguyên"
    assert response.context["adminform"].form.errors["related"]
    assert "Đã gõ" in response.content.decode()


def test_no_hidden_article_is_named_by_trying_its_number(client, sign_in):
    article = ArticleFactory(created_by=sign_in("reporter"))

    for hidden in hidden_articles():
        response = press(client, article, related=str(hidden.pk))

        assert response.context["adminform"].form.errors["related"]
        assert "Bí mật" not in response.content.decode()


def test_one_that_readers_have_lost_stays_until_somebody_takes_it_out(client, sign_in):
    sign_in("editor")
    lost, deleted = ArticleFactory.create_batch(2, public=True)
    article = ArticleFactory()
    save(article, related=(lost.pk, deleted.pk))
    Article.objects.filter(pk=lost.pk).update(state="withdrawn")
    deleted_pk = deleted.pk
    deleted.delete()

    response = press(client, article, lead="Sapo mới", related=f"{lost.pk}, {deleted_pk}")

    assert response.status_code == 302
    assert newest(article).related == (lost.pk,)


def test_an_article_does_not_stand_below_itself(client, sign_in):
    sign_in("editor")
    article = ArticleFactory(public=True)
    Article.objects.filter(pk=article.pk).update(state="submitted")

    response = press(client, article, related=str(article.pk))

    assert response.context["adminform"].form.errors["related"]


def test_more_than_ten_are_too_many(client, sign_in):
    sign_in("editor")
    article = ArticleFactory()
    ids = [one.pk for one in ArticleFactory.create_batch(11, public=True)]

    assert press(client, article, related=", ".join(map(str, ids[:10]))).status_code == 302
    assert press(client, article, related=", ".join(map(str, ids))).status_code == 200


def test_they_save_themselves_while_somebody_writes(window, series):
    article, other = ArticleFactory(), ArticleFactory(public=True)
    page = window("editor", article)

    status, _answer = page.autosave(series=series.pk, related=str(other.pk), language="en")

    assert status == 200
    content = newest(article)
    assert (content.series, content.related, content.language) == (series.pk, (other.pk,), "en")


def test_the_page_s_script_knows_their_fields(client, sign_in):
    sign_in("editor")
    html = client.get(change_url(ArticleFactory())).content.decode()
    data = json.loads(
        html.partition('id="saving-data" type="application/json">')[2].partition("<")[0]
    )

    assert {"language", "series", "related"} <= set(data["fields"])


def test_two_texts_show_them_side_by_side_and_each_can_be_chosen(window, series):
    article, other = ArticleFactory(), ArticleFactory(public=True, title="Tin liên quan X")
    page = window("editor", article)
    saved_by(UserFactory(), article, series=series.pk, language="en")
    address = page.press(related=str(other.pk)).headers["Location"]

    response = page.client.get(address)
    text = text_of(response)
    assert [part.name for part in response.context["different"]] == [
        "language",
        "series",
        "related",
    ]
    for words in ("Đi dọc kênh", "English", "Tiếng Việt", "Tin liên quan X"):
        assert words in text

    shown = Article.objects.get(pk=article.pk).newest_revision_id
    page.client.post(address, {"newest": shown, "take": "chosen", "part-related": "mine"})

    content = newest(article)
    assert (content.series, content.language, content.related) == (series.pk, "en", (other.pk,))


def test_compared_versions_name_them(client, sign_in, series):
    sign_in("editor")
    out, stays = (ArticleFactory(public=True, title=title) for title in ("Tin ra", "Tin ở lại"))
    article = ArticleFactory()
    save(article, related=(out.pk, stays.pk))
    save(article, related=(stays.pk,), series=series.pk, language="km")
    url = reverse("admin:articles_article_compare", args=[article.pk])

    html = client.get(url, {"a": 2, "b": 3}).content.decode()

    assert "<del>Tin ra</del>" in html
    assert "Tin ở lại" in html
    assert "<ins>Đi dọc kênh</ins>" in html
    assert "<del>Tiếng Việt</del> <ins>ភាសាខ្មែរ (Khmer)</ins>" in html
    Series.objects.all().delete()
    assert client.get(url, {"a": 2, "b": 3}).status_code == 200


def test_restoring_a_version_brings_them_back(client, sign_in, series):
    sign_in("editor")
    other = ArticleFactory(public=True)
    article = ArticleFactory()
    save(article, related=(other.pk,), series=series.pk)
    save(article, related=(), series=None)
    article.refresh_from_db()

    url = reverse("admin:articles_article_restore", args=[article.pk, 2])
    client.post(url, {"base": article.newest_revision_id})

    assert (newest(article).related, newest(article).series) == ((other.pk,), series.pk)


def test_a_sealed_document_names_the_series(series):
    article = ArticleFactory(public=True, series=series)

    document = withdrawals.document_of(article)

    assert document["series"] == "Đi dọc kênh"
    assert "Đi dọc kênh" in [text for _label, text in readable(document)]


def test_published_they_are_on_the_page(client, series):
    other = ArticleFactory(public=True, title="Chọn bằng tay")
    article = ArticleFactory(title="Bài mới")
    chief = UserFactory(roles=["chief"])
    save(article, related=(other.pk,), series=series.pk)

    publishing.publish(article, by=chief, at=timezone.now())

    text = text_of(client.get(article.get_absolute_url()))
    assert "Chọn bằng tay" in text
    assert "Đi dọc kênh" in text


@pytest.mark.parametrize(
    ("role", "may_add"), [("reporter", False), ("editor", True), ("moderator", False)]
)
def test_who_edits_may_begin_a_series_beside_the_choice(client, sign_in, role, may_add):
    user = sign_in(role)
    if role != "moderator":
        html = client.get(change_url(ArticleFactory(created_by=user))).content.decode()
        assert ("/admin/articles/series/add/" in html) == may_add

    client.post("/admin/articles/series/add/", {"name": "Mùa nước nổi"})

    assert Series.objects.filter(slug="mua-nuoc-noi").exists() == may_add


def test_a_series_is_found_without_accents(client, sign_in, series):
    sign_in("reporter")
    asked = {"app_label": "articles", "model_name": "article", "field_name": "series"}

    answer = client.get("/admin/autocomplete/", {**asked, "term": "di doc"}).json()

    assert [one["text"] for one in answer["results"]] == ["Đi dọc kênh"]


def test_titles_are_asked_for_by_ids_and_hidden_ones_are_not_told(client, sign_in):
    sign_in("reporter")
    one = ArticleFactory(public=True, title="Tin công khai")
    ids = [one.pk, *(hidden.pk for hidden in hidden_articles())]
    url = reverse("admin:articles_article_titles")

    answer = client.get(url, {"id": ",".join(map(str, ids))}).json()["titles"]

    assert [(row["id"], row["title"]) for row in answer] == [(one.pk, "Tin công khai")]
